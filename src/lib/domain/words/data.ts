import type { Locale } from '#lib/domain/locale.ts';
import * as dutch from '#lib/domain/words/dutch.ts';
import * as english from '#lib/domain/words/english.ts';

const nl = {
  title: 'Waar komen de cijfers vandaan?',
  answer: ({
    sources,
    files,
    rows,
    refused,
    unread,
  }: {
    sources: number;
    files: number;
    rows: number;
    refused: number;
    unread: number;
  }) =>
    `Deze editie is gemaakt uit ${sources} bronnen en ${files} bestanden met samen ${dutch.f.whole(rows)} rijen. ` +
    (refused === 0
      ? 'Geen enkele rij is geweigerd.'
      : `Geweigerde rijen: ${dutch.f.whole(refused)}; hieronder staat waarom.`) +
    (unread === 0 ? '' : ` Niet gelezen bestanden: ${dutch.f.whole(unread)}.`),
  sources: {
    title: 'Bronnen',
    licences: {
      assumption: 'eigen aanname',
      cited: 'aangehaalde cijfers',
      own: 'eigen gegevens',
    } as Record<string, string>,
    columns: {
      title: 'Bron',
      publisher: 'Uitgever',
      period: 'Periode',
      licence: 'Licentie',
      retrieved: 'Opgehaald',
      remark: 'Opmerking',
    },
    unused: 'niet in deze editie',
  },
  files: {
    title: 'Ingelezen bestanden',
    columns: {
      file: 'Bestand',
      table: 'Tabel',
      read: 'Gelezen',
      loaded: 'Geladen',
      refused: 'Geweigerd',
      origin: 'Herkomst',
      hash: 'SHA-256',
    },
    origins: {
      published: 'gepubliceerd',
      assumed: 'eigen aanname',
      loaded: 'van de regio',
      derived: 'berekend',
      synthetic: 'verzonnen (synthetisch)',
    },
  },
  findings: {
    title: 'Bevindingen',
    none: 'Er zijn geen bevindingen: elke rij in de gelezen bestanden was in orde.',
    summary: (shown: number, all: number) =>
      shown < all
        ? `De eerste ${shown} van ${dutch.f.whole(all)}; de CSV heeft ze alle.`
        : `Aantal bevindingen: ${dutch.f.whole(all)}.`,
    columns: {
      file: 'Bestand',
      row: 'Regel',
      column: 'Kolom',
      what: 'Bevinding',
      value: 'Waarde',
      expected: 'Verwacht',
    },
    codes: {
      missing: 'leeg, maar verplicht',
      'not-a-number': 'geen getal',
      'not-whole': 'geen geheel getal',
      'not-a-date': 'geen datum',
      'not-yes-or-no': 'geen ja of nee',
      'out-of-range': 'buiten de grenzen',
      'not-in-list': 'niet in de lijst',
      'wrong-form': 'verkeerde vorm',
      repeated: 'staat er al, op de genoemde regel',
      'sum-differs': 'som klopt niet',
      'partly-blank': 'deels leeg',
      'merged-municipality': 'gemeente bestaat niet meer; telt niet mee bij een gemeente van nu',
      'ignored-column': 'kolom is niet gebruikt',
      'unreadable-file': 'bestand is niet gelezen',
      'unknown-practice': 'praktijk staat in geen bestand met praktijken',
      'no-list-size': 'personeel wel, aantal patiënten niet opgegeven: telt niet mee voor de beginstand',
    } as Record<string, string>,
    other: (code: string) => `anders (${code})`,
  },
  dictionary: {
    title: 'Alle tabellen en kolommen',
    summary:
      'Een lege cel betekent onbekend, nooit nul, tenzij de kolom iets anders zegt. De inhoud van kolommen voor coördinatoren is hier niet te zien.',
    columns: {
      column: 'Kolom',
      meaning: 'Betekenis',
      type: 'Type',
      unit: 'Eenheid',
      empty: 'Mag leeg',
      privacy: 'Voor wie',
    },
    rows: (count: number) => `${dutch.f.whole(count)} rijen`,
    yes: 'ja',
    no: 'nee',
    privacy: { open: 'iedereen', partners: 'partners', work: 'coördinatoren' },
  },
};

/** Words of the data page. */
export type DataWords = typeof nl;

const en: DataWords = {
  title: 'Where do the figures come from?',
  answer: ({ sources, files, rows: read, refused, unread }) =>
    `This edition was made from ${sources} sources and ${files} files with ${english.rows(read)} in total. ` +
    (refused === 0
      ? 'No row was refused.'
      : `${english.rows(refused)} ${refused === 1 ? 'was' : 'were'} refused; the reasons are given below.`) +
    (unread === 0 ? '' : ` Files that were not read: ${english.f.whole(unread)}.`),
  sources: {
    title: 'Sources',
    licences: { assumption: 'our assumption', cited: 'cited figures', own: 'own data' },
    columns: {
      title: 'Source',
      publisher: 'Publisher',
      period: 'Period',
      licence: 'Licence',
      retrieved: 'Retrieved',
      remark: 'Remark',
    },
    unused: 'not in this edition',
  },
  files: {
    title: 'Files read',
    columns: {
      file: 'File',
      table: 'Table',
      read: 'Read',
      loaded: 'Loaded',
      refused: 'Refused',
      origin: 'Origin',
      hash: 'SHA-256',
    },
    origins: {
      published: 'published',
      assumed: 'our assumption',
      loaded: 'from the region',
      derived: 'calculated',
      synthetic: 'made up (synthetic)',
    },
  },
  findings: {
    title: 'Findings',
    none: 'There are no findings: every row in the files read was in order.',
    summary: (shown, all) =>
      shown < all
        ? `The first ${shown} of ${english.f.whole(all)}; the CSV has them all.`
        : `${english.f.whole(all)} ${all === 1 ? 'finding' : 'findings'}.`,
    columns: {
      file: 'File',
      row: 'Line',
      column: 'Column',
      what: 'Finding',
      value: 'Value',
      expected: 'Expected',
    },
    codes: {
      missing: 'empty, but required',
      'not-a-number': 'not a number',
      'not-whole': 'not a whole number',
      'not-a-date': 'not a date',
      'not-yes-or-no': 'not yes or no',
      'out-of-range': 'out of range',
      'not-in-list': 'not in the list',
      'wrong-form': 'wrong form',
      repeated: 'already present, on the line named',
      'sum-differs': 'sum does not add up',
      'partly-blank': 'partly empty',
      'merged-municipality': 'municipality no longer exists; not counted with any present one',
      'ignored-column': 'column was not used',
      'unreadable-file': 'file was not read',
      'unknown-practice': 'practice stands in no file of practices',
      'no-list-size': 'reported its staff but not its patients: not used for the starting stock',
    },
    other: (code) => `other (${code})`,
  },
  dictionary: {
    title: 'All tables and columns',
    summary:
      'An empty cell means unknown, never zero, unless the column says otherwise. The contents of columns for coordinators are not shown on these pages.',
    columns: {
      column: 'Column',
      meaning: 'Meaning',
      type: 'Type',
      unit: 'Unit',
      empty: 'May be empty',
      privacy: 'For whom',
    },
    rows: english.rows,
    yes: 'yes',
    no: 'no',
    privacy: { open: 'everyone', partners: 'partners', work: 'coordinators' },
  },
};

export const dataWords: Record<Locale, DataWords> = { nl, en };
