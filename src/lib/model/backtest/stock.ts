import { checkCounts, kindOf, stockCollections, total, type StockCount } from '#lib/model/backtest/counts.ts';
import { grouped } from '#lib/model/backtest/grouped.ts';
import { naiveRules, type Inflow, type Judged } from '#lib/model/backtest/judged.ts';
import { seenExits, withSeenExits, type SeenExits } from '#lib/model/backtest/leaving.ts';
import { withSeenEntrants, type SeenInflow, seenInflows } from '#lib/model/backtest/inflow.ts';
import { refitted, type Source } from '#lib/model/backtest/refit.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { measure } from '#lib/model/measures.ts';
import { emptyOutcome, type Outcome } from '#lib/model/outcome.ts';
import { prepare, type Prepared } from '#lib/model/prepare.ts';
import { workspaceFor } from '#lib/model/stock/workspace.ts';
import { quantilesOf } from '#lib/model/draws/quantiles.ts';
import { sampleCrps } from '#lib/model/scores.ts';
import { annualSeries } from '#lib/model/series/annual.ts';
import { drawOnce, runCentral, type Sources } from '#lib/model/simulate.ts';

/** How forecasts are made to be judged. */
export interface JudgeOptions {
  /** 0 for the central run alone: then nothing is said of bands. */
  draws: number;
  seed: number;
  sources?: Sources | undefined;
}

/** A forecast from an earlier year: its central run, and draws. */
interface Run {
  prepared: Prepared;
  central: Outcome;
  draws: Outcome;
}

function run(baseline: Baseline, seen: readonly SeenExits[], { draws, seed, sources }: JudgeOptions): Run {
  const prepared = withSeenExits(prepare(baseline), seen);
  const into = emptyOutcome(prepared, draws);
  const space = workspaceFor(prepared);
  for (let at = 0; at < draws; at++)
    drawOnce(prepared, { seed, ...(sources && { sources }) }, { into, run: at, at, space });
  return { prepared, central: runCentral(prepared).outcome, draws: into };
}

/** The forecast of some groups together in a year: as pages print it, with its bands. */
function forecastOf({ prepared, central, draws }: Run, groups: readonly number[], year: number) {
  const at = { prepared, groups, year: year - prepared.startYear };
  const [middle] = measure('supply_heads', { ...at, outcome: central });
  if (draws.runs === 0)
    return {
      forecast: middle as number,
      low50: NaN,
      high50: NaN,
      low80: NaN,
      high80: NaN,
      crpsOf: () => NaN,
    };
  const sample = measure('supply_heads', { ...at, outcome: draws });
  const [low80, low50, median, high50, high80] = quantilesOf(sample.slice(), [0.1, 0.25, 0.5, 0.75, 0.9]) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    forecast: median,
    low50,
    high50,
    low80,
    high80,
    crpsOf: (observed: number) => sampleCrps(sample, observed),
  };
}

/** Groups that are judged together, with what was counted of them; marked counts are left out. */
interface Selection {
  id: string;
  name: string;
  collection: string;
  groups: number[];
  counts: { year: number; value: number }[];
  kind: Judged['kind'];
}

/** Every group that was counted, and all together where all of them were. */
function selectionsOf({ groups }: Baseline, stock: readonly StockCount[]): Selection[] {
  const scored = stock.filter(({ marked }) => marked === undefined);
  const own = groups.flatMap(({ id, name }, g): Selection[] => {
    const rows = scored.filter(({ group }) => group === id);
    if (rows.length === 0) return [];
    const counts = rows.map(({ year, heads }) => ({ year, value: total(heads) }));
    return [
      { id, name: name ?? id, collection: stockCollections.groups, groups: [g], counts, kind: kindOf(rows) },
    ];
  });
  const years = [...new Set(scored.map(({ year }) => year))];
  const whole = years.flatMap((year) => {
    const rows = scored.filter((row) => row.year === year);
    return rows.length === groups.length
      ? [{ year, value: rows.reduce((sum, { heads }) => sum + total(heads), 0) }]
      : [];
  });
  if (groups.length === 1 || whole.length === 0) return own;
  return [
    ...own,
    {
      id: 'total',
      name: 'total',
      collection: stockCollections.total,
      groups: groups.map((_, g) => g),
      counts: whole,
      kind: kindOf(scored),
    },
  ];
}

/** Judges a run on what was counted of a selection after its start, as far as `until`. */
function judge(
  { counts, groups, ...about }: Selection,
  made: Run,
  { inflow, until }: { inflow: Inflow; until: number },
): Judged[] {
  const from = made.prepared.startYear;
  if (!counts.some(({ year }) => year === from)) return [];
  const known = annualSeries(
    about.id,
    counts.filter(({ year }) => year <= from),
  ).values;
  return counts
    .filter(({ year }) => year > from && year <= until)
    .sort((a, b) => a.year - b.year)
    .map(({ year, value }) => {
      const { crpsOf, ...forecast } = forecastOf(made, groups, year);
      return {
        subject: 'stock',
        ...about,
        inflow,
        from,
        year,
        ...forecast,
        observed: value,
        ...naiveRules(known, year - from),
        crps: crpsOf(value),
      };
    });
}

/** How far the inflow of a selection was counted: the least of its groups, or not at all. */
function countedUntil({ groups }: Selection, inflows: readonly SeenInflow[]): number {
  return Math.min(...groups.map((g) => inflows.find(({ position }) => position === g)?.until ?? -Infinity));
}

/**
 * Judges the stock: from every year in which it was counted, with what was known then, and again with those who came
 * in since as they were counted, so that the error of the inflow shows. Everything that the baseline itself says of
 * rates is taken as known.
 *
 * @throws ModelError for counts that do not fit the baseline
 */
export function judgeStock(source: Source, options: JudgeOptions): Judged[] {
  const { baseline, history } = source;
  checkCounts(baseline, history);
  const selections = selectionsOf(baseline, history.stock ?? []);
  const years = [...new Set(selections.flatMap(({ counts }) => counts.map(({ year }) => year)))].sort(
    (a, b) => a - b,
  );
  const horizonYear = years.at(-1);
  if (horizonYear === undefined) return [];
  const seen = seenExits(source);
  return years.slice(0, -1).flatMap((startYear) => {
    const refit = refitted(source, { startYear, horizonYear });
    const forecast = run(refit, seen, options);
    const judged = selections.flatMap((each) =>
      judge(each, forecast, { inflow: 'forecast', until: horizonYear }),
    );
    // Graduates of the programme are taken out of all groups at once, so groups that counted them have a run apart.
    const apart = grouped(seenInflows(source, startYear), ({ flows }) => flows.includes('graduates'));
    const again = apart.flatMap(([graduates, inflows]) => {
      const made = run(withSeenEntrants(source, refit, { inflows, graduates }), seen, options);
      return selections.flatMap((each) =>
        judge(each, made, { inflow: 'observed', until: countedUntil(each, inflows) }),
      );
    });
    return [...judged, ...again];
  });
}
