import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds, type FindingCode } from '#lib/domain/finding-kinds.ts';
import { plainName } from '#pipelines/sources/dutch-cells.ts';
import type { Part } from '#pipelines/sources/cbs/today.ts';
import { shortened } from '#pipelines/sources/reading.ts';

/** Where a municipality was found, under its name or its code. */
interface Found {
  file: string;
  row: number | null;
  column: string;
  name: string;
}

function noted({ name, ...place }: Found, code: FindingCode, expected: string | null): Finding {
  return { ...place, value: shortened(name), severity: findingKinds[code].severity, code, expected };
}

/** What became of a municipality of a file: nothing to say, where it is one of today. */
export function mergerFinding(found: Found, parts: readonly Part[] | null): Finding | null {
  const [part, ...others] = parts ?? [];
  if (part === undefined) return noted(found, 'unknown-municipality', null);
  if (others.length > 0) {
    const shares = [part, ...others].map(({ name, share }) => `${name} ${Math.round(share * 100)} %`);
    return noted(found, 'split-municipality', shares.join(', '));
  }
  if (found.name === part.code || plainName(found.name) === plainName(part.name)) return null;
  return noted(found, 'merged-municipality', part.name);
}
