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
import { shownHeader } from '#pipelines/sources/source-file.ts';

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

type Found = { region: string; age: string; sex: string; value: number | null; attribute: string | null };

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
  const rows = await database.rows<Found>(
    `SELECT region, age, sex, round(replace(value, ',', '.')::DOUBLE) AS value, attribute
     FROM ${good} WHERE period = '${chosen.year}JJ00' ORDER BY region, age, sex`,
  );
  return { year: chosen.year, rows };
}

/** The counts of every area: of each age and, under `null`, of all ages together. */
function byArea(rows: readonly Found[]): Map<string, Map<number | null, Counts>> {
  const areas = new Map<string, Map<number | null, Counts>>();
  for (const { region, age, sex, value, attribute } of rows) {
    const column = Object.entries(sexes).find(([, code]) => code === sex)?.[0] as keyof Counts | undefined;
    const status = statusOf(attribute, value);
    // Where a municipality did not exist in that year, there is nothing to count.
    if (column === undefined || status === 'not-applicable') continue;
    const area = areas.get(region) ?? new Map<number | null, Counts>();
    const years = age === '10000' ? null : age === '10010' ? 0 : Number(age) / 100 - 100;
    const cell: Cell = { persons: status === 'measured' ? value : null, status };
    area.set(years, { ...area.get(years), [column]: cell });
    areas.set(region, area);
  }
  return areas;
}

function missingHeaders({ header, name }: BulkTable): void {
  const missing = Object.values(populationHeaders).filter((column) => !header.includes(column));
  if (missing.length === 0) return;
  throw new RefusedFile(name, {
    row: 1,
    value: shownHeader(header),
    code: 'missing-columns',
    expected: missing.join(', '),
  });
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
 * @throws RefusedFile when columns are missing, or the file has no such year
 */
export async function readPopulationBulk(
  table: BulkTable,
  { today, year: asked }: PopulationWanted,
): Promise<Omit<Reading<typeof municipalPopulation>, 'sha256'>> {
  missingHeaders(table);
  const { name } = table;
  const found = Object.fromEntries(
    Object.entries(populationHeaders).map(([column, header]) => [column, `"${header}"`]),
  );
  const checked = await checkTable(
    table,
    { table: populationObservations, found, used, few: ['measure', 'marital', 'region', 'period'] },
    (column) => populationHeaders[column as keyof typeof populationHeaders] ?? column,
  );
  const { year, rows } = await selectRows(table, checked.good, asked);
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
  const unused = checked.rowsRead - checked.rowsRefused - rows.length;
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
