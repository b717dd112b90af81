import type { Status } from '#lib/domain/status.ts';

// Each function gives the text that the table check expects, and leaves what it cannot read as it is, so that
// the check refuses it and shows what stood in the file.

const yes = new Set(['ja', 'j', 'x', 'yes', 'y', 'true', 'waar', '1']);
const no = new Set(['nee', 'n', 'no', 'false', 'onwaar', '0']);
const notApplicable = new Set(['nvt', 'n.v.t.', 'n.v.t', 'niet van toepassing', 'n/a', 'not applicable']);
const unknown = new Set([
  '?',
  '-',
  '–',
  'onbekend',
  'unknown',
  'n.b.',
  'nb',
  'n.n.b.',
  'weet niet',
  ...notApplicable,
]);
const protectedCount = /^<\s*\d+$/;

const withoutAccents = /^[ -~]*$/;

/** A name without capitals, accents and marks: "Patiënten_per praktijk" becomes "patienten per praktijk". */
export function plainName(text: string): string {
  // Most names are these: whatever is tried as a header comes by here, and the rest takes much longer.
  if (withoutAccents.test(text)) {
    return text
      .toLowerCase()
      .replace(/[^a-z\d]+/g, ' ')
      .trim();
  }
  const letters = text.normalize('NFD').replace(/\p{Mark}/gu, '');
  return letters
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}

/** Nothing, for a text that says that nothing is known. */
export function dutchBlank(text: string): string {
  return unknown.has(text.toLowerCase()) ? '' : text;
}

/**
 * What a cell says of its figure: nothing where its column was not in the file, unknown where it is empty, and
 * otherwise that the figure is there. None of these is zero.
 */
export function figureStatus(text: string | undefined): Status {
  if (text === undefined) return 'not-asked';
  const word = text.toLowerCase();
  if (notApplicable.has(word)) return 'not-applicable';
  if (protectedCount.test(text)) return 'protected';
  return text === '' || unknown.has(word) ? 'unknown' : 'measured';
}

/** A number with a decimal comma, points or spaces between thousands, or a percent sign: "1.234,5", "60 %". */
export function dutchNumber(text: string): string {
  const percent = /^(.*?)\s*%$/.exec(text)?.[1];
  if (percent !== undefined) {
    const share = dutchNumber(percent);
    return /^\d+(\.\d+)?$/.test(share) ? String(Number(share) / 100) : text;
  }
  // A point before three digits parts thousands, except after a lone zero: 0.125 can only be a decimal point.
  const grouped = /^(-?[1-9]\d{0,2}(?:[. \u00A0]\d{3})+)(?:,(\d+))?$/.exec(text);
  const [, whole = '', decimals] = grouped ?? /^(-?\d+),(\d+)$/.exec(text) ?? [];
  if (whole === '') return text;
  const digits = whole.replace(/[. \u00A0]/g, '');
  return decimals === undefined || /^0+$/.test(decimals) ? digits : `${digits}.${decimals}`;
}

/** Yes or no: "ja", "x" and "1" are true; "nee" and "0" are false. */
export function dutchFlag(text: string): string {
  const word = text.toLowerCase();
  if (yes.has(word)) return 'true';
  return no.has(word) ? 'false' : text;
}

/**
 * A day as dd-mm-jjjj (or with strokes or points) becomes jjjj-mm-dd, also where a spreadsheet put midnight behind it.
 * A year of two digits says no century, and is left.
 */
export function dutchDay(dated: string): string {
  const text = dated.replace(/[ T]0?0:00(:00)?$/, '');
  const [, day = '', month = '', year] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A school year as the year in which it starts: "2023-2024", "2023/24", "23-24" and "schooljaar 2023" are 2023. */
export function schoolYear(text: string): string {
  const bare = text.replace(/^(?:schooljaar|sj)\s*/i, '');
  const [, start = '', end] = /^(\d{2}|\d{4})\s*[-/–]\s*(\d{2}|\d{4})$/.exec(bare) ?? [];
  if (end === undefined || (start.length === 2 && end.length === 4)) return bare;
  if (Number(end) % 100 !== (Number(start) + 1) % 100) return text;
  return start.length === 2 ? `20${start}` : start;
}
