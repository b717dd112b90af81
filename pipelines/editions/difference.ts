import { formatFor } from '#lib/domain/format.ts';
import { tables } from '#lib/domain/tables.ts';
import type {
  Cell,
  EditionDiff,
  FigureChange,
  FileChange,
  Moved,
  RegionChange,
  RowChange,
  RowCounts,
  Shortage,
  SourceChange,
} from '#lib/server/editions/change.ts';

const { whole, signed } = formatFor('en');

/** Regions and rows that are printed; `--json` has them all. */
const most = { regions: 15, rows: 20 };

function titleOf(name: string): string {
  return tables.find((table) => table.name === name)?.title.en ?? name;
}

function shown(value: Cell): string {
  if (value === null) return '–';
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value);
}

function counts({ added, removed, changed }: RowCounts): string {
  const parts = Object.entries({ new: added, gone: removed, changed }).filter(([, count]) => count > 0);
  return `${parts.map(([what, count]) => `${count} ${what}`).join(', ')} rows`;
}

function fileLine({ file, table, before, after }: FileChange): string {
  const rows = [before, after].map((is) => (is ? `${is.rowsLoaded} rows` : ''));
  if (!before) return `file ${file}: new, ${rows[1]} of ${table}`;
  if (!after) return `file ${file}: gone, ${rows[0]} of ${table}`;
  return `file ${file}: other content, ${rows.join(' → ')} of ${table}`;
}

function rowLine(what: string, { key, kind, cells }: RowChange): string {
  const differences = cells.map(
    ({ column, before, after }) => `${column} ${shown(before)} → ${shown(after)}`,
  );
  return `${what} ${key.join(', ')}: ${kind === 'changed' ? '' : `${kind}; `}${differences.join(', ')}`;
}

function sourceText(source: SourceChange['before']): string {
  if (!source) return 'not used';
  const { period, retrieved } = source;
  return [period, retrieved && `retrieved ${retrieved}`].filter(Boolean).join(', ') || 'used';
}

function dataLines({ data }: EditionDiff): string[] {
  return [
    ...data.files.map(fileLine),
    ...data.sources.map(
      ({ source, before, after }) => `source ${source}: ${sourceText(before)} → ${sourceText(after)}`,
    ),
    ...data.rowCounts.map(({ table, before, after }) => `table ${table}: ${before} → ${after} rows`),
    ...data.stocks.map((row) => rowLine('starting stock', row)),
    ...data.assumptions.map(({ table, ...row }) => rowLine(table, row)),
  ];
}

function worldLines({ world }: EditionDiff): string[] {
  return world.flatMap(({ table, totals, ...change }) => [
    `${titleOf(table)} (${table}): ${counts(change)}`,
    ...totals.map(
      ({ column, year, before, after }) =>
        `  ${column}${year === null ? '' : ` ${year}`}: ${before === null ? '–' : whole(before)} → ${after === null ? '–' : whole(after)}`,
    ),
  ]);
}

function shapeLines({ shape, before, after }: EditionDiff): string[] {
  return shape.map(
    ({ table, column, only }) =>
      `${column === null ? `table ${table}` : `column ${table}.${column}`}: only in ${(only === 'before' ? before : after).id}`,
  );
}

function band(shortage: Shortage | null): string {
  if (!shortage) return '–';
  return `${signed(shortage.central)} (${signed(shortage.q10)} to ${signed(shortage.q90)})`;
}

function movement({ before, after }: Moved): string {
  return `${band(before)} → ${band(after)}`;
}

function reason(table: string, { practices, ...change }: RegionChange): string {
  const title = titleOf(table).toLowerCase();
  if (!practices || practices.before === practices.after) return `${title}: ${counts(change)}`;
  return `${title} of ${practices.after} practices (was ${practices.before})`;
}

function figureLine({ region, name, year, heads, fte }: FigureChange, { world }: EditionDiff): string {
  const reasons = world.flatMap(({ table, regions }) =>
    regions.filter((change) => change.region === region).map((change) => reason(table, change)),
  );
  return [
    `${region === 'NL' ? 'Netherlands' : name} ${year}: ${movement(heads)} heads, ${movement(fte)} FTE`,
    heads.withinNoise && fte.withinNoise ? '; within the noise of the draws' : '',
    reasons.length > 0 ? `; here: ${reasons.join('; ')}` : '',
  ].join('');
}

/** The nation in every year, then each region in the year in which it changed most. */
function figureLines(diff: EditionDiff): string[] {
  const nation = diff.figures
    .filter(({ region }) => region === 'NL')
    .sort((a, b) => a.year - b.year)
    .map((figure) => figureLine(figure, diff));
  const seen = new Set(['NL']);
  const regions = diff.figures.filter(({ region }) => !seen.has(region) && seen.add(region));
  const more = regions.length - most.regions;
  return [
    ...nation,
    ...regions.slice(0, most.regions).map((figure) => figureLine(figure, diff)),
    ...(more > 0 ? [`… and ${more} more regions (--json has them all)`] : []),
  ];
}

function section(title: string, lines: readonly string[], limit = Infinity): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - limit;
  return [
    '',
    title,
    ...lines.slice(0, limit).map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${more} more (--json has them all)`] : []),
  ];
}

/** In what two editions differ, as lines of text. */
export function differenceLines(diff: EditionDiff): string[] {
  const { before, after } = diff;
  const title = `Edition ${before.id} → ${after.id}`;
  if (diff.same) return [`${title}: the same data, model, world and figures.`];
  return [
    title,
    ...section('Data', dataLines(diff), most.rows),
    ...section(
      'Model',
      diff.model.map((is) => `${is.setting}: ${is.before} → ${is.after}`),
    ),
    ...section('World', worldLines(diff), most.rows),
    ...section('Only one of the two has', shapeLines(diff), most.rows),
    ...section('Shortage: central run (10th to 90th percentile); + is a shortage', figureLines(diff)),
    ...(diff.figures.length === 0 ? ['', 'No shortage changed.'] : []),
    ...(diff.unexplained
      ? ['', 'Nothing that the figures rest on changed: the model did, without a new version.']
      : []),
  ];
}
