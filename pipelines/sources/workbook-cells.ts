import type { Cell, CellValue } from 'hucre';

/** Digits of a number that a spreadsheet keeps; what comes after them is noise, as in 0.1 + 0.2. */
const digitsKept = 15;

/** Numbers from which on a merged cell holds a code rather than a count. */
const codesFrom = 1_000_000;

function numberText(value: number): string {
  const plain = Number(value.toPrecision(digitsKept));
  const text = String(plain);
  if (!text.includes('e')) return text.replace('.', ',');
  return plain.toLocaleString('nl', { useGrouping: false, maximumFractionDigits: 20 });
}

/** A text without halves of characters and without signs that end a text, which no database keeps. */
const whole = (text: string) => text.replace(/[\p{Surrogate}\0]/gu, '\ufffd');

/**
 * A cell as a Dutch person would type it: a decimal comma and no points between thousands, ja and nee, and a day as
 * jjjj-mm-dd. The text of a formula that was never worked out starts with =, and that of an error with #.
 */
export function cellText(value: CellValue, cell?: Pick<Cell, 'formula'>): string {
  if (value === null) return cell?.formula === undefined ? '' : whole(`=${cell.formula}`);
  if (typeof value === 'string') return whole(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'ja' : 'nee';
  return Number.isNaN(value.valueOf()) ? String(value) : value.toISOString().replace(/T.*$/, '');
}

/** Whether a merged cell speaks for every row that it covers: a name or a code does, a count would count twice. */
export function coversRows(value: CellValue): boolean {
  return typeof value === 'string' || (typeof value === 'number' && value >= codesFrom);
}
