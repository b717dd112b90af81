import { formatFor, type Format } from '#lib/domain/format.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { siteWords, type SiteWords } from '#lib/domain/words/site.ts';

/** What every page needs to speak a language: the words they share, and the formats. */
export interface Language {
  locale: Locale;
  words: SiteWords;
  format: Format;
}

/** The shared words and the formats of a language. */
export function languageOf(locale: Locale): Language {
  return { locale, words: siteWords[locale], format: formatFor(locale) };
}
