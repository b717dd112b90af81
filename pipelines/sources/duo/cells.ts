import { dutchDay, dutchFlag, dutchNumber, plainName, schoolYear } from '#pipelines/sources/dutch-cells.ts';
import type { Dimension } from '#pipelines/sources/duo/names.ts';

// Each function gives the text that the table check expects, and leaves what it cannot read as it is, so that the check
// refuses it and shows what stood in the file.

const tracks = new Map([
  ['bolvt', 'BOL'],
  ['bol', 'BOL'],
  ['bolvoltijd', 'BOL'],
  ['boldt', 'BOL-part-time'],
  ['boldeeltijd', 'BOL-part-time'],
  ['bbl', 'BBL'],
  ['ex', 'extraneus'],
  ['extraneus', 'extraneus'],
  ['extranei', 'extraneus'],
]);

/** The words for tracks that are known, for a message. */
export const trackExample = 'BOLVT | BOLDT | BBL | EX';

/**
 * A spreadsheet writes an apostrophe before a code that it must not take for a number, and other programs `.0` behind
 * one that they did. Not more zeros: `1.000` is a thousand.
 */
function code(text: string): string {
  return text.replace(/^'/, '').replace(/^(-?\d+)\.0$/, '$1');
}

/** A school code that lost the zeros in front of it: `4FO` is 04FO. */
function brinCode(text: string): string {
  const bare = code(text).toUpperCase();
  return /^\d?[A-Z]{2}$/.test(bare) ? bare.padStart(4, '0') : bare;
}

/** A course code has five digits: `25473.0` and `0025473` are 25473. */
function creboCode(text: string): string {
  return code(text).replace(/^0+(?=\d{5}$)/, '');
}

/** A track as a column or a cell names it: `BOLVT`, `bol voltijd`, `EX`. */
export function trackCode(text: string): string {
  return tracks.get(plainName(text).replaceAll(' ', '')) ?? text;
}

/** A level with the words around it: `Niveau 4`, `MBO niveau 4`, `mbo-4`. */
function levelDigit(text: string): string {
  return /^(?:mbo)? ?(?:niveau)? ?(\d)$/.exec(plainName(code(text)))?.[1] ?? text;
}

/** A year of stay: `1`, `1e`, `verblijfsjaar 1`, and `6 of meer` for the last. */
function yearOfStay(text: string): string {
  const plain = plainName(code(text));
  return (
    /^(?:verblijfsjaar |jaar )?(\d{1,2})(?:e|e jaar)?(?: (?:of|en) (?:meer|hoger|langer))?$/.exec(
      plain,
    )?.[1] ?? text
  );
}

/** A year, also as a school year (that of its start) or as the day of 1 October on which was counted. */
export function countYear(text: string): string {
  const day = dutchDay(schoolYear(code(text)));
  return /^(\d{4})-?10-?01$/.exec(day)?.[1] ?? day;
}

/** How the cells of a dimension are read; the others are texts. */
export const cellReaders: Partial<Record<Dimension, (text: string) => string>> = {
  brin: brinCode,
  crebo: creboCode,
  track: trackCode,
  level: levelDigit,
  programme_year: yearOfStay,
  year: countYear,
  small_programme: dutchFlag,
};

/**
 * A count with points between thousands, a decimal comma or `.0`; a masked one stays as it is. Releases of 2026 write -1
 * for what was `<5` before: programs of others that read them take it for 1 to 4, which no page of DUO was found to say.
 */
export function countText(text: string): string {
  if (text === '-1') return '<5';
  return dutchNumber(code(text));
}
