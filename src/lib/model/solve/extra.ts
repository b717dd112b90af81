/** Runs by what lacks in a cell, the most first, and how far they have been given up. */
interface Ranking {
  order: Uint32Array;
  first: number;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The most that lacks in a cell in the runs that are left. */
function mostIn(
  { order, first }: Ranking,
  cell: number,
  { lacking, gone }: { lacking: readonly Float64Array[]; gone: (run: number) => boolean },
): number {
  for (let i = first; i < order.length; i++) {
    const run = order[i] as number;
    if (!gone(run)) return lacking[run]?.[cell] as number;
  }
  return 0;
}

/** Runs in which a cell lacks the most, if they are no more than may be given up. */
function worstIn(
  { order, first }: Ranking,
  cell: number,
  { lacking, given, budget }: { lacking: readonly Float64Array[]; given: readonly boolean[]; budget: number },
): number[] {
  const runs: number[] = [];
  let most = 0;
  for (let i = first; i < order.length; i++) {
    const run = order[i] as number;
    if (given[run]) continue;
    const places = lacking[run]?.[cell] as number;
    if (runs.length > 0 && places < most) break;
    most = places;
    runs.push(run);
    if (places === 0 || runs.length > budget) return [];
  }
  return runs;
}

/** Gives up the worst runs one after the other, each time where most is saved per run. */
function byGivingUp(lacking: readonly Float64Array[], cells: number, wanted: number): Float64Array {
  const given = lacking.map(() => false);
  const rankings = Array.from({ length: cells }, (_, cell): Ranking => {
    const places = (run: number) => lacking[run]?.[cell] as number;
    return {
      order: Uint32Array.from(lacking, (_, run) => run).sort((a, b) => places(b) - places(a)),
      first: 0,
    };
  });
  const most = (gone: (run: number) => boolean) =>
    Float64Array.from(rankings, (ranking, cell) => mostIn(ranking, cell, { lacking, gone }));
  let budget = lacking.length - wanted;
  let extra = most(() => false);
  while (budget > 0) {
    let best: { runs: number[]; extra: Float64Array<ArrayBuffer>; saved: number } | undefined;
    for (let cell = 0; cell < cells; cell++) {
      const runs = worstIn(rankings[cell] as Ranking, cell, { lacking, given, budget });
      if (runs.length === 0) continue;
      const without = most((run) => given[run] === true || runs.includes(run));
      const saved = (sumOf(extra) - sumOf(without)) / runs.length;
      if (!best || saved > best.saved) best = { runs, extra: without, saved };
    }
    if (!best) break;
    for (const run of best.runs) given[run] = true;
    budget -= best.runs.length;
    extra = best.extra;
    for (const ranking of rankings) while (given[ranking.order[ranking.first] as number]) ranking.first++;
  }
  return extra;
}

/** The same quantile of what lacks in every cell, as low as the runs together allow. */
function byLevel(lacking: readonly Float64Array[], cells: number, wanted: number): Float64Array {
  const sorted = Array.from({ length: cells }, (_, cell) =>
    Float64Array.from(lacking, (run) => run[cell] as number).sort(),
  );
  const at = (rank: number) => Float64Array.from(sorted, (values) => values[rank] as number);
  let low = wanted - 1;
  let high = lacking.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (countWithin(lacking, at(middle)) >= wanted) high = middle;
    else low = middle + 1;
  }
  return at(high);
}

/** Runs in which extra places are enough everywhere. */
function countWithin(lacking: readonly Float64Array[], extra: Float64Array): number {
  let count = 0;
  for (const run of lacking) if (run.every((places, cell) => places <= (extra[cell] as number))) count++;
  return count;
}

/**
 * Few extra places with which a number of runs lack none, by cell. For all runs it is the most that lacks, which is
 * exact. For fewer the best choice of the runs to give up is a hard problem (a joint chance constraint; Luedtke and
 * Ahmed 2008, SIAM Journal on Optimization 19(2)), so two feasible answers are made and the smaller one is taken: one
 * that gives up the runs that save most, and one that takes the same quantile everywhere.
 */
export function fewestPlaces(lacking: readonly Float64Array[], wanted: number): Float64Array {
  const cells = lacking[0]?.length ?? 0;
  const level = byLevel(lacking, cells, wanted);
  const given = byGivingUp(lacking, cells, wanted);
  return sumOf(given) <= sumOf(level) ? given : level;
}
