import type { Localized } from '#lib/domain/locale.ts';

/** What a change of the gap is split over, in the order of a waterfall. */
export const factors = [
  'retirement',
  'otherLeaving',
  'furtherStudy',
  'graduates',
  'otherEntrants',
  'placement',
  'population',
  'otherGrowth',
] as const;
export type Factor = (typeof factors)[number];

/**
 * A part of a change or of a difference. `start` is in differences only: the stock, and what is asked, may differ at
 * the start already.
 */
export type Part = Factor | 'start';
export const parts: readonly Part[] = [...factors, 'start'];

/** The word for a part in both languages. */
export const partNames: Record<Part, Localized> = {
  retirement: { nl: 'Pensioen en overlijden', en: 'Retirement and death' },
  otherLeaving: { nl: 'Ander vertrek', en: 'Other leaving' },
  furtherStudy: { nl: 'Vervolgstudie', en: 'Further study' },
  graduates: { nl: 'Gediplomeerden, als iedereen een plaats had', en: 'Graduates, if all had a place' },
  otherEntrants: { nl: 'Zij-instromers en herintreders', en: 'Career changers and returners' },
  placement: { nl: 'Te weinig stageplaatsen', en: 'Too few placements' },
  population: { nl: 'Bevolking', en: 'Population' },
  otherGrowth: { nl: 'Andere groei en uren', en: 'Other growth and hours' },
  start: { nl: 'Beginstand', en: 'Start' },
};
