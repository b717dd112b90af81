import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds } from '#lib/domain/finding-kinds.ts';
import type { Table } from '#lib/domain/table.ts';
import type { Reading } from '#pipelines/sources/reading.ts';

/** Refused rows from which on somebody has to say that the rest may be used: so many, and this share of the rows. */
const many = { rows: 5, share: 0.1 };

/** A file of which so much was refused that its figures may no longer stand for what it was meant to hold. */
export function manyRefused({ file, rowsRead, rowsRefused }: Reading<Table>): Finding[] {
  if (rowsRefused < many.rows || rowsRefused < many.share * rowsRead) return [];
  const code = 'many-refused';
  return [
    {
      file,
      row: null,
      column: null,
      value: `${rowsRefused} / ${rowsRead}`,
      severity: findingKinds[code].severity,
      code,
      expected: `< ${many.share * 100} %`,
    },
  ];
}
