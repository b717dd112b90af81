import fc from 'fast-check';
import { expect, test } from 'vitest';
import { becameNumber, postcode, practiceNumber, schoolCode } from '#pipelines/sources/codes.ts';
import { isPseudonym } from '#pipelines/sources/pseudonym.ts';
import { periodsBetween, periodsNamed } from '#pipelines/sources/school-periods.ts';
import { parseAgeBand } from '#pipelines/sources/age-band.ts';
import {
  dutchBlank,
  dutchDay,
  dutchFlag,
  dutchNumber,
  figureStatus,
  plainName,
  schoolYear,
} from '#pipelines/sources/dutch-cells.ts';

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
  ['05-03-2024 00:00', '2024-03-05'],
  ['2024-03-05T00:00:00', '2024-03-05'],
  // A year of two digits says no century.
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
  ['24-25', '2024'],
  ['schooljaar 2024/2025', '2024'],
  ['2024-2026', '2024-2026'],
  ['24-26', '24-26'],
])('the school year %s starts in %s', (text, year) => {
  expect(schoolYear(text)).toBe(year);
});

test('a plain name has no capitals, accents or marks', () => {
  expect(plainName(' Patiënten_per-Praktijk (1 jan.) ')).toBe('patienten per praktijk 1 jan');
  // The same name with and without an accent comes by two ways.
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      expect(plainName(text)).toBe(plainName(`é ${text}`).replace(/^e ?/, ''));
    }),
  );
});

test.each([
  [undefined, 'not-asked'],
  ['', 'unknown'],
  ['?', 'unknown'],
  ['Onbekend', 'unknown'],
  ['n.v.t.', 'not-applicable'],
  ['<5', 'protected'],
  ['< 10', 'protected'],
  ['0', 'measured'],
  ['12', 'measured'],
])('a figure of which a cell says %j is %s', (text, status) => {
  expect(figureStatus(text)).toBe(status);
  if (status !== 'measured' && status !== 'protected') expect(dutchBlank(text ?? '')).toBe('');
});

test.each([
  ['01001234', '01001234'],
  ['1001234', '01001234'],
  ['01-001234', '01001234'],
  ['AGB 01 001234', '01001234'],
  ["'01001234", '01001234'],
  ['V001', 'V001'],
  ['001234', '001234'],
  ['100123', '100123'],
  ['94001234', '94001234'],
])('the practice %s is %s', (text, code) => {
  expect(practiceNumber(text)).toBe(code);
});

test.each([
  ['25lw', '25LW'],
  ['0GT', '00GT'],
  ['LOI', 'LOI'],
  ['3D Opleidingen', '3D Opleidingen'],
])('the school %s is %s', (text, code) => {
  expect(schoolCode(text)).toBe(code);
});

test.each([
  ['1234ab', '1234 AB'],
  ['1234  AB', '1234 AB'],
  ['1234', '1234'],
  ['123', '123'],
])('the postcode %s is %s', (text, code) => {
  expect(postcode(text)).toBe(code);
});

test.each([
  ['4E+00', true],
  ['2,7E+02', true],
  ['1.23457E+15', true],
  ['12E4', false],
  ['V001', false],
])('a spreadsheet made a number of %s: %s', (text, became) => {
  expect(becameNumber(text)).toBe(became);
});

test.each([
  ['L0123', true],
  ['2044-17', true],
  ['leerling 12', false],
  ['leerling-12', true],
  ['jansen03', false],
  ['Özdemir1', false],
  ['12-03-2006', false],
  ['12-3-06', false],
  ['2006-03-12', false],
  ['111222333', false],
  ['111.222.333', false],
  ['12345678', false],
  ['1234567', true],
  ['AB', false],
])('%s stands for a student without saying who: %s', (text, fine) => {
  expect(isPseudonym(text)).toBe(fine);
});

test.each([
  ['36', '45', [1]],
  ['36', '26', [1, 2, 3, 4]],
  ['46', '4', [2]],
  ['week 41', '50', [1, 2]],
  ['42', '50', [2]],
  ['36', '39', []],
  ['2024-09-02', '2024-11-08', [1]],
  ['2024-13-01', '2024-11-08', null],
  ['mei', '4', null],
  ['54', '4', null],
])('from week %s to %s are the periods %j', (from, to, periods) => {
  expect(periodsBetween(from, to)).toEqual(periods);
});

test.each([
  ['2', [2]],
  ['P3', [3]],
  ['periode 4', [4]],
  ['1-4', [1, 2, 3, 4]],
  ['1, 3', [1, 3]],
  ['1 en 2', [1, 2]],
  ['heel jaar', [1, 2, 3, 4]],
  ['het hele schooljaar', [1, 2, 3, 4]],
  ['5', null],
  ['2, 2', null],
  ['', null],
])('%j names the periods %j', (text, periods) => {
  expect(periodsNamed(text)).toEqual(periods);
});
