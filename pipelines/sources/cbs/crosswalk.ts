import type { Finding } from '#lib/domain/finding.ts';
import type { Row } from '#lib/domain/table.ts';
import type { municipalities, regions } from '#lib/domain/tables/geography.ts';
import { municipalityRegions } from '#lib/domain/tables/raw.ts';
import type { Today } from '#pipelines/sources/cbs/today.ts';
import { plainName } from '#pipelines/sources/dutch-cells.ts';
import { cellFinding, readRecords, type RawRecord, type Reading } from '#pipelines/sources/reading.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';

export interface CrosswalkContext {
  municipalities: readonly Row<typeof municipalities>[];
  regions: readonly Row<typeof regions>[];
  today: Today;
}

/** Where a file says which region a municipality is in; columns are found by their titles, never by their numbers. */
export interface CrosswalkColumns {
  area: string;
  areaName: string | null;
  period: string | null;
  code: string;
  name: string | null;
}

type Cells = Record<string, string>;

const ofRegions = /regioplus/i;
const isCode = (title: string) => /\bcode\b/i.test(title);
const isName = (title: string) => /\bnaam\b|\bname\b/i.test(title);
const regionCode = /^RA\d{4}$/;
const areaCode = /^[A-Z]{2}\d{2,4}$/;

/** The column of which every value that is no blank is a code of a RegioPlus region. */
function columnOfCodes(header: readonly string[], records: readonly RawRecord[]): string | null {
  const holds = (name: string) => {
    const values = records
      .map(({ cells }) => cells[name]?.trim() ?? '')
      .filter((text) => text !== '' && text !== '.');
    return values.length > 0 && values.every((text) => regionCode.test(text));
  };
  return header.find(holds) ?? null;
}

/**
 * Finds the columns of a crosswalk by their titles (`RegioPlus-arbeidsmarktregio's (code)`). A file that has numbers
 * instead (`Code_14`) is told by what stands in its columns, because these numbers shift every year; the name of the
 * region is then the column behind its code.
 */
export function crosswalkColumns(
  header: readonly string[],
  records: readonly RawRecord[],
): CrosswalkColumns | null {
  const area = header.find((name) => /^regio('?s)?$/i.test(name));
  if (area === undefined) return null;
  const period = header.find((name) => /^(perioden|periods)$/i.test(name)) ?? null;
  const titled = header.filter((name) => ofRegions.test(name));
  const code = titled.find(isCode) ?? columnOfCodes(header, records);
  if (code === null) return null;
  const next = header[header.indexOf(code) + 1];
  const numbered = next !== undefined && /^Naam_\d+$/.test(next) ? next : null;
  const areaName = header.find((name) => /^(Naam_2|Gemeentenaam)\b/i.test(name) && name !== numbered) ?? null;
  return { area, areaName, period, code, name: titled.find(isName) ?? numbered };
}

/** Municipalities that the file puts in another region than the reference data does. */
function differences(
  file: string,
  rows: readonly Row<typeof municipalityRegions>[],
  lines: readonly number[],
  column: string,
  { municipalities, today }: CrosswalkContext,
): Finding[] {
  const regionOf = new Map(
    municipalities.map(({ municipality_code, region_code }) => [municipality_code, region_code]),
  );
  return rows.flatMap(({ municipality_code, region_code }, i) => {
    const parts = today.byCode(municipality_code) ?? [];
    const regions = [...new Set(parts.map(({ code }) => regionOf.get(code) ?? ''))];
    if (regions.length === 0 || regions.includes(region_code)) return [];
    const value = `${parts[0]?.name ?? municipality_code}: ${region_code}`;
    const expected = regions.join(' | ');
    return [cellFinding(file, lines[i] ?? 1, { column, value, code: 'crosswalk-differs', expected })];
  });
}

/** Regions that the file calls otherwise than the reference data, which knows their former names. */
function renamed(
  file: string,
  rows: readonly Row<typeof municipalityRegions>[],
  column: string,
  known: CrosswalkContext['regions'],
): Finding[] {
  const names = new Map(
    known.map(({ region_code, name, former_names }) => [
      region_code,
      [name, ...(former_names?.split('|') ?? [])].map(plainName),
    ]),
  );
  const found = new Map(rows.map(({ region_code, region_name }) => [region_code, region_name]));
  return [...found].flatMap(([code, name]) => {
    const expected = known.find(({ region_code }) => region_code === code)?.name ?? '';
    if (name === null || (names.get(code) ?? []).includes(plainName(name.replace(/ \(RA\)$/, '')))) return [];
    const problem = { column, value: `${code} ${name}`, code: 'region-name-differs', expected } as const;
    return [{ ...cellFinding(file, 1, problem), row: null }];
  });
}

/**
 * Reads which RegioPlus region each municipality is in (70072ned, Gebieden in Nederland), of the last year of the file,
 * and compares that with the reference data. The forecast rests on the reference data, not on this.
 */
export function readCrosswalk(
  { file, sha256, records }: SourceFile,
  columns: CrosswalkColumns,
  context: CrosswalkContext,
): Reading<typeof municipalityRegions> {
  const { area, areaName, period, code, name } = columns;
  const cell = (cells: Cells, column: string | null) =>
    column === null ? '' : (cells[column]?.trim() ?? '');
  const yearOf = (cells: Cells) => /^\d{4}/.exec(cell(cells, period))?.[0] ?? '';
  const known = (cells: Cells) => !['', '.'].includes(cell(cells, code));
  const last =
    records
      .filter(({ cells }) => known(cells))
      .map(({ cells }) => yearOf(cells))
      .sort()
      .at(-1) ?? '';
  const isOther = ({ cells }: RawRecord) => {
    const text = cell(cells, area);
    const otherArea = areaCode.test(text) && !text.startsWith('GM');
    return otherArea || !known(cells) || yearOf(cells) !== last;
  };
  const used = records.filter((record) => !isOther(record));
  const reading = readRecords(
    { table: municipalityRegions, file, sha256, sourceKey: 'cbs_regions', origin: 'published' },
    {
      records: used,
      toCells: (cells) => ({
        municipality_code: cell(cells, area),
        municipality_name: cell(cells, areaName),
        year: yearOf(cells),
        region_code: cell(cells, code),
        region_name: cell(cells, name),
      }),
      headerOf: (column) =>
        ({
          municipality_code: area,
          year: period ?? 'year',
          region_code: code,
          region_name: name ?? 'region_name',
        })[column] ?? column,
    },
  );
  const unused = records.length - used.length;
  reading.rowsRead += unused;
  const note = { column: '', value: String(unused), code: 'unused-rows', expected: last } as const;
  reading.findings.push(
    ...differences(file, reading.rows, reading.lines, code, context),
    ...renamed(file, reading.rows, name ?? code, context.regions),
    ...(unused > 0 ? [{ ...cellFinding(file, 1, note), row: null, column: null }] : []),
  );
  return reading;
}
