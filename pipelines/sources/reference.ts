import { join } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';
import type { Row, Table } from '#lib/domain/table.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import * as profession from '#lib/domain/tables/profession.ts';
import * as trainingTables from '#lib/domain/tables/training.ts';
import type { Effects } from '#pipelines/effects.ts';
import { csvTable } from '#pipelines/sources/csv-table.ts';
import { readRecords, sha256, type RawRecord, type Reading } from '#pipelines/sources/reading.ts';

/** The rows of one file of `data/reference`, whatever its table is. */
export type ReferenceReading = Reading<Table>;

/** Every file of `data/reference` and the table that it fills. */
const files: [file: string, table: Table][] = [
  ['regions.csv', geography.regions],
  ['municipalities.csv', geography.municipalities],
  ['municipality-mergers.csv', geography.municipalityMergers],
  ['region-population.csv', geography.regionPopulation],
  ['national-population.csv', geography.nationalPopulation],
  ['mortality.csv', geography.mortality],
  ['schools.csv', trainingTables.schools],
  ['programmes.csv', trainingTables.programmes],
  ['students.csv', trainingTables.studentCounts],
  ['practices-national.csv', profession.nationalPractices],
  ['assistant-hours.csv', profession.assistantHours],
  ['contact-rates.csv', profession.contactRates],
  ['aow-schedule.csv', profession.aowSchedule],
  ['age-structure.csv', profession.ageStructure],
  ['entry-ages.csv', trainingTables.entryAges],
  ['programme-years.csv', trainingTables.programmeYears],
  ['initiatives.csv', profession.initiatives],
  ['published-shortages.csv', profession.publishedShortages],
  ['assumptions.json', profession.assumptionRows],
];

/** Tables that hold what nobody measured. */
const assumed: readonly Table[] = [
  profession.ageStructure,
  trainingTables.entryAges,
  trainingTables.programmeYears,
  profession.assumptionRows,
];

/** One record per assumption, with its texts in a column for each language. */
function assumptionRecords(text: string): RawRecord[] {
  const rows = JSON.parse(text) as Record<string, Record<string, unknown>>;
  return Object.entries(rows).map(([key, row], i) => {
    const cells: Record<string, string> = { key };
    for (const [name, value] of Object.entries({ perGroup: false, ...row })) {
      if (typeof value === 'object' && value !== null) {
        for (const [locale, words] of Object.entries(value)) cells[`${name}_${locale}`] = String(words);
      } else cells[name === 'perGroup' ? 'per_group' : name] = String(value);
    }
    return { line: i + 1, cells };
  });
}

/**
 * Reads `data/reference`. It is our own data, so anything that does not fit its declaration stops the build.
 *
 * @throws UserError with the file, the line, the column and the value
 */
export async function readReference(folder: string, effects: Effects): Promise<ReferenceReading[]> {
  return Promise.all(
    files.map(async ([file, table]) => {
      const bytes = await effects.readFile(join(folder, file));
      const records = file.endsWith('.json')
        ? assumptionRecords(Buffer.from(bytes).toString('utf8'))
        : csvTable(bytes, file).records;
      const reading = readRecords(
        {
          table,
          file,
          sourceKey: table.name,
          origin: assumed.includes(table) ? 'assumed' : 'published',
          sha256: sha256(bytes),
        },
        { records },
      );
      const [first] = reading.findings;
      if (first) {
        throw new UserError(
          `data/reference/${file}, line ${first.row}, column ${first.column}: “${first.value}” (${first.code}, expected ${first.expected})`,
        );
      }
      return reading;
    }),
  );
}

/** The rows of one table out of a set of readings. */
export function rowsOf<T extends Table>(readings: readonly Reading<Table>[], table: T): Row<T>[] {
  return readings
    .filter((reading) => reading.table === (table as Table))
    .flatMap((reading) => reading.rows as Row<T>[]);
}
