import { literal } from '#lib/server/row-check.ts';
import type { municipalityRegions } from '#lib/domain/tables/raw.ts';
import type { BulkTable } from '#pipelines/bulk/bulk-table.ts';
import { lineNumbers } from '#pipelines/bulk/line-numbers.ts';
import { readCrosswalk, type CrosswalkContext } from '#pipelines/sources/cbs/crosswalk.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import type { CodeLists } from '#pipelines/sources/statline/values.ts';

/** The topics of a table that say in which RegioPlus region a municipality is. */
interface Topics {
  code: string;
  name: string | null;
}

const columns = ['Measure', 'StringValue', 'RegioS'];
const aboutMunicipalities = `"RegioS" LIKE 'GM%'`;

/**
 * Finds these topics: by their titles, where these came with the table, and otherwise by what stands in them; null where
 * the table has none.
 */
export async function crosswalkTopics(
  { database, header }: BulkTable,
  { measures }: CodeLists,
): Promise<Topics | null> {
  if (!columns.every((column) => header.includes(column))) return null;
  const titled = [...measures].filter(([, { title }]) => /regioplus/i.test(title));
  const topic = (word: RegExp) =>
    titled.find(([, { title, unit }]) => word.test(`${title} ${unit ?? ''}`))?.[0];
  const name = topic(/\bnaam\b/i) ?? null;
  const code = topic(/\bcode\b/i);
  if (code !== undefined) return { code, name };
  const [found] = await database.rows<{ code: string }>(
    `SELECT trim("Measure") AS code FROM ${database.all} WHERE ${aboutMunicipalities} AND "StringValue" IS NOT NULL
     GROUP BY ALL HAVING bool_and(regexp_full_match(trim("StringValue"), 'RA\\d{4}')) ORDER BY code LIMIT 1`,
  );
  return found ? { code: found.code, name } : null;
}

interface Found {
  n: number;
  area: string;
  period: string | null;
  code: string | null;
  name: string | null;
}

/** Reads the crosswalk out of a table of observations of any size, of which only these topics are used. */
export async function readCrosswalkBulk(
  { database, header, path, separator, name: file }: BulkTable,
  topics: Topics,
  { sha256, ...context }: CrosswalkContext & { sha256: string },
): Promise<Reading<typeof municipalityRegions>> {
  const period = header.includes('Perioden') ? 'trim("Perioden")' : 'NULL';
  const valueOf = (topic: string | null) =>
    topic === null ? 'NULL' : `max(trim("StringValue")) FILTER (trim("Measure") = ${literal(topic)})`;
  const wanted = [topics.code, topics.name].filter((topic) => topic !== null).map(literal);
  const found = await database.rows<Found>(
    `SELECT min(n)::DOUBLE AS n, area, period, code: ${valueOf(topics.code)}, name: ${valueOf(topics.name)}
     FROM (SELECT row_number() OVER () AS n, trim("RegioS") AS area, ${period} AS period, * FROM ${database.all})
     WHERE ${aboutMunicipalities} AND trim("Measure") IN (${wanted.join(', ')}) GROUP BY area, period ORDER BY n`,
  );
  const [{ total } = { total: 0 }] = await database.rows<{ total: number }>(
    `SELECT count(*)::DOUBLE AS total FROM ${database.all}`,
  );
  const lines = await lineNumbers(path, separator, { rows: found.map(({ n }) => n), rejected: [] });
  const records = found.map(({ n, area, period, code, name }) => ({
    line: lines.rows.get(n) ?? 1,
    cells: { RegioS: area, Perioden: period ?? '', code: code ?? '', name: name ?? '' },
  }));
  const reading = readCrosswalk(
    { file, sha256, headerLine: 1, header, records },
    {
      area: 'RegioS',
      areaName: null,
      period: 'Perioden',
      code: 'code',
      name: topics.name === null ? null : 'name',
    },
    context,
  );
  reading.rowsRead = Math.max(reading.rowsRead, total);
  return reading;
}
