import { describe, expect, test } from 'vitest';
import type { FileReport } from '#lib/domain/check-report.ts';
import type { Finding } from '#lib/domain/finding.ts';
import { findingKinds, type FindingCode } from '#lib/domain/finding-kinds.ts';
import { findingGroups, isOfFile } from '#lib/domain/finding-groups.ts';

function found(file: string, code: FindingCode, row: number | null = null): Finding {
  return {
    file,
    row,
    column: null,
    value: null,
    severity: findingKinds[code].severity,
    code,
    expected: null,
  };
}

function read(file: string, kept = false): FileReport {
  const rows = { rowsRead: 0, rowsLoaded: 0, rowsRefused: 0 };
  return { file, table: null, sha256: null, ...rows, origin: null, kept };
}

describe('findings by file and kind', () => {
  test('are counted, and the first of each kind are shown', () => {
    const rows = [3, 4, 5].map((row) => found('a.csv', 'not-a-number', row));
    const groups = findingGroups([...rows, found('a.csv', 'missing', 9)], [read('a.csv')], 2);
    expect(groups.map(({ code, count, shown }) => [code, count, shown.map(({ row }) => row)])).toEqual([
      ['not-a-number', 3, [3, 4]],
      ['missing', 1, [9]],
    ]);
  });

  test('stand with what matters most first: files that stop, then those to accept, those in use last', () => {
    const findings = [
      found('old.csv', 'missing-columns'),
      found('notes.csv', 'totals-row'),
      found('rows.csv', 'totals-row'),
      found('rows.csv', 'not-a-number'),
      found('odd.csv', 'totals-row'),
      found('odd.csv', 'many-refused'),
      found('', 'students-differ'),
      found('wrong.csv', 'web-page'),
    ];
    const files = ['notes.csv', 'rows.csv', 'odd.csv', 'wrong.csv'].map((name) => read(name));
    const groups = findingGroups(findings, [...files, read('old.csv', true)], 5);
    expect(groups.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'wrong.csv web-page',
      'odd.csv many-refused',
      'odd.csv totals-row',
      'rows.csv not-a-number',
      'rows.csv totals-row',
      'notes.csv totals-row',
      'old.csv missing-columns',
      ' students-differ',
    ]);
  });
});

test.each([
  ['staf.xlsx', 'staf.xlsx', true],
  ['staf.xlsx [Blad 1]', 'staf.xlsx', true],
  ['staf.xlsx (2)', 'staf.xlsx', false],
  ['mijn staf.xlsx', 'staf.xlsx', false],
])('“%s” is of the file %s: %s', (shown, file, answer) => {
  expect(isOfFile(shown, file)).toBe(answer);
});
