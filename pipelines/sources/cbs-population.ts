import { UserError } from '#lib/domain/errors.ts';
import type { Row } from '#lib/domain/table.ts';
import { municipalPopulation } from '#lib/domain/tables/raw.ts';
import type { municipalities } from '#lib/domain/tables/geography.ts';
import { ageBandExample, parseAgeBand } from '#pipelines/sources/age-band.ts';
import { readRecords, type Finding, type RawRecord, type Reading } from '#pipelines/sources/reading.ts';
import { requireColumns, type SourceFile, type SourceFormat } from '#pipelines/sources/source-file.ts';

interface PopulationContext {
  /** The municipalities of today. */
  municipalities: readonly Row<typeof municipalities>[];
  /** The year on whose 1 January the counts stand; the file does not say. */
  year: number;
}

const headers: Record<string, string> = {
  municipality_name: 'gemeente',
  corop_name: 'nuts3',
  age_from: 'leeftijd',
  persons: 'inwoners',
  men: 'inwoners_man',
  women: 'inwoners_vrouw',
};
const sharedHeaders: Record<string, string> = {
  ...headers,
  age_to: 'leeftijd',
  municipality_code: 'gemeente',
};

/** What a population file is told by. */
export const populationHeader: Pick<SourceFormat, 'name' | 'requiredColumns' | 'missingColumns'> = {
  name: 'population by municipality and age (CBS)',
  requiredColumns: Object.keys(headers).length,
  missingColumns: (header) => Object.values(headers).filter((name) => !header.includes(name)),
};

/** The year in the name of a file, such as population_2021.csv, or null where there is none or more than one. */
export function yearInName(fileName: string): number | null {
  const years = new Set(fileName.match(/(?<!\d)(?:19|20)\d{2}(?!\d)/g));
  return years.size === 1 ? Number([...years][0]) : null;
}

/**
 * Reads the population by municipality and five-year age band that was extracted from CBS 83502NED. A
 * municipality that spans two COROP areas stands in it twice. The code is found by the exact name among today's
 * municipalities; one that merged since keeps its rows without a code, and is reported once.
 *
 * @throws UserError when columns are missing or the year is none
 */
export function readCbsPopulation(
  source: SourceFile,
  context: PopulationContext,
): Reading<typeof municipalPopulation> {
  requireColumns(source, populationHeader);
  const year = String(context.year);
  if (!/^\d{4}$/.test(year)) throw new UserError(`${source.file}: year ${year}, expected one such as 2021`);
  const codes = new Map(
    context.municipalities.map(({ name, municipality_code }) => [name, municipality_code]),
  );
  const { file, sha256, records } = source;
  const reading = readRecords(
    { table: municipalPopulation, file, sha256, sourceKey: 'cbs_population', origin: 'published' },
    {
      records,
      toCells: (record) => {
        const cells = Object.fromEntries(
          Object.entries(headers).map(([column, name]) => [column, record[name]?.trim() ?? '']),
        );
        const band = parseAgeBand(cells['age_from'] ?? '');
        return {
          ...cells,
          year,
          municipality_code: codes.get(cells['municipality_name'] ?? '') ?? '',
          age_from: String(band?.from ?? ''),
          age_to: String(band?.to ?? ''),
        };
      },
      headerOf: (column) => sharedHeaders[column] ?? column,
      check: ({ age_from }) =>
        age_from === ''
          ? [{ column: 'age_from', value: '', code: 'wrong-form', expected: ageBandExample }]
          : [],
    },
  );
  reading.findings.push(...mergedMunicipalities(file, records, codes));
  return reading;
}

function mergedMunicipalities(
  file: string,
  records: readonly RawRecord[],
  codes: ReadonlyMap<string, string>,
): Finding[] {
  const lines = new Map<string, number>();
  for (const { line, cells } of records) {
    const name = cells['gemeente']?.trim() ?? '';
    if (name !== '' && !codes.has(name) && !lines.has(name)) lines.set(name, line);
  }
  return [...lines].map(([value, row]) => ({
    file,
    row,
    column: 'gemeente',
    value,
    severity: 'warn',
    code: 'merged-municipality',
    expected: null,
  }));
}
