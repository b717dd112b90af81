import type { Assumption } from '#lib/domain/assumptions.ts';
import type { Status } from '#lib/domain/status.ts';

/** Version of the equations; a result carries it. */
export const modelVersion = '0.1.0';

/** Ways out of the stock, each a competing risk. */
export const exitFlows = ['retirements', 'deaths', 'earlyExits', 'furtherStudy', 'toTriage'] as const;
export type ExitFlow = (typeof exitFlows)[number];

/** Ways into the stock. */
export const entrantFlows = ['graduates', 'careerChangers', 'returners'] as const;
export type EntrantFlow = (typeof entrantFlows)[number];

/**
 * A figure that may depend on assumptions: `values`, multiplied by every assumption in `times` and divided by
 * every one in `per`. `values` is one number, or one for every age or every year as the field says.
 */
export interface Amount {
  values: number | number[];
  times?: string[];
  per?: string[];
}

/** Groups that a rule holds for: their ids, or all of them. */
export type GroupChoice = '*' | string[];

/** A unit with a stock of its own: a region, a sex, a discipline. */
export interface Group {
  id: string;
  name: string;
  /** Inhabitants on 1 January of every year of the run, to express a gap per 10,000. */
  inhabitants?: number[];
}

/** People in a group on 1 January of the start year. */
export interface StockRow {
  group: string;
  status: Status;
  /** Heads by single age; one number stands for every age. */
  heads: Amount;
}

/** FTE of one head, as one number or by single age. */
export interface FteRow {
  groups: GroupChoice;
  ftePerHead: Amount;
}

/**
 * A risk of leaving, as a yearly hazard or as a yearly probability, as one number or by single age on 1 January. The
 * hazards of several rows for one flow add up.
 */
export type ExitRow = { groups: GroupChoice; flow: ExitFlow } & (
  { exitHazard: Amount } | { exitProbability: Amount }
);

/**
 * Retirement around the state pension (AOW) age of each birth cohort. The share still in work m months after
 * reaching that age is 1 ÷ (1 + exp((m − offset) ÷ spread)).
 */
export interface PensionRow {
  groups: GroupChoice;
  /** State pension age in months by calendar year, in order; the last one holds for later years. */
  schedule: { year: number; ageMonths: number }[];
  offsetMonths: Amount;
  spreadMonths: Amount;
}

/** People who enter from elsewhere, in heads per year (one number or by year), spread over ages by `ages`. */
export interface EntrantRow {
  group: string;
  flow: Exclude<EntrantFlow, 'graduates'>;
  headsPerYear: Amount;
  /** Share of the entrants by single age on 1 January after they entered; sums to 1. */
  ages: number[];
}

/**
 * Net moves into a group, in heads per year by single age on 1 January after the move; they sum to zero over the
 * groups unless external.
 */
export interface MoveRow {
  group: string;
  headsPerYear: number[];
  external?: boolean;
}

/** A track of the programme. */
export interface Track {
  id: string;
  durationYears: number;
  /** Share of all drop-out that falls in each programme year; sums to 1. */
  dropoutShape: number[];
  /** Share of the graduates by single age on 1 January after the diploma; sums to 1. */
  entryAges: number[];
}

/** A school, at its seat; one without a seat works all over the country. */
export interface School {
  id: string;
  name: string;
  seat?: { lon: number; lat: number };
}

/** Students of a school in a track on 1 October before the start year, all programme years together. */
export interface ClassRow {
  school: string;
  track: string;
  students: Amount;
  status: Status;
}

/** The programme that feeds the stock: students to graduates to entrants. */
export interface Training {
  tracks: Track[];
  schools: School[];
  classes: ClassRow[];
  /** Share of an intake that obtains the diploma in the end. */
  completion: Amount;
  /** Share of a programme year that does it again. */
  repeating: Amount;
  /** Intake on 1 October by year from the start year on, relative to the one that the opening students imply. */
  intakeIndex: Amount;
  /** Share of the graduates that enters the stock of some group. */
  toOccupation: Amount;
  /** Graduates of a school go to a place in proportion to inhabitants × exp(−km ÷ decayKm). */
  routing: {
    decayKm: Amount;
    places: { group: string; inhabitants: number; lon: number; lat: number }[];
  };
}

/** What is asked of a group, in FTE. */
export interface DemandRow {
  group: string;
  /** Demand at the start in FTE; without it: supply ÷ (1 − unfilledShare). */
  fte?: number;
  unfilledShare?: Amount;
  /** Volume by year relative to the start year (population × contacts). */
  volumeIndex: number[];
  /** Yearly growth beyond the volume; the terms add up. */
  growth: Amount[];
}

/**
 * Everything that the model needs, as one plain object. States hold on 1 January; a run has the years from
 * `startYear` to `horizonYear`; ages run from `ages.from` to `ages.to`, of which the last is open.
 */
export interface Baseline {
  format: 'praktijkbalans-baseline/1';
  title: string;
  startYear: number;
  horizonYear: number;
  ages: { from: number; to: number };
  groups: Group[];
  assumptions: Record<string, Assumption>;
  stock: StockRow[];
  fte: FteRow[];
  exits: ExitRow[];
  pension?: PensionRow[];
  entrants?: EntrantRow[];
  moves?: MoveRow[];
  training?: Training;
  demand: DemandRow[];
}
