import type { Row } from '#lib/domain/table.ts';
import type { municipalities, municipalityMergers } from '#lib/domain/tables/geography.ts';
import { plainName } from '#pipelines/sources/dutch-cells.ts';
import { apportion } from '#pipelines/synthesize/apportion.ts';

/** What a municipality of some year is now: a municipality of today, and the share of its inhabitants that went there. */
export interface Part {
  code: string;
  name: string;
  /** Of the inhabitants; the shares of all parts are 1 together. */
  share: number;
}

/** Finds the municipalities of today by a code or a name of any year since 2015; null where it is not known. */
export interface Today {
  byCode: (code: string) => readonly Part[] | null;
  byName: (name: string) => readonly Part[] | null;
}

/** The municipalities of today, and what went up in them. */
export function todaysMunicipalities(
  present: readonly Row<typeof municipalities>[],
  mergers: readonly Row<typeof municipalityMergers>[],
): Today {
  const names = new Map(present.map(({ municipality_code, name }) => [municipality_code, name]));
  const codes = new Map(mergers.map(({ from_name, from_code }) => [plainName(from_name), from_code]));
  for (const [code, name] of names) codes.set(plainName(name), code);
  const known = new Map<string, readonly Part[] | null>();

  function find(code: string): readonly Part[] | null {
    const name = names.get(code);
    if (name !== undefined) return [{ code, name, share: 1 }];
    const steps = mergers.filter(({ from_code }) => from_code === code);
    const parts = steps.flatMap(({ to_code, share }) =>
      (byCode(to_code) ?? []).map((part) => ({ ...part, share: part.share * share })),
    );
    return parts.length === 0 ? null : parts;
  }

  function byCode(code: string): readonly Part[] | null {
    const parts = known.get(code) ?? find(code);
    known.set(code, parts);
    return parts;
  }

  return { byCode, byName: (name) => byCode(codes.get(plainName(name)) ?? '') };
}

/** A whole number of persons over the parts of a municipality, by largest remainder: nobody is lost or made. */
export function divided(persons: number, parts: readonly Part[]): number[] {
  // Nearly every municipality is one of today.
  if (parts.length === 1) return [persons];
  return apportion(
    persons,
    parts.map(({ share }) => share),
  );
}
