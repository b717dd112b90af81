import { resolve } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { UserError } from '#lib/domain/errors.ts';
import { findingSentence, type Finding } from '#lib/domain/finding.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { ageOn, staffBands, workingAges, type StaffBand } from '#pipelines/band/bands.ts';
import { readPeople, type Person } from '#pipelines/band/people.ts';
import { writeWhole } from '#pipelines/documents.ts';
import type { Effects } from '#pipelines/effects.ts';
import { cellFinding } from '#pipelines/sources/reading.ts';
import { templateBooks, type TemplateRow } from '#pipelines/templates/books.ts';
import { templateColumns } from '#pipelines/templates/cells.ts';
import { bookForms, workbookBytes } from '#pipelines/templates/workbook.ts';

/** What is asked of the command. */
export interface BandRequest {
  file: string;
  out: string;
  /** The day on which ages are counted, as jjjj-mm-dd. */
  reference: string;
  language: Locale;
  /** Whether to write what could be read when some rows could not. */
  skipRefused: boolean;
  /** Whether to replace a file of that name. */
  force: boolean;
}

/** What was made: counts only. */
export interface BandResult {
  people: number;
  practices: number;
  rows: number;
  /** Rows that stand for fewer people than may be published. */
  smallRows: number;
  refusedRows: number;
  setAside: number;
  /** People of whom only the year of birth is known. */
  yearsOnly: number;
  /** People whose FTE follows from hours. */
  fromHours: number;
}

/** People below which a count may not be published (domain.md 6.6). */
export const fewPeople = 5;
/** Refusals that a message shows. */
const shownRefusals = 20;
const forms = [...bookForms, 'csv'] as const;

/** The form that the name of a file asks for. @throws UserError for a name without one */
function formOf(out: string): (typeof forms)[number] {
  const form = forms.find((name) => out.toLowerCase().endsWith(`.${name}`));
  if (form === undefined)
    throw new UserError(`--out ${out}: expected a name that ends in .xlsx, .ods or .csv`);
  return form;
}

async function bytesOf(
  bands: readonly StaffBand[],
  { out, language }: BandRequest,
): Promise<string | Uint8Array> {
  const form = formOf(out);
  const book = templateBooks([]).staff;
  const rows: TemplateRow[] = bands.map((band) => ({ ...band }));
  if (form !== 'csv') return workbookBytes(book, { language, form, rows });
  const columns = templateColumns(book, language).filter(({ required }) => required);
  const cells = rows.map((row) =>
    columns.map(({ name }) => String(row[name] ?? '').replace(/^(\d+)\.(\d+)$/, '$1,$2')),
  );
  return stringify([columns.map(({ header }) => header), ...cells], { delimiter: ';', bom: true });
}

/** Refuses people of an age at which nobody works. */
function wrongAges(
  people: readonly { line: number; person: Person }[],
  { file, reference }: BandRequest,
): { line: number; finding: Finding }[] {
  return people.flatMap(({ line, person }) => {
    const age = ageOn(reference, person) ?? NaN;
    if (age >= workingAges.from && age <= workingAges.to) return [];
    const expected = `${workingAges.from}–${workingAges.to}`;
    const problem = { column: 'leeftijd', value: '', code: 'out-of-range' as const, expected };
    return [{ line, finding: { ...cellFinding(file, line, problem), value: null } }];
  });
}

/**
 * Turns a list of people into heads and FTE by practice, function and band of five years, in the form of the template.
 * The list is read here and kept nowhere, and no message shows what stands in it.
 *
 * @throws UserError for a list that cannot be read, or with rows that cannot
 */
export async function bandFile(
  request: BandRequest,
  effects: Pick<Effects, 'readFile'>,
): Promise<BandResult> {
  const { file, out, reference, language, skipRefused, force } = request;
  formOf(out);
  if (resolve(file) === resolve(out)) throw new UserError(`--out ${out}: this is the list itself`);
  const stands = await effects.readFile(out).then(
    () => true,
    () => false,
  );
  if (stands && !force)
    throw new UserError(`--out ${out}: a file of that name is there; use --force to replace it`);
  const bytes = await effects.readFile(file).catch((error: Error) => {
    throw new UserError(`cannot read ${file}: ${error.message}`);
  });
  const list = await readPeople(bytes, file);
  const wrong = wrongAges(list.people, request);
  const lines = new Set(wrong.map(({ line }) => line));
  const people = list.people.filter(({ line }) => !lines.has(line)).map(({ person }) => person);
  const refused = [...list.refused, ...wrong.map(({ finding }) => finding)];
  if (refused.length > 0 && !skipRefused) throw new UserError(refusalText(refused, language));
  if (people.length === 0) throw new UserError(`${file}: no person could be read`);
  const bands = staffBands(people, reference);
  await writeWhole(out, await bytesOf(bands, request));
  return {
    people: people.length,
    practices: new Set(bands.map(({ practice_id }) => practice_id)).size,
    rows: bands.length,
    smallRows: bands.filter(({ heads }) => heads < fewPeople).length,
    refusedRows: new Set(refused.map(({ row }) => row)).size,
    setAside: list.setAside,
    yearsOnly: people.filter(({ born_on, birth_year }) => born_on === null && birth_year !== null).length,
    fromHours: people.filter(({ fte }) => fte === null).length,
  };
}

function refusalText(refused: readonly Finding[], language: Locale): string {
  const shown = refused.slice(0, shownRefusals).map((finding) => `  ${findingSentence(finding, language)}`);
  const more = refused.length - shown.length;
  return [
    'some rows cannot be read, and nothing was written; put them right, or leave them out with --skip-refused',
    ...shown,
    ...(more > 0 ? [`  … ${more}`] : []),
  ].join('\n');
}
