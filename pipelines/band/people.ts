import * as c from '#lib/domain/column.ts';
import type { Finding } from '#lib/domain/finding.ts';
import { parseRow } from '#lib/domain/rows.ts';
import { table, type Row } from '#lib/domain/table.ts';
import { practiceNumber } from '#pipelines/sources/codes.ts';
import { dutchBlank, dutchDay, dutchNumber } from '#pipelines/sources/dutch-cells.ts';
import { firstRows } from '#pipelines/sources/header-search.ts';
import { openSheets } from '#pipelines/sources/open-sheets.ts';
import { cellFinding, type Problem, type RawRecord } from '#pipelines/sources/reading.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { missingColumns, namedColumns, type RegisterFormat } from '#pipelines/sources/register-format.ts';
import { maxFtePerHead, occupationOf, staffFormat } from '#pipelines/sources/register-staff.ts';
import { setAside } from '#pipelines/sources/set-aside.ts';
import type { Sheet } from '#pipelines/sources/sheet.ts';
import { headerNames, sourceFile, type SourceFile } from '#pipelines/sources/source-file.ts';

/** A list with one row per person. It is never stored, so that no edition has this table. */
const people = table({
  name: 'people',
  kind: 'register',
  title: { nl: 'Personeelslijst', en: 'List of staff' },
  key: ['practice_id'],
  columns: {
    practice_id: c.text('Praktijknummer', 'Practice identifier'),
    occupation: c.text('Functie', 'Function'),
    born_on: c.optional(c.day('Geboortedatum', 'Date of birth')),
    birth_year: c.optional(c.whole('Geboortejaar', 'Year of birth', { min: 1900, max: 2200 })),
    age: c.optional(c.whole('Leeftijd', 'Age', { min: 0, max: 120 })),
    fte: c.optional(c.decimal('Fte', 'FTE', { min: 0, max: maxFtePerHead })),
    hours: c.optional(c.decimal('Uren per week', 'Hours per week', { min: 0, max: 50 })),
  },
});

/** One person of a list: all that bands are made from. */
export type Person = Row<typeof people>;

const { practice_id, occupation, fte, hours } = staffFormat.headers;
const format: RegisterFormat<typeof people> = {
  name: 'list of staff',
  table: people,
  headers: {
    practice_id: practice_id ?? [],
    occupation: occupation ?? [],
    born_on: [
      'Geboortedatum',
      'geb datum',
      'gebdatum',
      'datum geboorte',
      'geboren op',
      'geboren',
      'birth date',
    ],
    birth_year: ['Geboortejaar', 'geb jaar', 'jaar geboorte', 'year of birth'],
    age: ['Leeftijd', 'leeftijd in jaren'],
    fte: fte ?? [],
    hours: hours ?? [],
  },
};

/** Columns of which a list has one: what says how old a person is, and what says how much a person works. */
const either = [
  ['born_on', 'birth_year', 'age'],
  ['fte', 'hours'],
] as const;

/** What a list was found to hold: the people in it, and why rows are not among them. */
export interface PeopleReading {
  people: { line: number; person: Person }[];
  refused: Finding[];
  /** Rows that are no persons: totals and remarks. */
  setAside: number;
}

function lacking(header: readonly string[]): string[] {
  const found = namedColumns(format, header);
  const groups = either.filter((names) => !names.some((name) => found.has(name)));
  const described = groups.map((names) => names.map((name) => format.headers[name]?.[0]).join(' | '));
  return [...missingColumns(format, header), ...described];
}

/** The table in a sheet that lacks least of what a list of people has. */
function listIn(sheet: Sheet, file: string): { source: SourceFile; missing: string[] } | undefined {
  const [best] = firstRows(sheet)
    .map((row) => ({ at: sheet.rows.indexOf(row), row, missing: lacking(headerNames(row)) }))
    .sort((a, b) => a.missing.length - b.missing.length || a.at - b.at);
  if (!best) return undefined;
  if (best.missing.length > 0) {
    return {
      source: { file, sha256: '', headerLine: best.row.line, header: [], records: [] },
      missing: best.missing,
    };
  }
  const options = { ends: sheet.name === null ? 'whole' : 'open', remarks: true } as const;
  return { source: sourceFile({ file, sha256: '' }, sheet.rows.slice(best.at), options), missing: [] };
}

const reads: Record<string, (text: string) => string> = {
  practice_id: practiceNumber,
  occupation: occupationOf,
  born_on: dutchDay,
};

function personIn(
  record: RawRecord,
  columns: ReadonlyMap<string, string>,
): { person: Person } | { problems: Problem[] } {
  const cells = Object.fromEntries(
    [...columns].map(([name, header]) => {
      const text = (record.cells[header] ?? '').trim();
      return [name, (reads[name] ?? dutchNumber)(dutchBlank(text))];
    }),
  );
  const parsed = parseRow(people, { ...cells, origin: undefined });
  const absent = either
    .filter((names) => names.every((name) => !cells[name]))
    .map((names): Problem => {
      const column = names.find((name) => columns.has(name)) ?? names[0];
      return { column, value: '', code: 'missing', expected: '' };
    });
  if ('row' in parsed && absent.length === 0) return { person: parsed.row };
  return { problems: [...absent, ...('problems' in parsed ? parsed.problems : [])] };
}

/**
 * Reads a list of staff with one row per person, in any form that a table may have. What is wrong with a row is told by
 * its line and column, and never with what stands there.
 *
 * @throws RefusedFile for a file without such a list
 */
export async function readPeople(bytes: Uint8Array, file: string): Promise<PeopleReading> {
  const sheets = await openSheets(bytes, file);
  const lists = sheets.flatMap((sheet) => {
    const name = sheets.length > 1 ? `${file} [${sheet.name}]` : file;
    return listIn(sheet, name) ?? [];
  });
  const [list] = lists.toSorted((a, b) => a.missing.length - b.missing.length);
  if (!list) throw new RefusedFile(file, { code: 'empty-file' });
  const { source, missing } = list;
  if (missing.length > 0) {
    const expected = missing.join(', ');
    throw new RefusedFile(source.file, { row: source.headerLine, code: 'missing-columns', expected });
  }
  const columns = namedColumns(format, source.header);
  const own = setAside(source, format);
  const reading: PeopleReading = { people: [], refused: [], setAside: own.notes.length };
  for (const record of own.records) {
    const found = personIn(record, columns);
    if ('person' in found) reading.people.push({ line: record.line, person: found.person });
    else {
      const problems = found.problems.map((problem) => {
        const column = columns.get(problem.column) ?? problem.column;
        return { ...cellFinding(source.file, record.line, { ...problem, column }), value: null };
      });
      reading.refused.push(...problems);
    }
  }
  return reading;
}
