import type { Finding } from '#lib/domain/finding.ts';
import type { Row } from '#lib/domain/table.ts';
import type { municipalities } from '#lib/domain/tables/geography.ts';
import { regionalForecast } from '#lib/domain/tables/raw.ts';
import { mergerFinding } from '#pipelines/sources/cbs/merger-finding.ts';
import { divided, type Today } from '#pipelines/sources/cbs/today.ts';
import { cellFinding, type Problem, type Reading } from '#pipelines/sources/reading.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';
import type { StatlineLayout } from '#pipelines/sources/statline/form.ts';
import { valuesOf } from '#pipelines/sources/statline/values.ts';

interface ForecastContext {
  municipalities: readonly Row<typeof municipalities>[];
  today: Today;
}

/** Expected persons in one area and year, with the bounds of 67 %. */
type Expected = Record<'persons' | 'low' | 'high', number | null>;

const variants = new Map<string, keyof Expected>([
  ['MW00000', 'persons'],
  ['MOG0067', 'low'],
  ['MBG0067', 'high'],
]);
const allAges = '10000';
const nation = 'NL01';
const areaColumn = /^RegioIndeling\d{4}$/;
/** No area has more inhabitants, in thousands, also where the figures are a thousand times too large. */
const mostThousands = 1_000_000;
/** What the file has as one. */
const scale = 1000;
/** Between the forecast and the known inhabitants of a year close by lies no more than this factor. */
const sameScale = 2;
/** The publisher rounds to a hundred persons, so each area may be off by half of that. */
const rounding = 50;

/** Whether a table is the regional forecast of CBS and PBL. */
export function isForecast({ dimensions }: StatlineLayout): boolean {
  return dimensions.some((name) => areaColumn.test(name)) && dimensions.includes('PrognoseInterval');
}

interface Read {
  expected: Map<string, Map<number, Expected>>;
  rowsRead: number;
  unused: number;
  findings: Finding[];
  refused: number;
}

/** The rows about all ages, by area and year, in persons. */
function readRows({ file, records }: SourceFile, layout: StatlineLayout): Read {
  const area = layout.dimensions.find((name) => areaColumn.test(name)) ?? '';
  const read: Read = { expected: new Map(), rowsRead: records.length, unused: 0, findings: [], refused: 0 };
  const lines = new Map<string, number>();
  for (const { line, cells } of records) {
    const cell = (name: string) => cells[name]?.trim() ?? '';
    const [value] = valuesOf(layout, cells);
    const [code, variant, when] = [cell(area), variants.get(cell('PrognoseInterval')), cell('Perioden')];
    const place = value && layout.form !== 'observations' ? value.measure : 'Value';
    const problem = (column: string, found: string, code: Problem['code'], expected: string) => {
      read.findings.push(cellFinding(file, line, { column, value: found, code, expected }));
      read.refused += 1;
    };
    if (variant === undefined) {
      problem('PrognoseInterval', cell('PrognoseInterval'), 'not-in-list', [...variants.keys()].join(' | '));
    } else if (!/^(19|20|21)\d{2}JJ00$/.test(when)) {
      problem('Perioden', when, 'wrong-form', '2030JJ00');
    } else if (!/^(GM\d{4}|NL01|[A-Z]{2}\d{2,4})$/.test(code)) {
      problem(area, code, 'wrong-form', 'GM0363');
    } else if (!value || (value.value !== '' && !/^\d+(\.\d+)?$/.test(value.value))) {
      problem(place, value?.value ?? '', 'not-a-number', '164.8');
    } else if (Number(value.value) > mostThousands) {
      problem(place, value.value, 'out-of-range', `≤ ${mostThousands}`);
    } else if (
      cell('Leeftijd') !== allAges ||
      !(code.startsWith('GM') || code === nation) ||
      value.value === ''
    ) {
      read.unused += 1;
    } else {
      const key = [code, when, variant].join(' ');
      const first = lines.get(key);
      if (first !== undefined) {
        problem([area, 'PrognoseInterval', 'Perioden'].join(' + '), key, 'repeated', String(first));
        continue;
      }
      lines.set(key, line);
      const years = read.expected.get(code) ?? new Map<number, Expected>();
      const year = Number(when.slice(0, 4));
      const known = years.get(year) ?? { persons: null, low: null, high: null };
      years.set(year, { ...known, [variant]: Math.round(Number(value.value) * scale) });
      read.expected.set(code, years);
    }
  }
  return read;
}

