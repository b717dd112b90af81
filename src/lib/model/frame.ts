import type { Slot } from '#lib/model/draws/slots.ts';

/** How long a run is, how many ages there are, and the assumptions that may be named. */
export interface Frame {
  slots: readonly Slot[];
  startYear: number;
  years: number;
  ages: number;
  groupIds: readonly string[];
}
