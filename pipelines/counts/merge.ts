import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds } from '#lib/domain/finding-kinds.ts';
import { canAgree, intervalText, narrower } from '#lib/domain/interval.ts';
import { schoolYear, type FileCounts, type ProgrammeCount } from '#pipelines/counts/file-counts.ts';

/** A year counts as counted when so many of the schools of the last counted year before it are in it. */
const completeFrom = 0.8;

/** The counts of several files as one. */
export interface MergedCounts {
  rows: ProgrammeCount[];
  /** Years with enough schools to stand for the country, in order. */
  years: number[];
  /** The last of them. */
  lastYear: number | null;
  findings: Finding[];
}

function disagreement(kept: ProgrammeCount, other: ProgrammeCount, line: number): Finding {
  const code = 'figures-disagree';
  return {
    file: other.file,
    row: line,
    column: `${kept.brin} ${kept.track} ${kept.year}`,
    value: intervalText(other.count),
    severity: findingKinds[code].severity,
    code,
    expected: `${intervalText(kept.count)} (${kept.file})`,
  };
}

function countedYears(rows: readonly ProgrammeCount[]): Pick<MergedCounts, 'years' | 'findings'> {
  const schools = new Map<number, Map<string, string>>();
  for (const { year, brin, file } of rows)
    schools.set(year, (schools.get(year) ?? new Map()).set(brin, file));
  const years: number[] = [];
  const findings: Finding[] = [];
  let before = 0;
  for (const [year, files] of [...schools].sort(([a], [b]) => a - b)) {
    if (files.size >= completeFrom * before) {
      years.push(year);
      before = files.size;
      continue;
    }
    const code = 'partial-year';
    findings.push({
      file: [...files.values()][0] ?? '',
      row: null,
      column: String(year),
      value: String(files.size),
      severity: findingKinds[code].severity,
      code,
      expected: `≥ ${Math.ceil(completeFrom * before)}`,
    });
  }
  return { years, findings };
}

/**
 * Makes one count out of those of several files. For a school and year the best kind of file counts, and of those the
 * latest release; another of the kind that leaves less room narrows it. Files of which the counts cannot both be true
 * are reported with both names, except where the reference data differ: a file that somebody loads is newer.
 */
export function mergeCounts(files: readonly FileCounts[], reference: readonly FileCounts[]): MergedCounts {
  const ranked = [...files.toSorted((a, b) => a.rank - b.rank || b.release - a.release), ...reference];
  const owners = new Map<string, FileCounts>();
  for (const file of ranked) {
    for (const covered of file.covered) if (!owners.has(covered)) owners.set(covered, file);
  }
  const ownerOf = ({ brin, year }: ProgrammeCount) => owners.get(schoolYear(brin, year));
  const kept = new Map<string, ProgrammeCount>();
  for (const file of ranked) {
    for (const [key, { count }] of file.counts) if (ownerOf(count) === file) kept.set(key, count);
  }
  const findings: Finding[] = [];
  for (const file of files) {
    for (const [key, { count, line }] of file.counts) {
      const owner = ownerOf(count);
      const one = kept.get(key);
      if (!one || !owner || owner === file) continue;
      if (!canAgree(one.count, count.count)) findings.push(disagreement(one, count, line));
      else if (owner.rank === file.rank) kept.set(key, { ...one, count: narrower(one.count, count.count) });
    }
  }
  const rows = [...kept.values()].sort(
    (a, b) => a.year - b.year || a.brin.localeCompare(b.brin) || a.track.localeCompare(b.track),
  );
  const { years, findings: partial } = countedYears(rows);
  return { rows, years, lastYear: years.at(-1) ?? null, findings: [...findings, ...partial] };
}