/** @throws RefusedFile when the figures are not in thousands */
function requireScale(file: string, { expected }: Read, present: ForecastContext['municipalities']): void {
  const ratios = present
    .flatMap(({ municipality_code, inhabitants_2023 }) => {
      const years = expected.get(municipality_code);
      const first = years && Math.min(...years.keys());
      const persons = first === undefined ? null : (years?.get(first)?.persons ?? null);
      return persons === null ? [] : [persons / inhabitants_2023];
    })
    .sort((a, b) => a - b);
  const middle = ratios[Math.floor(ratios.length / 2)];
  if (middle === undefined || (middle < sameScale && middle > 1 / sameScale)) return;
  throw new RefusedFile(file, {
    column: 'TotaleBevolking_1',
    value: `${Math.round(middle * 100) / 100} ×`,
    code: 'wrong-scale',
    expected: '× 1 000',
  });
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

const columns = ['persons', 'low', 'high'] as const;

/** Adds what is expected of an area to what is known of another. */
function add(to: Map<string, Expected>, key: string, expected: Expected): void {
  const known = to.get(key);
  to.set(
    key,
    known
      ? (Object.fromEntries(
          columns.map((column) => [column, sum(known[column], expected[column])]),
        ) as Expected)
      : expected,
  );
}

/** What is expected of municipalities and regions of today, by area and year. */
function todaysAreas({ expected }: Read, { municipalities, today }: ForecastContext) {
  const regionOf = new Map(
    municipalities.map(({ municipality_code, region_code }) => [municipality_code, region_code]),
  );
  const areas = new Map<string, Expected>();
  for (const [from, years] of expected) {
    const parts = from === nation ? [{ code: 'NL', name: '', share: 1 }] : today.byCode(from);
    for (const [year, figures] of years) {
      const shares = columns.map((column) =>
        figures[column] === null
          ? null
          : divided(figures[column], parts ?? [{ code: '', name: '', share: 1 }]),
      );
      for (const [i, { code }] of (parts ?? []).entries()) {
        const part = Object.fromEntries(
          columns.map((column, k) => [column, shares[k]?.[i] ?? null]),
        ) as Expected;
        add(areas, `${code} ${year}`, part);
        const region = regionOf.get(code);
        if (region !== undefined) add(areas, `${region} ${year}`, part);
      }
    }
  }
  return areas;
}

function sumFinding(file: string, { expected }: Read): Finding[] {
  const whole = expected.get(nation);
  const parts = [...expected].filter(([code]) => code !== nation);
  if (!whole) return [];
  return [...whole].flatMap(([year, { persons }]) => {
    const sums = parts.map(([, years]) => years.get(year)?.persons ?? null);
    const total = sums.reduce(sum, 0);
    if (persons === null || total === null || Math.abs(total - persons) <= rounding * (parts.length + 1))
      return [];
    const problem = {
      column: 'Perioden',
      value: `${year}: ${total}`,
      code: 'regions-do-not-add-up',
      expected: String(persons),
    } as const;
    return [{ ...cellFinding(file, 1, problem), row: null }];
  });
}

/**
 * Reads the regional forecast of CBS and PBL (85171NED, 85173NED): inhabitants of all ages by municipality, in the file
 * by the thousand, and where it has them the bounds of 67 %. Municipalities that merged since are brought to those of
 * today, and regions are their sums; the sum of bounds is wider than the bounds of the sum.
 *
 * @throws RefusedFile when the figures are not in thousands
 */
export function readForecast(
  source: SourceFile,
  layout: StatlineLayout,
  context: ForecastContext,
): Reading<typeof regionalForecast> {
  const { file, sha256 } = source;
  const read = readRows(source, layout);
  requireScale(file, read, context.municipalities);
  const rows = [...todaysAreas(read, context)].flatMap(([key, { persons, low, high }]) => {
    const [area_code = '', year] = key.split(' ');
    const origin =
      read.expected.has(area_code) || area_code === 'NL' ? ('published' as const) : ('derived' as const);
    return persons === null ? [] : [{ area_code, year: Number(year), persons, low, high, origin }];
  });
  const merged = [...read.expected.keys()]
    .filter((code) => code !== nation)
    .flatMap(
      (name) =>
        mergerFinding({ file, row: null, column: 'RegioIndeling', name }, context.today.byCode(name)) ?? [],
    );
  const note = { column: '', value: String(read.unused), code: 'unused-rows', expected: '' } as const;
  return {
    table: regionalForecast,
    file,
    sourceKey: 'cbs_forecast',
    origin: 'published',
    sha256,
    rows,
    lines: rows.map(() => 1),
    rowsRead: read.rowsRead,
    rowsRefused: read.refused,
    findings: [
      ...read.findings,
      ...sumFinding(file, read),
      ...merged,
      ...(read.unused > 0 ? [{ ...cellFinding(file, 1, note), row: null, column: null }] : []),
    ],
  };
}
