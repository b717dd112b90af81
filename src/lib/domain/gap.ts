/** The 10th, 50th and 90th percentile of the draws. */
export type Spread = [low: number, median: number, high: number];

/** The shortage of a region or of the nation by year from the base year on; a surplus is negative. */
export interface GapSeries {
  heads: Spread[];
  fte: Spread[];
  /** Share of demand. */
  share: Spread[];
  /** Chance that there is a shortage at all. */
  chance: number[];
}

/** A region with its shortage, and its place on the tile map. */
export interface RegionGap extends GapSeries {
  code: string;
  name: string;
  shortName: string;
  row: number;
  col: number;
  /** Places in the ranking that the region takes in the middle 80 % of the draws, by year. */
  ranks: [highest: number, lowest: number][];
}

/** The shortage of the nation and of every region. */
export interface Overview {
  /** Every year of the forecast. */
  years: number[];
  /** The years that the series hold, in their order: all of them, or the one that is shown. */
  held: number[];
  nation: GapSeries;
  regions: RegionGap[];
}

/** In which of the two units people are counted. */
export const countUnits = ['heads', 'fte'] as const;
export type CountUnit = (typeof countUnits)[number];

/** How sure the sign of a shortage is. */
export type Sureness = 'shortage' | 'surplus' | 'uncertain';

/**
 * Chance from which on a shortage (or a surplus) is called likely: the 80 % interval, which leaves out 10 % at each
 * end, then lies on one side of zero.
 */
const likely = 0.9;

/** Whether a shortage is likely, a surplus is, or neither. */
export function surenessOf(chanceOfShortage: number): Sureness {
  if (chanceOfShortage >= likely) return 'shortage';
  return 1 - chanceOfShortage >= likely ? 'surplus' : 'uncertain';
}
