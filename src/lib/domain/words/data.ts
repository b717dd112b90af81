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
  },
  layouts: {
    title: 'Bestanden van uitgevers die hier gelezen worden',
    summary: (unseen: number, all: number) =>
      `Van ${unseen} van de ${all} indelingen is hier nooit een echt bestand gezien: die worden gelezen naar de beschrijving ervan. Past een bestand niet, dan wordt het geweigerd met de kolommen die het heeft.`,
    columns: {
      publisher: 'Uitgever',
      name: 'Bestand',
      seen: 'Echt bestand gezien',
      use: 'Wat ermee gebeurt',
      evidence: 'Wat ervan bekend is',
    },
    seen: 'ja',
    unseen: 'nee, alleen beschreven',
    uses: { read: 'wordt geladen', 'passed-over': 'wordt herkend en overgeslagen' },
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
  },
  layouts: {
    title: 'Files of publishers that are read here',
    summary: (unseen, all) =>
      `For ${unseen} of the ${all} layouts no real file was ever seen here: these are read by their description. A file that does not fit is refused with the columns that it has.`,
    columns: {
      publisher: 'Publisher',
      name: 'File',
      seen: 'Real file seen',
      use: 'What becomes of it',
      evidence: 'What is known of it',
    },
    seen: 'yes',
    unseen: 'no, only described',
    uses: { read: 'is loaded', 'passed-over': 'is recognised and passed over' },
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
