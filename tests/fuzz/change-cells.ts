import { parse } from 'csv-parse/sync';
import { separatorOf } from '#pipelines/sources/separator.ts';
import { nastyText } from './nasty-texts.ts';
import type { Random } from './random.ts';

/** The cells of a table, the header first. */
type Grid = string[][];
type Change = (grid: Grid, random: Random, other: Grid) => void;

/** Cells that a changed table has at most. */
const mostCells = 30_000;

/** The cells of a CSV file that is as it should be. */
export function cellsOf(text: string): Grid {
  return parse(text, {
    bom: true,
    delimiter: separatorOf(text),
    relax_column_count: true,
    relax_quotes: true,
  });
}

function place(grid: Grid, { below }: Random): { row: string[]; y: number; x: number } {
  const y = below(grid.length);
  const row = grid[y] ?? [];
  return { row, y, x: below(Math.max(1, row.length)) };
}

const set: Change = (grid, random) => {
  const { row, x } = place(grid, random);
  row[x] = nastyText(random);
};

const append: Change = (grid, random) => {
  const { row, x } = place(grid, random);
  const text = nastyText(random);
  row[x] = random.chance(0.5) ? `${row[x] ?? ''}${text}` : `${text}${row[x] ?? ''}`;
};

/** A digit becomes another one, or a letter changes its case. */
const tweak: Change = (grid, random) => {
  const { row, x } = place(grid, random);
  const text = row[x] ?? '';
  const at = random.below(text.length + 1);
  const letter = text[at] ?? '0';
  const other = /\d/.test(letter)
    ? String(random.below(10))
    : random.pick([letter.toUpperCase(), letter.toLowerCase(), '', ' ']);
  row[x] = text.slice(0, at) + other + text.slice(at + 1);
};

const swap: Change = (grid, random) => {
  const [a, b] = [place(grid, random), place(grid, random)];
  [a.row[a.x], b.row[b.x]] = [b.row[b.x] ?? '', a.row[a.x] ?? ''];
};

const header: Change = (grid, random, other) => {
  const [names = []] = grid;
  const x = random.below(Math.max(1, names.length));
  const strange = random.chance(0.5) ? random.pick(other[0] ?? ['']) : nastyText(random);
  names[x] = random.pick([
    strange,
    strange,
    names[random.below(names.length)] ?? '',
    (names[x] ?? '').toUpperCase(),
    '',
  ]);
};

const column: Change = (grid, random) => {
  const { x } = place(grid, random);
  const to = random.below((grid[0]?.length ?? 0) + 1);
  const kind = random.pick(['move', 'drop', 'double', 'fill', 'new'] as const);
  const text = nastyText(random);
  for (const row of grid) {
    if (kind === 'move') row.splice(to, 0, ...row.splice(x, 1));
    else if (kind === 'drop') row.splice(x, 1);
    else if (kind === 'double') row.splice(to, 0, row[x] ?? '');
    else if (kind === 'fill' && row !== grid[0] && x < row.length) row[x] = text;
    else if (kind === 'new') row.splice(to, 0, text);
  }
};

const rows: Change = (grid, random, other) => {
  const { row, y } = place(grid, random);
  const at = random.below(grid.length + 1);
  const times = Math.min(random.pick([1, 1, 2, 60]), Math.floor(mostCells / Math.max(1, grid.flat().length)));
  const made: Record<string, () => Grid> = {
    double: () => Array.from({ length: times }, () => [...row]),
    header: () => [[...(grid[0] ?? [])]],
    foreign: () => [[...random.pick(other)]],
    nasty: () => [row.map(() => nastyText(random))],
    blank: () => Array.from({ length: times }, () => row.map(() => '')),
    remark: () => [[nastyText(random)]],
    totals: () => [['Totaal', ...row.slice(1)]],
    none: () => [],
  };
  if (random.chance(0.2)) grid.splice(y, 1);
  grid.splice(at, 0, ...random.pick(Object.values(made))());
};

const width: Change = (grid, random) => {
  const { row } = place(grid, random);
  if (random.chance(0.5)) row.splice(random.below(row.length + 1), 1);
  else row.push(...Array.from({ length: random.pick([1, 2, 300]) }, () => nastyText(random)));
};

const order: Change = (grid, random) => {
  const [first = [], ...rest] = grid;
  rest.sort(() => random.below(3) - 1);
  grid.splice(0, grid.length, ...(random.chance(0.8) ? [first, ...rest] : [...rest, first]));
};

const changes: readonly Change[] = [
  set,
  set,
  set,
  set,
  append,
  append,
  tweak,
  tweak,
  swap,
  header,
  column,
  rows,
  rows,
  width,
  order,
];

/** Writes cells as a program would, one that writes CSV well or one that does not. */
export function csvText(grid: Grid, random: Random, separator: string): string {
  const style = random.pick(['needed', 'needed', 'always', 'never'] as const);
  const between = random.chance(0.05) ? random.pick([';', ',', '\t', '|', ' ']) : separator;
  const end = random.pick(['\n', '\n', '\r\n', '\r']);
  const written = (text: string) => {
    const quoted = style === 'always' || (style === 'needed' && /["\r\n;,\t]/.test(text));
    return quoted ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const said = random.chance(0.02) ? `sep=${between}${end}` : '';
  return said + grid.map((row) => row.map(written).join(between)).join(end) + (random.chance(0.7) ? end : '');
}

/** A table of which some cells, rows, columns and names are others than they should be. */
export function changedCells(grid: Grid, random: Random, other: Grid): Grid {
  const changed = grid.map((row) => [...row]);
  for (let left = 1 + random.below(5); left > 0; left--) {
    if (changed.length === 0) changed.push(['']);
    random.pick(changes)(changed, random, other);
  }
  return changed;
}
