import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds, type FindingCode } from '#lib/domain/finding-kinds.ts';
import type { Row, Table } from '#lib/domain/table.ts';
import type { municipalities, municipalityMergers, regions } from '#lib/domain/tables/geography.ts';
import { boundariesFormat } from '#pipelines/boundaries/format.ts';
import { cbsArchive } from '#pipelines/sources/cbs/archive.ts';
import { todaysMunicipalities } from '#pipelines/sources/cbs/today.ts';
import { populationHeader, readCbsPopulation, yearInName } from '#pipelines/sources/cbs-population.ts';
import { duoFormats } from '#pipelines/sources/duo/formats.ts';
import type { InputFile } from '#pipelines/sources/input-file.ts';
import { openSheets } from '#pipelines/sources/open-sheets.ts';
import { bestHeader, firstRows, widestRow } from '#pipelines/sources/header-search.ts';
import { sha256, type Reading } from '#pipelines/sources/reading.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { refuseBirths } from '#pipelines/sources/births.ts';
import { demandFormat } from '#pipelines/sources/register-demand.ts';
import { placesFormat } from '#pipelines/sources/register-places.ts';
import { practicesFormat } from '#pipelines/sources/register-practices.ts';
import { placementsFormat } from '#pipelines/sources/register-placements.ts';
import { staffFormat } from '#pipelines/sources/register-staff.ts';
import { visitsFormat } from '#pipelines/sources/register-visits.ts';
import { missingColumns, requiredColumns, type RegisterFormat } from '#pipelines/sources/register-format.ts';
import { readRegister } from '#pipelines/sources/register.ts';
import { statlineFile } from '#pipelines/sources/statline/statline.ts';
import { explanationSheet, isBlank, type Sheet } from '#pipelines/sources/sheet.ts';
import { headerNames, shownHeader, sourceFile, type SourceFormat } from '#pipelines/sources/source-file.ts';

/** What readers know beside the file itself. */
export interface ReadContext {
  /** The municipalities of today. */
  municipalities: readonly Row<typeof municipalities>[];
  /** What went up in them since. */
  mergers?: readonly Row<typeof municipalityMergers>[];
  regions?: readonly Row<typeof regions>[];
  /** The year of a population file, where its name does not say, or the one of several years that is wanted. */
  populationYear?: number | undefined;
}

/** A file too large to be read row by row: told by its first bytes, and read from where it stands. */
export interface BulkFormat {
  name: string;
  /** Whether the first bytes are of such a file. */
  matches: (input: InputFile) => boolean;
  /** @throws RefusedFile */
  read: (input: InputFile, context: ReadContext) => Promise<Reading[]>;
}

const bulkFormats: readonly BulkFormat[] = [cbsArchive, statlineFile, boundariesFormat];

/** Bytes up to which a file is read row by row. */
const largestFile = 100_000_000;

/** A header with this share of the columns of a format is read as that, so that it is told what it lacks. */
const likeness = 0.5;

/** Sheets of our own templates that hold no table. */
const ownSheets: readonly string[] = Object.values(explanationSheet);

function register<T extends Table>(format: RegisterFormat<T>): SourceFormat {
  return {
    name: format.name,
    requiredColumns: requiredColumns(format).length,
    missingColumns: (header) => missingColumns(format, header),
    handMade: true,
    read: (source) => readRegister(source, format),
  };
}

function population({ municipalities, mergers = [], populationYear }: ReadContext): SourceFormat {
  const today = todaysMunicipalities(municipalities, mergers);
  return {
    ...populationHeader,
    read: (source) => {
      const year = populationYear ?? yearInName(source.file);
      if (year === null) throw new RefusedFile(source.file, { code: 'no-year', expected: '2021' });
      return readCbsPopulation(source, { today, year });
    },
  };
}

/** Every kind of table that can be read row by row. */
function sourceFormats(context: ReadContext): SourceFormat[] {
  return [
    ...duoFormats(context),
    population(context),
    register(practicesFormat(context.municipalities)),
    register(staffFormat),
    register(placesFormat),
    register(demandFormat),
    register(placementsFormat),
    register(visitsFormat),
  ];
}

/** A sheet that was told from the others, and the name under which messages show it. */
interface ToldSheet {
  sheet: Sheet;
  file: string;
  header: ReturnType<typeof bestHeader>;
}

function unknown({ sheet, file }: ToldSheet): RefusedFile {
  const row = widestRow(sheet);
  const header = row ? headerNames(row) : [];
  return new RefusedFile(file, { row: row?.line ?? 1, value: shownHeader(header), code: 'unknown-file' });
}

function readSheet({ sheet, file, header }: ToldSheet, hash: string): Reading[] {
  if (!header || header.found < likeness) return [];
  const { at, format } = header;
  const options = {
    ends: sheet.name === null ? 'whole' : 'open',
    remarks: format.handMade ?? false,
  } as const;
  const reading = format.read(sourceFile({ file, sha256: hash }, sheet.rows.slice(at), options));
  return [sheet.hidden ? noted(reading, sheetNote(file, 'hidden-sheet')) : reading];
}

const noted = (reading: Reading, ...notes: Finding[]): Reading => ({
  ...reading,
  findings: [...reading.findings, ...notes],
});

function sheetNote(file: string, code: FindingCode): Finding {
  const { severity } = findingKinds[code];
  return { file, row: null, column: null, value: null, severity, code, expected: null };
}

/**
 * Reads a file of any kind that Praktijkbalans knows. What stands in it tells which, never its name. Of a workbook every
 * sheet is read that holds a table, hidden ones too, and the others are noted.
 *
 * @returns a reading for every table in it
 * @throws RefusedFile for a file that holds no table, that nothing is known of, that lacks columns or that may not be
 * read as a whole; a row that is not good is refused in the reading instead
 */
export async function readFile(input: InputFile, context: ReadContext): Promise<Reading[]> {
  const bulk = bulkFormats.find((format) => format.matches(input));
  if (bulk) return bulk.read(input, context);
  const { name, size } = input;
  if (size > largestFile) {
    throw new RefusedFile(name, { code: 'too-large', value: `${size} bytes`, expected: `≤ ${largestFile}` });
  }
  const bytes = await input.read();
  const sheets = (await openSheets(bytes, name)).filter((sheet) => !sheet.rows.every(isBlank));
  const formats = sourceFormats(context);
  const told = sheets.map((sheet): ToldSheet => {
    const file = sheets.length > 1 ? `${name} [${sheet.name}]` : name;
    return { sheet, file, header: bestHeader(sheet, formats) };
  });
  told.forEach(({ sheet, file }) => firstRows(sheet).forEach((row) => refuseBirths(file, row)));
  const hash = sha256(bytes);
  const readings = told.map((one) => readSheet(one, hash));
  const [first, ...more] = readings.flat();
  if (first === undefined) throw told[0] ? unknown(told[0]) : new RefusedFile(name, { code: 'empty-file' });
  const others = told.filter(
    ({ sheet }, i) => readings[i]?.length === 0 && !ownSheets.includes(sheet.name ?? ''),
  );
  return [noted(first, ...others.map(({ file }) => sheetNote(file, 'other-sheet'))), ...more];
}
