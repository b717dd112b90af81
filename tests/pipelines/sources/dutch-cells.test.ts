import { expect, test } from 'vitest';
import { parseAgeBand } from '#pipelines/sources/age-band.ts';
import { dutchDay, dutchFlag, dutchNumber, plainName, schoolYear } from '#pipelines/sources/dutch-cells.ts';

test.each([
  ['1234', '1234'],
  ['1.234', '1234'],
  ['1.234.567', '1234567'],
  ['1 234,50', '1234.50'],
  ['1.234,0', '1234'],
  ['0,8', '0.8'],
  ['0.8', '0.8'],
  ['0.125', '0.125'],
  ['60 %', '0.6'],
  ['12,5%', '0.125'],
  ['-3,5', '-3.5'],
  ['1,234,567', '1,234,567'],
  ['12.34.567', '12.34.567'],
  ['veel', 'veel'],
  ['veel %', 'veel %'],
])('the number %s is %s', (text, number) => {
  expect(dutchNumber(text)).toBe(number);
});

test.each([
  ['5-3-2024', '2024-03-05'],
  ['31/12/2024', '2024-12-31'],
  ['01.02.2024', '2024-02-01'],
  ['2024-02-01', '2024-02-01'],
  ['1-2-24', '1-2-24'],
])('the day %s is %s', (text, day) => {
  expect(dutchDay(text)).toBe(day);
});

test.each([
  ['Ja', 'true'],
  ['x', 'true'],
  ['J', 'true'],
  ['nee', 'false'],
  ['n', 'false'],
  ['soms', 'soms'],
])('%s is %s', (text, flag) => {
  expect(dutchFlag(text)).toBe(flag);
});

test.each([
  ['25-29', { from: 25, to: 29 }],
  ['25 t/m 29 jaar', { from: 25, to: 29 }],
  ['25 tot 30', { from: 25, to: 29 }],
  ['95+', { from: 95, to: null }],
  ['65 jaar of ouder', { from: 65, to: null }],
  ['29-25', null],
  ['43', null],
  ['', null],
])('the band %s', (text, band) => {
  expect(parseAgeBand(text)).toEqual(band);
});

test.each([
  ['2024-2025', '2024'],
  ['2024/25', '2024'],
  ['1999-2000', '1999'],
  ['2024', '2024'],
  ['2024-2026', '2024-2026'],
])('the school year %s starts in %s', (text, year) => {
  expect(schoolYear(text)).toBe(year);
});

test('a plain name has no capitals, accents or marks', () => {
  expect(plainName(' Patiënten_per-Praktijk (1 jan.) ')).toBe('patienten per praktijk 1 jan');
});
