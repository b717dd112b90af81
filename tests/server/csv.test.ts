import { expect, test } from 'vitest';
import { toCsv } from '#lib/server/csv.ts';

const rows = [
  { region: 'Amstelland, Kennemerland', share: 0.125, heads: -3, note: null },
  { region: '=HYPERLINK("http://example.org")', share: 0, heads: 1000, note: 'een;twee' },
];

test('a Dutch spreadsheet gets semicolons and decimal commas', () => {
  expect(toCsv(rows, 'nl')).toBe(
    '\uFEFFregion;share;heads;note\r\n' +
      'Amstelland, Kennemerland;0,125;-3;\r\n' +
      '"\'=HYPERLINK(""http://example.org"")";0;1000;"een;twee"\r\n',
  );
});

test('an English spreadsheet gets commas and decimal points, and no formula to run', () => {
  expect(toCsv(rows, 'en')).toBe(
    '\uFEFFregion,share,heads,note\r\n' +
      '"Amstelland, Kennemerland",0.125,-3,\r\n' +
      '"\'=HYPERLINK(""http://example.org"")",0,1000,een;twee\r\n',
  );
});

test('no rows give no lines', () => {
  expect(toCsv([], 'nl').replace('\uFEFF', '').trim()).toBe('');
});
