import { findingKinds, isFindingCode } from '#lib/domain/finding-kinds.ts';
import type { Locale } from '#lib/domain/locale.ts';
import type { Row } from '#lib/domain/table.ts';
import type { findings } from '#lib/domain/tables/edition.ts';

/** Something that was found while reading files: where, what, and what was expected instead. */
export type Finding = Row<typeof findings>;

const words = {
  nl: { line: 'regel', column: 'kolom', found: 'gevonden', expected: 'verwacht', other: 'anders' },
  en: { line: 'line', column: 'column', found: 'found', expected: 'expected', other: 'other' },
};

/** A text as one line, without the signs that a terminal obeys or that turn the order of letters. */
export function oneLine(text: string): string {
  return text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** What was found, in words. */
export function findingText(code: string, locale: Locale): string {
  return isFindingCode(code) ? findingKinds[code][locale] : `${words[locale].other} (${code})`;
}

/** A finding as one line: the place, what was found there, and what was expected. */
export function findingSentence(finding: Omit<Finding, 'severity'>, locale: Locale): string {
  const { file, row, column, value, code, expected } = finding;
  const w = words[locale];
  const place = [
    file,
    row === null ? '' : `${w.line} ${row}`,
    column === null ? '' : `${w.column} “${column}”`,
  ];
  const what = [
    findingText(code, locale),
    value === null ? '' : `${w.found} “${value}”`,
    expected === null ? '' : `${w.expected} ${expected}`,
  ];
  return oneLine(`${place.filter(Boolean).join(', ')}: ${what.filter(Boolean).join('; ')}`);
}
