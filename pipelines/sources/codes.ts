/** What a spreadsheet makes of a code such as 04E0 or 27E1. */
const powerOfTen = /^\d+(?:[.,]\d+)?E[+-]?\d+$/i;

/** A code as it was typed: without the mark that makes it text in a spreadsheet, and without spaces around it. */
export function bareCode(text: string): string {
  return text.trim().replace(/^['’]/, '');
}

/**
 * The number of a practice. One of the AGB register has eight digits and starts with 01 for general practice; a
 * spreadsheet drops that zero, in one file of a region but not in the next.
 */
export function practiceNumber(text: string): string {
  const code = bareCode(text);
  const digits = code.replace(/^agb[\s:-]*/i, '').replace(/[\s.-]/g, '');
  if (/^1\d{6}$/.test(digits)) return `0${digits}`;
  return /^01\d{6}$/.test(digits) ? digits : code;
}

/** A school: its BRIN in capitals and with the zero that it may have lost, or the name of a private school. */
export function schoolCode(text: string): string {
  const code = bareCode(text);
  if (/^\d[a-z]{2}$/i.test(code)) return `0${code.toUpperCase()}`;
  return /^\d\d[a-z]{2}$/i.test(code) ? code.toUpperCase() : code;
}

/** A postcode with one space before its capitals. */
export function postcode(text: string): string {
  const [, digits, letters = ''] = /^(\d{4})\s*([a-z]{2})?$/i.exec(bareCode(text)) ?? [];
  return digits === undefined ? text : `${digits} ${letters.toUpperCase()}`.trim();
}

/** Whether a spreadsheet turned a code into a power of ten, so that nobody can tell what it was. */
export function becameNumber(text: string): boolean {
  return powerOfTen.test(text.trim()) && !/^\d\dE\d$/i.test(text.trim());
}
