import type { Localized } from '#lib/domain/locale.ts';

/**
 * What is known of a figure. Protected, unknown, not asked and not applicable are four different reasons for
 * having no number; none of them is zero.
 */
export const statuses = [
  'measured',
  'estimated',
  'assumed',
  'protected',
  'unknown',
  'not-asked',
  'not-applicable',
] as const;
export type Status = (typeof statuses)[number];

/** Where a row comes from: published by somebody, assumed by us, loaded by a user, worked out here, or made up with a seed. */
export const origins = ['published', 'assumed', 'loaded', 'derived', 'synthetic'] as const;
export type Origin = (typeof origins)[number];

/** The word for a status in both languages. */
export const statusNames: Record<Status, Localized> = {
  measured: { nl: 'gemeten', en: 'measured' },
  estimated: { nl: 'geschat', en: 'estimated' },
  assumed: { nl: 'aanname', en: 'assumption' },
  protected: { nl: 'afgeschermd', en: 'protected' },
  unknown: { nl: 'onbekend', en: 'unknown' },
  'not-asked': { nl: 'niet gevraagd', en: 'not asked' },
  'not-applicable': { nl: 'niet van toepassing', en: 'not applicable' },
};
