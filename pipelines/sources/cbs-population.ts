import type { Finding } from '#lib/domain/finding.ts';
import { municipalPopulation } from '#lib/domain/tables/raw.ts';
import { ageBandExample, parseAgeBand } from '#pipelines/sources/age-band.ts';
import { mergerFinding } from '#pipelines/sources/cbs/merger-finding.ts';
import { divided, type Part, type Today } from '#pipelines/sources/cbs/today.ts';
import { readRecords, type RawRecord, type Reading } from '#pipelines/sources/reading.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import { requireColumns, type SourceFile, type SourceFormat } from '#pipelines/sources/source-file.ts';

type Cells = Record<string, string>;

interface PopulationContext {
  today: Today;
  /** The year on whose 1 January the counts stand; the file does not say. */
  year: number;
}

const counts: Cells = { persons: 'inwoners', men: 'inwoners_man', women: 'inwoners_vrouw' };
const headers: Cells = {
  municipality_name: 'gemeente',
  corop_name: 'nuts3',
  age_from: 'leeftijd',
  ...counts,
};
const sharedHeaders: Cells = { ...headers, age_to: 'leeftijd', municipality_code: 'gemeente' };

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

/** The cells of one record, once for each municipality of today that its persons belong to. */
function perPart(cells: Cells, parts: readonly Part[] | null): Cells[] {
  const [only] = parts ?? [];
  const whole = Object.keys(counts).every((column) => /^\d+$/.test(cells[column] ?? ''));
  // What is no number is refused, and that once.
  if (!parts || parts.length === 1 || !whole) return [{ ...cells, municipality_code: only?.code ?? '' }];
  const shares = Object.keys(counts).map(
    (column) => [column, divided(Number(cells[column]), parts)] as const,
  );
  return parts.map(({ code }, i) => ({
    ...cells,
    municipality_code: code,
    ...Object.fromEntries(shares.map(([column, persons]) => [column, String(persons[i])])),
  }));
}

/**
 * Reads the population by municipality and five-year age band that was extracted from CBS 83502NED. A municipality that
 * spans two COROP areas stands in it twice. One that merged since counts with the municipality of today, or, where it
 * was split, with several by their shares; each is reported once.
 *
 * @throws RefusedFile when columns are missing or the year is none
 */
export function readCbsPopulation(
  source: SourceFile,
  { today, year }: PopulationContext,
): Reading<typeof municipalPopulation> {
  requireColumns(source, populationHeader);
  if (!/^\d{4}$/.test(String(year))) {
    throw new RefusedFile(source.file, { code: 'no-year', value: String(year), expected: '2021' });
  }
  const { file, sha256, records } = source;
  const reading = readRecords(
    { table: municipalPopulation, file, sha256, sourceKey: 'cbs_population', origin: 'published' },
    {
      records,
      toCells: (record) => {
        const cells: Cells = { table_id: '83502NED', year: String(year), status: 'measured' };
        for (const [column, name] of Object.entries(headers)) cells[column] = record[name]?.trim() ?? '';
        const band = parseAgeBand(cells['age_from'] ?? '');
        cells['age_from'] = String(band?.from ?? '');
        cells['age_to'] = String(band?.to ?? '');
        return perPart(cells, today.byName(cells['municipality_name'] ?? ''));
      },
      headerOf: (column) => sharedHeaders[column] ?? column,
      check: (cells) => [
        ...(cells['age_from'] === ''
          ? [{ column: 'age_from', value: '', code: 'wrong-form' as const, expected: ageBandExample }]
          : []),
        ...Object.keys(counts)
          .filter((column) => cells[column] === '')
          .map((column) => ({ column, value: '', code: 'missing' as const, expected: '' })),
      ],
    },
  );
  reading.findings.push(...mergers(file, records, today));
  return reading;
}

function mergers(file: string, records: readonly RawRecord[], today: Today): Finding[] {
  const lines = new Map<string, number>();
  for (const { line, cells } of records) {
    const name = cells['gemeente']?.trim() ?? '';
    if (name !== '' && !lines.has(name)) lines.set(name, line);
  }
  return [...lines].flatMap(([name, row]) => {
    const place = { file, row, column: 'gemeente', name };
    return mergerFinding(place, today.byName(name)) ?? [];
  });
}
