import type { Format } from '#lib/domain/format.ts';
import { surenessOf, type RegionGap, type Sureness } from '#lib/domain/gap.ts';
import { shortageClass, type ShortageClass } from './theme.ts';

/** A region as a map shows it in a year. */
export interface ShadedRegion {
  code: string;
  name: string;
  shortName: string;
  row: number;
  col: number;
  sureness: Sureness;
  /** The step of its colour. */
  step: ShortageClass;
  /** Whether its colour is one of the two ends, on which text takes the other colour. */
  end: boolean;
  /** The shortage as a share of demand, with its sign, and a decimal where it is small. */
  value: string;
}

/** A region as a map shows it; `at` is the position of the year in its series. */
export function shaded(
  { code, name, shortName, row, col, share, chance }: RegionGap,
  at: number,
  format: Format,
): ShadedRegion {
  const median = share[at]?.[1] ?? NaN;
  const step = shortageClass(median);
  return {
    code,
    name,
    shortName,
    row,
    col,
    sureness: surenessOf(chance[at] ?? NaN),
    step,
    end: Math.abs(step) === 3,
    value: format.signedPercent(median, Math.abs(median) < 0.1 ? 1 : 0),
  };
}
