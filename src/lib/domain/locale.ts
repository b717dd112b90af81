/** The languages of the interface, Dutch first. */
export const locales = ['nl', 'en'] as const;
export type Locale = (typeof locales)[number];

/** A short text in every language of the interface. */
export type Localized = Record<Locale, string>;

/** Whether a string, for example the first part of a path, names a language of the interface. */
function isLocale(value: string): value is Locale {
  return (locales as readonly string[]).includes(value);
}

/** The path of a page in a language: Dutch has no prefix, English stands under `/en`. */
export function localePath(locale: Locale, path: string): string {
  if (locale === 'nl') return path;
  return path === '/' ? `/${locale}` : `/${locale}${path}`;
}

/** The language of a page from the optional first part of its path. */
export function localeOf(prefix: string | undefined): Locale {
  return prefix !== undefined && isLocale(prefix) ? prefix : 'nl';
}
