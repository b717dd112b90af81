/** The colours of the charts. The values are custom properties of the page, so dark mode needs no new drawing. */
export const colours = {
  ink: 'var(--ink)',
  inkSoft: 'var(--ink-soft)',
  rule: 'var(--rule)',
  paper: 'var(--paper)',
  supply: 'var(--supply)',
  supply50: 'var(--supply-50)',
  supply80: 'var(--supply-80)',
  demand: 'var(--demand)',
  demand50: 'var(--demand-50)',
  demand80: 'var(--demand-80)',
  gap: 'var(--gap)',
  accent: 'var(--accent)',
  entries: ['var(--entry-1)', 'var(--entry-2)', 'var(--entry-3)'],
  exits: ['var(--exit-1)', 'var(--exit-2)', 'var(--exit-3)', 'var(--exit-4)', 'var(--exit-5)'],
} as const;

/** Size of the text in a chart, in pixels at its own width. */
export const fontSize = 13;

/** The two widths in which the server draws every chart, in pixels. */
export const chartWidths = { narrow: 360, wide: 720 } as const;

/** Width from which a chart has room for its wide form, in pixels. */
const wideFrom = 540;

/** Whether a chart of this width, in pixels, takes its narrow form. */
export function isNarrow(width: number): boolean {
  return width < wideFrom;
}

/** Where the steps of a shortage begin, as shares of demand. Below the first, a region is in balance. */
export const shortageSteps = [0.025, 0.075, 0.15] as const;

/** A step on the diverging scale: positive is a shortage, negative a surplus, 0 is about in balance. */
export type ShortageClass = -3 | -2 | -1 | 0 | 1 | 2 | 3;

/**
 * The step of a shortage on the diverging scale of the maps.
 *
 * @param share shortage as a share of demand (0.1 is 10 %); a surplus is negative
 */
export function shortageClass(share: number): ShortageClass {
  if (!Number.isFinite(share)) throw new Error(`shortage share is not a number: ${share}`);
  const steps = shortageSteps.filter((step) => Math.abs(share) >= step).length;
  return (share < 0 ? 0 - steps : steps) as ShortageClass;
}
