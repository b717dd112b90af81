import type { FixedFile, PublicSource } from '#pipelines/refresh/public-source.ts';

const catalogue = (dataset: string) =>
  `https://onderwijsdata.duo.nl/api/3/action/package_show?id=${encodeURIComponent(dataset)}`;

const seenInCatalogue = {
  nl: 'dataset, bestandsnamen, kolommen en aantallen rijen staan zo in een openbare kopie van de catalogus van 5 oktober 2026',
  en: 'dataset, file names, columns and row counts stand so in a public copy of the catalogue of 5 October 2026',
};

const school = ['INSTELLINGSCODE', 'INSTELLINGSNAAM'];
const csv = { shape: 'csv', minBytes: 100_000, maxBytes: 100_000_000 } as const;

/** A file of before the catalogue, by the number that DUO gave it. */
function legacy(slot: string, name: string): FixedFile {
  return {
    ...csv,
    slot,
    url: `https://duo.nl/open_onderwijsdata/images/${name}.csv`,
    file: `${name}.csv`,
    period: '2015–2019',
    columns: ['BRIN NUMMER', 'INSTELLINGSNAAM', 'KWALIFICATIE CODE', /2019/],
    minRows: 5000,
  };
}

/** What DUO offers about mbo: the current catalogue, and the files of before it. */
export const duoSources: readonly PublicSource[] = [
  {
    key: 'duo-students',
    title: { nl: 'Mbo-studenten per instelling', en: 'Mbo students by school' },
    publisher: 'DUO',
    licence: 'CC BY',
    tables: ['mbo_students'],
    verified: true,
    known: seenInCatalogue,
    catalogue: catalogue('mbo-studenten-per-instelling'),
    files: [
      {
        ...csv,
        slot: 'duo-students-03',
        name: /^\d{4}-\d{4}-03-.*\.csv$/,
        columns: [...school, 'LEERWEG', 'ERKENDE OPLEIDING CODE', /^VROUW\d{4}$/],
        minRows: 5000,
      },
      {
        ...csv,
        slot: 'duo-students-08',
        name: /^\d{4}-\d{4}-08-.*\.csv$/,
        columns: [...school, 'LEERWEG', 'BEROEPSOPLEIDING CODE', 'VERBLIJFSJAAR IN MBO', /^JAAR_\d{4}$/],
        minRows: 10_000,
      },
      {
        ...csv,
        slot: 'duo-students-11',
        name: /^\d{4}-\d{4}-11-.*\.csv$/,
        columns: [...school, 'LEERWEG', 'WOONGEMEENTE', /^JAAR_\d{4}$/],
        minRows: 10_000,
      },
      {
        ...csv,
        slot: 'duo-students-12',
        name: /^\d{4}-\d{4}-12-.*\.csv$/,
        columns: [...school, 'WOONPROVINCIE', /^JAAR_\d{4}$/],
        minRows: 5000,
      },
    ],
  },
  {
    key: 'duo-diplomas',
    title: { nl: 'Gediplomeerde mbo-studenten', en: 'Mbo diplomas by school' },
    publisher: 'DUO',
    licence: 'CC BY',
    tables: ['mbo_diplomas'],
    verified: true,
    known: seenInCatalogue,
    catalogue: catalogue('gediplomeerde-mbo-studenten'),
    files: [
      {
        ...csv,
        slot: 'duo-diplomas',
        name: /^\d{4}-\d{4}-gediplomeerden.*\.csv$/,
        columns: [...school, 'LEERWEG', 'ERKENDE OPLEIDING CODE', /^DIPVROUW\d{4}$/],
        minRows: 2000,
      },
    ],
  },
  {
    key: 'duo-intake',
    title: { nl: 'Instromende mbo-studenten', en: 'Mbo intake by school' },
    publisher: 'DUO',
    licence: 'CC BY',
    tables: ['mbo_intake'],
    verified: true,
    known: seenInCatalogue,
    catalogue: catalogue('instromende-mbo-studenten'),
    files: [
      {
        ...csv,
        slot: 'duo-intake-background',
        name: /^\d{4}-nieuw-instromende-studenten-per-instelling-hoofdgroep-.*\.csv$/,
        each: true,
        columns: [...school, 'LEERWEG', 'BEROEPSOPLEIDING CODE', 'INSTROOM OPLEIDING'],
        minRows: 5000,
      },
      {
        ...csv,
        slot: 'duo-intake-kind',
        name: /^\d{4}-nieuw-instromende-studenten-per-instelling-niveau-.*\.csv$/,
        each: true,
        columns: ['INSTELLINGSCODE', 'INSTROOM MBO'],
        minRows: 1000,
      },
    ],
  },
  {
    key: 'duo-legacy',
    title: { nl: 'Mbo-bestanden 03, 08 en 10 tot 2020', en: 'Mbo files 03, 08 and 10 until 2020' },
    publisher: 'DUO',
    licence: 'CC0',
    tables: ['mbo_students', 'mbo_diplomas'],
    verified: false,
    known: {
      nl: 'de namen komen uit openbare code van 2020; DUO is sindsdien verhuisd, dus ze kunnen weg zijn',
      en: 'the names come from public code of 2020; DUO has moved since, so they may be gone',
    },
    files: [
      legacy(
        'duo-legacy-03',
        '03-deelnemers-per-instelling-plaats-kenniscentrum-sector-bedrijfstak-type-mbo-opleiding-niveau-geslacht-2015-2019',
      ),
      legacy(
        'duo-legacy-08',
        '08-deelnemers-per-instelling-bestuur-gemeente-kenniscentrum-sector-bedrijfstak-type-mbo-opleiding-verblijfsjaar-2015-2019',
      ),
      legacy(
        'duo-legacy-10',
        '10-gediplomeerden-per-instelling-plaats-kenniscentrum-sector-bedrijfstak-type-mbo-opleiding-niveau-geslacht-2015-2019',
      ),
    ],
  },
];
