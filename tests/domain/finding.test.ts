import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findingSentence, oneLine, type Finding } from '#lib/domain/finding.ts';

const finding: Finding = {
  file: 'regel\nbreuk\x1b[31m.csv',
  row: 3,
  column: 'aan\ttal',
  value: '\x1b[2J\x07\u202e5',
  severity: 'warn',
  code: 'not-a-number',
  expected: '123',
};

test('a finding is one line that shows what it says, whatever stood in the file', () => {
  expect(findingSentence(finding, 'nl')).toBe(
    'regel breuk�[31m.csv, regel 3, kolom “aan tal”: geen getal; gevonden “�[2J��5”; verwacht 123',
  );
});

test('any text becomes one line without signs that a terminal obeys, and a plain one stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => !/[\p{Cc}\u2028\u2029]/u.test(oneLine(text))),
  );
  fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => oneLine(text) === text));
  expect(oneLine('Súdwest-Fryslân – “één” 😀')).toBe('Súdwest-Fryslân – “één” 😀');
});
