import { quantities, quantityKeys, type QuantityKey } from '#lib/domain/quantities.ts';
import { attributeChange, attributeDifference } from '#lib/model/attribute.ts';
import { modelVersion } from '#lib/model/flows.ts';
import { measure } from '#lib/model/measures.ts';
import { placementReport, type PlacementReport } from '#lib/model/training/placement-report.ts';
import type { Prepared } from '#lib/model/prepare.ts';
import { quantilesOf } from '#lib/model/draws/quantiles.ts';
import type { Simulation, Sources } from '#lib/model/simulate.ts';
import { whyOf, type WhySelection } from '#lib/model/why.ts';

/** A number of the result; null where there is none. Unknown is not zero. */
type Figure = number | null;

/** One quantity by year: the central run, and quantiles of the draws. */
export interface Band {
  central: Figure[];
  q10: Figure[];
  q25: Figure[];
  q50: Figure[];
  q75: Figure[];
  q90: Figure[];
}

/** What came out for some groups together. A quantity that the baseline says nothing of is null. */
export interface SelectionResult {
  id: string;
  name: string;
  quantities: Record<QuantityKey, Band | null>;
  /** Part of the draws in which demand exceeds supply, on every 1 January. */
  chanceOfShortage: Figure[] | null;
}

/** Groups that share one demand. */
export interface SetResult extends SelectionResult {
  groups: string[];
}

/** The stock by single age in the central run; graduates whose share still active is given have no age. */
export interface AgeResult {
  from: number;
  to: number;
  groups: {
    id: string;
    /** By 1 January, and within it by age. */
    heads: number[][];
  }[];
}

/** What a run of a baseline gave, as a plain object that is written to JSON. */
export interface Result {
  format: 'praktijkbalans-result/1';
  modelVersion: string;
  title: string;
  /** Title of the scenario, or null without one. */
  scenario: string | null;
  seed: number;
  draws: number;
  /** Where the spread of the draws comes from. */
  sources: Sources;
  /** Hashes of the files that were read. */
  sha256: { baseline: string; scenario: string | null };
  startYear: number;
  horizonYear: number;
  /** Years of the states (on 1 January) and of the flows (during the year): the order of all lists. */
  states: number[];
  flows: number[];
  groups: SelectionResult[];
  /** Groups that share one demand. */
  sets: SetResult[];
  /** All groups together, when there are several. */
  total: SelectionResult | null;
  /** Claims on places and places that are open; null without a programme. */
  placements: PlacementReport | null;
  /** How far the groups that counted their own exits deviate, and how much of their own count is in that. */
  shrinkage: Prepared['shrinkage'];
  /** Why the gap changes since the start, and how the scenario differs from the baseline, in FTE. */
  why?: { change: WhySelection[]; difference: WhySelection[] | null };
  ages?: AgeResult;
}

/** What a result says of how it was made, beside the simulation. */
export interface ResultOptions {
  title: string;
  scenario: string | null;
  seed: number;
  sources: Sources;
  sha256: Result['sha256'];
  /** Gives the central stock by single age and year too. */
  withAges?: boolean;
  /** Gives why the gap changes too, and why it differs from that of a baseline without the scenario. */
  withWhy?: { plain: Prepared | undefined };
}

/** Groups by position, under a name. */
interface Selection {
  id: string;
  name: string;
  groups: number[];
}

const probabilities = { q10: 0.1, q25: 0.25, q50: 0.5, q75: 0.75, q90: 0.9 };

/** Quantities of the programme, which are unknown without one. */
const ofTraining = new Set<QuantityKey>([
  'students',
  'waiting_for_place',
  'left_without_place',
  'place_claims',
  'place_capacity',
]);

