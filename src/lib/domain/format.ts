import type { Locale } from '#lib/domain/locale.ts';

/** The BCP 47 tags whose habits the languages of the interface follow. */
const tags: Record<Locale, string> = { nl: 'nl-NL', en: 'en-GB' };

/** Numbers and dates as a reader of a language writes them. */
export interface Format {
  /** 1.234 */
  whole: (value: number) => string;
  /** 1.234,5 */
  decimal: (value: number, digits?: number) => string;
  /** 12 % or 12,3 % of a share between 0 and 1 */
  percent: (share: number, digits?: number) => string;
  /** +1.234 or −1.234 */
  signed: (value: number) => string;
  /** +1,2 % or −1,2 % */
  signedPercent: (share: number, digits?: number) => string;
  /** 21 november 2026 */
  date: (iso: string) => string;
  /** a, b en c */
  list: (items: string[]) => string;
}

function minus(text: string): string {
  return text.replaceAll('-', '−');
}

/** A rounded value without a negative zero. */
function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale + 0;
}

function made(locale: Locale): Format {
  const tag = tags[locale];
  const number = (digits: number, sign: 'auto' | 'exceptZero' = 'auto') => {
    const format = new Intl.NumberFormat(tag, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: sign,
    });
    return (value: number) => minus(format.format(rounded(value, digits)));
  };
  const percent = (share: number, digits: number, sign?: 'exceptZero') => {
    const text = number(digits, sign)(share * 100);
    return locale === 'nl' ? `${text}\u00a0%` : `${text}%`;
  };
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const list = new Intl.ListFormat(tag);
  return {
    whole: number(0),
    decimal: (value, digits = 1) => number(digits)(value),
    percent: (share, digits = 0) => percent(share, digits),
    signed: number(0, 'exceptZero'),
    signedPercent: (share, digits = 0) => percent(share, digits, 'exceptZero'),
    date: (iso) => date.format(new Date(iso)),
    list: (items) => list.format(items),
  };
}

const formats: Partial<Record<Locale, Format>> = {};

/** The formats of a language. */
export function formatFor(locale: Locale): Format {
  return (formats[locale] ??= made(locale));
}

/** Rounds a number of people to what its uncertainty can carry: tens from 100 on, hundreds from 2,000 on, and so on. */
export function coarse(value: number): number {
  const size = Math.abs(value);
  const step = size >= 20_000 ? 1000 : size >= 2000 ? 100 : size >= 100 ? 10 : 1;
  // Half goes away from zero, so that a surplus is said as large as a shortage of the same size.
  return Math.sign(value) * Math.round(size / step) * step + 0;
}
