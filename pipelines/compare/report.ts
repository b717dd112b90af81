import type { CheckReport, FileReport, TableChange } from '#lib/domain/check-report.ts';
import { findingSentence, findingText, type Finding } from '#lib/domain/finding.ts';
import { severities } from '#lib/domain/finding-kinds.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { tables } from '#lib/domain/tables.ts';
import { reportWords } from '#lib/domain/words/report.ts';
import { toCsv } from '#lib/server/csv.ts';
import { codesToAccept, verdictOn } from '#pipelines/compare/verdict.ts';
import { findingsOf, type EditionWork } from '#pipelines/work.ts';

/** Findings of one weight that the text lists; the CSV has them all. */
const listed = 200;

function fileReports(work: EditionWork): FileReport[] {
  const keptNames = new Set(work.inputs.filter(({ kept }) => kept).map(({ sha256 }) => sha256));
  const handed = new Set(work.inputs.map(({ sha256 }) => sha256));
  const read = work.readings
    .filter(({ sha256 }) => handed.has(sha256))
    .map(({ file, table, sha256, rows, rowsRead, rowsRefused, origin }) => ({
      file,
      table: table.name,
      sha256,
      rowsRead,
      rowsLoaded: rows.length,
      rowsRefused,
      origin,
      kept: keptNames.has(sha256),
    }));
  const unread = work.unread.map(({ file }) => ({
    file,
    table: null,
    sha256: null,
    rowsRead: 0,
    rowsLoaded: 0,
    rowsRefused: 0,
    origin: null,
    kept: false,
  }));
  return [...read, ...unread];
}

/** What files hold, what was found in them and what they would change. */
export function checkReport(work: EditionWork, changes: TableChange[]): CheckReport {
  const findings = findingsOf(work);
  const accepted = work.accept ?? [];
  return {
    verdict: verdictOn(findings, accepted),
    toAccept: codesToAccept(findings, accepted),
    files: fileReports(work),
    findings,
    changes,
  };
}

function titleOf(name: string, locale: Locale): string {
  return tables.find((table) => table.name === name)?.title[locale] ?? name;
}

/** The report as a text to read, the gravest first. */
export function reportText(report: CheckReport, locale: Locale): string {
  const words = reportWords[locale];
  const files = report.files.map(
    ({ file, table, rowsRead, rowsLoaded, rowsRefused, kept }) =>
      `- ${file}: ${table === null ? words.notRead : `${titleOf(table, locale)}; ${words.rows(rowsRead, rowsLoaded, rowsRefused)}`}${kept ? ` (${words.kept})` : ''}`,
  );
  const findings = severities.flatMap((severity) => {
    const own = report.findings.filter((finding) => finding.severity === severity);
    if (own.length === 0) return [];
    const lines = own.slice(0, listed).map((finding) => {
      const how = severity === 'confirm' ? ` [${words.accept(finding.code)}]` : '';
      return `- ${findingSentence(finding, locale)}${how}`;
    });
    const more = own.length - listed;
    return [
      `${words.severities[severity]} (${own.length})`,
      ...lines,
      ...(more > 0 ? [words.more(more)] : []),
      '',
    ];
  });
  const changes = report.changes.map(
    ({ table, region, ...counts }) =>
      `- ${titleOf(table, locale)}, ${region ?? words.nation}: ${words.change(counts)}`,
  );
  const section = (title: string, lines: readonly string[], none: string) => [
    title,
    '='.repeat(title.length),
    ...(lines.length > 0 ? lines : [none]),
    '',
  ];
  return [
    ...section(words.title, [words.verdicts[report.verdict]], ''),
    ...section(words.files, files, '–'),
    ...section(words.findings, findings, words.noFindings),
    ...section(words.changes, changes, words.noChanges),
  ].join('\n');
}

/** Every finding as a line of CSV, with its words. */
export function findingsCsv(findings: readonly Finding[], locale: Locale): string {
  return toCsv(
    findings.map(({ file, row, column, value, severity, code, expected }) => ({
      file,
      row,
      column,
      value,
      severity,
      code,
      what: findingText(code, locale),
      expected,
    })),
    locale,
  );
}
