import { plainName } from '#pipelines/sources/dutch-cells.ts';
import { RefusedFile } from '#pipelines/sources/refused-file.ts';
import type { SheetRow } from '#pipelines/sources/sheet.ts';

/** A name of a column is not longer; what is, is a sentence about births. */
const longestName = 40;
const births =
  /\b(geboorte(n|dag|maand|jaar|jaren|datum|data)?|geboren|birth(s|day|date|year)?|gebdat(um)?|dob)\b|^geb (dat|datum|jaar)$/;
const citizens = /\b(bsn|burgerservicenummer|sofinummer)\b/;

/** Whether a name of a column promises years or dates of birth, or numbers of citizens. */
function promisesBirths(name: string): boolean {
  const plain = plainName(name);
  return plain.length <= longestName && (births.test(plain) || citizens.test(plain));
}

/** @throws RefusedFile when a row that may be a header has such a name: such a file is not read at all */
export function refuseBirths(file: string, { line, cells }: SheetRow): void {
  const column = cells.find(promisesBirths)?.trim();
  if (column === undefined) return;
  throw new RefusedFile(file, { row: line, column, code: 'births', expected: 'leeftijdsgroep: 25-29 | 65+' });
}
