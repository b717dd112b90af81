import { formatFor, type Format } from '#lib/domain/format.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { en } from '#lib/domain/words/en.ts';
import { nl, type Words } from '#lib/domain/words/nl.ts';

const dictionaries: Record<Locale, Words> = { nl, en };

/** What a page needs to speak a language: its words and its formats. */
export interface Language {
  locale: Locale;
  words: Words;
  format: Format;
}

/** The words and formats of a language. */
export function languageOf(locale: Locale): Language {
  return { locale, words: dictionaries[locale], format: formatFor(locale) };
}
