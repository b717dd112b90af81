import type { Localized } from '#lib/domain/locale.ts';
import type { Status } from '#lib/domain/status.ts';
import rows from '#data/reference/assumptions.json' with { type: 'json' };

/** On which scale an assumption is drawn: logit for shares, log for positive rates, identity for growth. */
export type Scale = 'identity' | 'log' | 'logit';

/** One uncertain input of the model: low, central and high are its 10th, 50th and 90th percentile. */
export interface Assumption {
  label: Localized;
  unit: string;
  low: number;
  central: number;
  high: number;
  /** Bounds at which a draw is cut. */
  min: number;
  max: number;
  scale: Scale;
  /** Drawn apart for every group instead of once for all. */
  perGroup?: boolean;
  status: Status;
  /** Where the figure comes from, or why it is only an assumption. */
  source: Localized;
}

export type AssumptionKey = keyof typeof rows;

/** The assumptions of Praktijkbalans; the values stand in `data/reference/assumptions.json`. */
export const assumptions = rows as Record<AssumptionKey, Assumption>;

export const assumptionKeys = Object.keys(rows) as AssumptionKey[];
