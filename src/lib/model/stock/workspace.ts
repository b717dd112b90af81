import { kernelWith, type PassKernel } from '#lib/model/stock/cohort-kernel.ts';
import type { YearTotals } from '#lib/model/stock/cohort.ts';
import type { ExitTable } from '#lib/model/stock/exits.ts';
import { exitFlows } from '#lib/model/flows.ts';
import type { Prepared } from '#lib/model/prepare.ts';

/** Figures of a year in what the kernel gives back: heads, FTE, FTE that stays, heads that left by the five flows. */
export const figuresPerYear = 3 + exitFlows.length;

/** Room that runs need, made once and used again for every draw; the kernel works in the same memory. */
export interface Workspace {
  tables: ExitTable[];
  /** Heads by age; a few cells more than there are ages. */
  stock: Float64Array;
  /** FTE of one head by age, in as many rows as there are states. */
  fte: Float64Array;
  fteRow: number;
  /** Entrants by age who come in every year, and the factor for each year. */
  base: Float64Array;
  factors: Float64Array;
  /** Other entrants and net moves, by year and age. */
  arrivals: Float64Array;
  arrivalsRow: number;
  out: Float64Array;
  totals: YearTotals;
  /** Takes the group in memory through all its years with the table of a class; gives the fewest heads in a cell. */
  pass: (exitClass: number, fteByYear: boolean) => number;
}

const bytes = Float64Array.BYTES_PER_ELEMENT;

/** Room for runs of a baseline. */
export function workspaceFor({ exitClasses, years, ages }: Prepared): Workspace {
  // The kernel takes two ages at a time, and looks one age further than the last.
  const row = ages + (ages % 2);
  const wide = row + 2;
  const block = years * row;
  const sizes = {
    tables: exitClasses.length * (1 + exitFlows.length) * block,
    stock: wide,
    fte: (years + 1) * row,
    base: wide,
    factors: years + (years % 2),
    arrivals: years * wide,
    out: years * figuresPerYear,
  };
  const starts = { tables: 0, stock: 0, fte: 0, base: 0, factors: 0, arrivals: 0, out: 0 };
  let cells = 0;
  for (const key of Object.keys(sizes) as (keyof typeof sizes)[]) {
    starts[key] = cells;
    cells += sizes[key];
  }
  const { memory, pass } = kernelWith(cells);
  const part = (key: keyof typeof sizes) => memory.subarray(starts[key], starts[key] + sizes[key]);
  const tables = exitClasses.map((_, c): ExitTable => {
    const blockOf = (b: number) => {
      const start = starts.tables + (c * (1 + exitFlows.length) + b) * block;
      return memory.subarray(start, start + block);
    };
    return { row, stay: blockOf(0), leave: exitFlows.map((__, flow) => blockOf(1 + flow)) };
  });
  return {
    tables,
    stock: part('stock'),
    fte: part('fte'),
    fteRow: row,
    base: part('base'),
    factors: part('factors'),
    arrivals: part('arrivals'),
    arrivalsRow: wide,
    out: part('out'),
    totals: { heads: 0, fte: 0, left: new Float64Array(exitFlows.length), leftFte: 0 },
    pass: passIn(pass, { starts, block, row, years, ages }),
  };
}

function passIn(
  pass: PassKernel,
  {
    starts,
    block,
    row,
    years,
    ages,
  }: {
    starts: Record<'tables' | 'stock' | 'fte' | 'base' | 'factors' | 'arrivals' | 'out', number>;
    block: number;
    row: number;
    years: number;
    ages: number;
  },
): Workspace['pass'] {
  return (exitClass, fteByYear) =>
    pass(
      starts.stock * bytes,
      (starts.tables + exitClass * (1 + exitFlows.length) * block) * bytes,
      block * bytes,
      starts.fte * bytes,
      fteByYear ? row * bytes : 0,
      starts.base * bytes,
      starts.factors * bytes,
      starts.arrivals * bytes,
      years,
      row * bytes,
      (ages - 1) * bytes,
      starts.out * bytes,
    );
}
