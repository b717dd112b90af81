import type { FileReport } from '#lib/domain/check-report.ts';
import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds, isFindingCode, severities, type Severity } from '#lib/domain/finding-kinds.ts';

/** Findings of one kind in one file; the first of them, and how many there are. */
export interface FindingGroup {
  file: string;
  code: string;
  severity: Severity;
  /** Whether each of them keeps a row out. */
  ofRows: boolean;
  count: number;
  shown: Finding[];
}

/** Whether a name that messages show is that of a file, or of a sheet in it: the sheet stands behind it in brackets. */
export function isOfFile(shown: string, file: string): boolean {
  return shown === file || shown.startsWith(`${file} [`);
}

/** How much a group matters: what stops first, then what has to be accepted, then rows, then notes. */
function rank({ severity, ofRows }: FindingGroup): number {
  return severities.indexOf(severity) * 2 + (ofRows ? 0 : 1);
}

/**
 * Findings by file and kind, what matters most first. Files that were handed over come before those of the edition in
 * use, and what is about all files together comes last.
 *
 * @param most how many of a kind are shown
 */
export function findingGroups(
  findings: readonly Finding[],
  files: readonly FileReport[],
  most: number,
): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const { file, code, severity } = finding;
    const key = JSON.stringify([file, code, severity]);
    const ofRows = isFindingCode(code) && findingKinds[code].scope === 'row';
    const group = groups.get(key) ?? { file, code, severity, ofRows, count: 0, shown: [] };
    group.count++;
    if (group.shown.length < most) group.shown.push(finding);
    groups.set(key, group);
  }
  const found = [...groups.values()].sort((a, b) => rank(a) - rank(b) || b.count - a.count);
  const places = new Map(files.map(({ file, kept }) => [file, kept ? 1 : 0]));
  const place = (file: string) => places.get(file) ?? 2;
  const worst = new Map<string, number>();
  for (const group of found) if (!worst.has(group.file)) worst.set(group.file, rank(group));
  const inOrder = [...worst].sort(
    ([a, first], [b, second]) => place(a) - place(b) || first - second || a.localeCompare(b),
  );
  return inOrder.flatMap(([file]) => found.filter((group) => group.file === file));
}