function figure(value: number | undefined): Figure {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

function yearsFrom({ startYear }: Prepared, count: number): number[] {
  return Array.from({ length: count }, (_, year) => startYear + year);
}

function bandOf(
  { prepared, central, draws }: Simulation,
  { groups, quantity }: { groups: number[]; quantity: QuantityKey },
): Band | null {
  if (ofTraining.has(quantity) && !prepared.training) return null;
  const band: Band = { central: [], q10: [], q25: [], q50: [], q75: [], q90: [] };
  const years = quantities[quantity].kind === 'state' ? prepared.years + 1 : prepared.years;
  for (let year = 0; year < years; year++) {
    const [middle] = measure(quantity, { prepared, outcome: central, groups, year });
    band.central.push(figure(middle));
    const sample = measure(quantity, { prepared, outcome: draws, groups, year });
    const found = quantilesOf(sample, Object.values(probabilities));
    (['q10', 'q25', 'q50', 'q75', 'q90'] as const).forEach((key, i) => band[key].push(figure(found[i])));
  }
  return Object.values(band)
    .flat()
    .every((value) => value === null)
    ? null
    : band;
}

function chancesOf({ prepared, draws }: Simulation, groups: number[]): Figure[] | null {
  const chances = Array.from({ length: prepared.years + 1 }, (_, year) => {
    const gaps = measure('gap_fte', { prepared, outcome: draws, groups, year });
    if (gaps.some((gap) => Number.isNaN(gap))) return null;
    return figure(gaps.reduce((count, gap) => count + (gap > 0 ? 1 : 0), 0) / gaps.length);
  });
  return chances.every((chance) => chance === null) ? null : chances;
}

function selectionResult(simulation: Simulation, { id, name, groups }: Selection): SelectionResult {
  return {
    id,
    name,
    quantities: Object.fromEntries(
      quantityKeys.map((quantity) => [quantity, bandOf(simulation, { groups, quantity })]),
    ) as SelectionResult['quantities'],
    chanceOfShortage: chancesOf(simulation, groups),
  };
}

function setResults(simulation: Simulation): SetResult[] {
  const { groups, demand } = simulation.prepared;
  return demand
    .filter((set) => set.groups.length > 1)
    .map((set) => ({
      ...selectionResult(simulation, { id: set.id, name: set.id, groups: set.groups }),
      groups: set.groups.map((g) => groups[g]?.id ?? ''),
    }));
}

function ageResult({ prepared, ages }: Simulation): AgeResult {
  return {
    from: prepared.firstAge,
    to: prepared.firstAge + prepared.ages - 1,
    groups: prepared.groups.map(({ id }, g) => ({ id, heads: (ages[g] ?? []).map((year) => [...year]) })),
  };
}

function whyResult({ prepared, centralDraw }: Simulation, plain: Prepared | undefined): Result['why'] {
  const groups = prepared.groups.map(({ id }, g) => ({ id, groups: [g] }));
  const sets = prepared.demand.filter(({ groups: members }) => members.length > 1);
  const total = { id: 'total', groups: prepared.groups.map((_, g) => g) };
  const selections = [...(groups.length > 1 ? [total] : []), ...sets, ...groups];
  const change = attributeChange(prepared, centralDraw);
  return {
    change: whyOf(change, selections),
    difference: plain
      ? whyOf(attributeDifference({ prepared: plain }, { prepared, central: centralDraw }), selections)
      : null,
  };
}

/** Turns a simulation into the object that `project` writes. */
export function resultOf(simulation: Simulation, options: ResultOptions): Result {
  const { prepared, draws } = simulation;
  const { title, scenario, seed, sources, sha256, withAges, withWhy } = options;
  const all = prepared.groups.map((_, g) => g);
  return {
    format: 'praktijkbalans-result/1',
    modelVersion,
    title,
    scenario,
    seed,
    draws: draws.runs,
    sources,
    sha256,
    startYear: prepared.startYear,
    horizonYear: prepared.startYear + prepared.years,
    states: yearsFrom(prepared, prepared.years + 1),
    flows: yearsFrom(prepared, prepared.years),
    groups: prepared.groups.map(({ id, name }, g) => selectionResult(simulation, { id, name, groups: [g] })),
    sets: setResults(simulation),
    total: all.length > 1 ? selectionResult(simulation, { id: 'total', name: 'total', groups: all }) : null,
    placements: placementReport(prepared, simulation.centralDraw) ?? null,
    shrinkage: prepared.shrinkage,
    ...(withWhy && { why: whyResult(simulation, withWhy.plain) }),
    ...(withAges && { ages: ageResult(simulation) }),
  };
}

/** Everything that a result has figures of: all groups together first, then sets, then single groups. */
export function selectionsOf({ total, sets, groups }: Result): SelectionResult[] {
  return [...(total ? [total] : []), ...sets, ...groups];
}
