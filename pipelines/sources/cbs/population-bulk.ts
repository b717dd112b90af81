import type { Finding } from '#lib/domain/finding.ts';
import { municipalPopulation } from '#lib/domain/tables/raw.ts';
import { checkTable, type BulkTable } from '#pipelines/bulk/bulk-table.ts';
import { agesOf, bringTogether, type Cell, type Counts } from '#pipelines/sources/cbs/ages.ts';
import { mergerFinding } from '#pipelines/sources/cbs/merger-finding.ts';
import { populationHeaders, populationObservations, statusOf } from '#pipelines/sources/cbs/observation.ts';
import { sumFindings } from '#pipelines/sources/cbs/sums.ts';
import type { Today } from '#pipelines/sources/cbs/today.ts';
import { cellFinding, type Reading } from '#pipelines/sources/reading.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';

/** What is wanted of 03759ned: persons on 1 January, whatever their marital status. */
const wanted = { measure: 'M000352', marital: 'T001019', nation: 'NL01' } as const;
/** The rows that are used, as an SQL condition. */
const used = `measure = '${wanted.measure}' AND marital = '${wanted.marital}' AND period LIKE '%JJ00'
  AND (region LIKE 'GM%' OR region = '${wanted.nation}') AND (age IN ('10000', '10010') OR age LIKE '1__00')`;
const sexes = { men: '3000', women: '4000', all: 'T001038' } as const;

interface PopulationWanted {
  today: Today;
  /** The year that is read; where none is given, the last one of the file. */
  year?: number | undefined;
}

type Sex = keyof typeof sexes;
type Found = { region: string; age: string } & Record<Sex, number | null> &
  Record<`${Sex}_attribute`, string | null>;

/** The rows of the year that is read. */
async function selectRows({ database, name }: BulkTable, good: string, year: number | undefined) {
  const years = await database.rows<{ year: number; n: number }>(
    `SELECT period[1:4]::INTEGER AS year, count(*)::DOUBLE AS n FROM ${good} GROUP BY ALL ORDER BY year`,
  );
  const chosen =
    years.find((known) => known.year === year) ?? (year === undefined ? years.at(-1) : undefined);
  if (!chosen) {
    const found = years.length === 0 ? '–' : `${years[0]?.year}–${years.at(-1)?.year}`;
    throw new RefusedFile(name, { code: 'no-year', value: found, expected: String(year ?? '2023JJ00') });
  }
  const cells = Object.entries(sexes).flatMap(([sex, code]) => [
    `max(round(replace(value, ',', '.')::DOUBLE)) FILTER (sex = '${code}') AS "${sex}"`,
    `max(attribute) FILTER (sex = '${code}') AS "${sex}_attribute"`,
  ]);
  const rows = await database.rows<Found>(
    `SELECT region, age, ${cells.join(', ')} FROM ${good} WHERE period = '${chosen.year}JJ00'
     GROUP BY region, age ORDER BY region, age`,
  );
  return { year: chosen.year, rows, used: chosen.n };
}

/** What was published of one sex; nothing, where there is no such row or a municipality did not exist. */
function cellOf(persons: number | null, attribute: string | null): Cell | undefined {
  if (persons === null && attribute === null) return undefined;
  const status = statusOf(attribute, persons);
  return status === 'not-applicable'
    ? undefined
    : { persons: status === 'measured' ? persons : null, status };
}

/** The counts of every area: of each age and, under `null`, of all ages together. */
function byArea(rows: readonly Found[]): Map<string, Map<number | null, Counts>> {
  const areas = new Map<string, Map<number | null, Counts>>();
  for (const row of rows) {
    const counts: Counts = {};
    for (const sex of ['men', 'women', 'all'] as const) {
      const cell = cellOf(row[sex], row[`${sex}_attribute`]);
      if (cell) counts[sex] = cell;
    }
    if (Object.keys(counts).length === 0) continue;
    const area = areas.get(row.region) ?? new Map<number | null, Counts>();
    area.set(row.age === '10000' ? null : row.age === '10010' ? 0 : Number(row.age) / 100 - 100, counts);
    areas.set(row.region, area);
  }
  return areas;
}

function codeFindings(name: string, codes: Iterable<string>, today: Today): Finding[] {
  return [...codes].flatMap((code) => {
    const place = { file: name, row: null, column: populationHeaders.region, name: code };
    return mergerFinding(place, today.byCode(code)) ?? [];
  });
}

/**
 * Reads table 03759ned as the CBS hands it out as a whole: one row for each sex, age, marital status, area and year. Of
 * one year it takes the persons on 1 January by sex and single age in every municipality, and brings them to the
 * municipalities of today. Every row of the file is checked; sums are compared with the totals that stand in it.
 *
 * @throws RefusedFile when the file has no such year
 */
export async function readPopulationBulk(
  table: BulkTable,
  { today, year: asked }: PopulationWanted,
): Promise<Omit<Reading<typeof municipalPopulation>, 'sha256'>> {
  const { name } = table;
  const found = Object.fromEntries(
    Object.entries(populationHeaders).map(([column, header]) => [column, `"${header}"`]),
  );
  const checked = await checkTable(
    table,
    { table: populationObservations, found, used, few: ['measure', 'marital', 'region', 'period'] },
    (column) => populationHeaders[column as keyof typeof populationHeaders] ?? column,
  );
  const { year, rows, used: taken } = await selectRows(table, checked.good, asked);
  const areas = byArea(rows);
  const nation = areas.get(wanted.nation);
  areas.delete(wanted.nation);
  const ages = new Map([...areas].map(([code, counts]) => [code, agesOf(counts)]));
  const people = bringTogether(ages, today).map(({ code, municipality, age_from, age_to, ...counts }) => ({
    table_id: '03759ned' as const,
    municipality_name: municipality,
    corop_name: null,
    municipality_code: code,
    year,
    age_from,
    age_to,
    ...counts,
    origin: 'published' as const,
  }));
  const unused = checked.rowsRead - checked.rowsRefused - taken;
  const note = { column: '', value: String(unused), code: 'unused-rows', expected: String(year) } as const;
  return {
    table: municipalPopulation,
    file: name,
    sourceKey: 'cbs_population_by_age',
    origin: 'published',
    rows: people,
    lines: people.map(() => 1),
    rowsRead: checked.rowsRead,
    rowsRefused: checked.rowsRefused,
    findings: [
      ...checked.findings,
      ...codeFindings(name, areas.keys(), today),
      ...sumFindings(name, year, areas, nation),
      ...(unused > 0 ? [{ ...cellFinding(name, 1, note), row: null, column: null }] : []),
    ],
  };
}
