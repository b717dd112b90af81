import type { FixedFile, PublicSource } from '#pipelines/refresh/public-source.ts';

/** A whole table of the CBS: an archive with Observations.csv and the lists of its codes. */
function bulk(id: string, minRows: number): FixedFile {
  return {
    slot: `cbs-${id}`,
    url: `https://datasets.cbs.nl/csv/CBS/nl/${id}`,
    file: `cbs-${id}.zip`,
    period: null,
    shape: 'cbs-zip',
    columns: ['Measure', 'Value', 'Perioden'],
    minBytes: 1000,
    // Their sizes are not known; the largest has some hundred million observations of sixty bytes.
    maxBytes: 3_000_000_000,
    maxUnpackedBytes: 30_000_000_000,
    minRows,
  };
}

const pattern = {
  nl: 'het patroon datasets.cbs.nl/csv/CBS/nl/<tabel> komt in veel openbare code voor, maar niet met deze tabel; een tabel die niet meer wordt bijgewerkt kan er ontbreken',
  en: 'the pattern datasets.cbs.nl/csv/CBS/nl/<table> stands in much public code, but not with this table; one that is no longer updated may be missing there',
};

/** What the CBS offers: whole tables of StatLine. */
export const cbsSources: readonly PublicSource[] = [
  {
    key: 'cbs-population',
    title: {
      nl: 'Bevolking naar geslacht, leeftijd en regio (03759ned)',
      en: 'Population by sex, age and region (03759ned)',
    },
    publisher: 'CBS',
    licence: 'CC BY 4.0',
    tables: ['municipal_population'],
    verified: true,
    known: {
      nl: 'dit adres komt in openbare code voor; de grootte is niet bekend',
      en: 'this address stands in public code; its size is not known',
    },
    files: [bulk('03759ned', 1_000_000)],
  },
  {
    key: 'cbs-forecast',
    title: {
      nl: 'Regionale prognose 2023–2050 (85171NED, 85173NED)',
      en: 'Regional forecast 2023–2050 (85171NED, 85173NED)',
    },
    publisher: 'CBS, PBL',
    licence: 'CC BY 4.0',
    tables: ['regional_forecast'],
    verified: false,
    known: pattern,
    files: [bulk('85171NED', 1000), bulk('85173NED', 10_000)],
  },
  {
    key: 'cbs-regions',
    title: {
      nl: 'Regionale kerncijfers, met de indeling van gemeenten (70072ned)',
      en: 'Regional key figures, with the regions of municipalities (70072ned)',
    },
    publisher: 'CBS',
    licence: 'CC BY 4.0',
    tables: ['municipalities'],
    verified: false,
    known: pattern,
    files: [bulk('70072ned', 100_000)],
  },
  {
    key: 'azw-sickness',
    title: {
      nl: 'Ziekteverzuim in zorg en welzijn (AZW, 24015NED)',
      en: 'Sickness absence in care and welfare (AZW, 24015NED)',
    },
    publisher: 'CBS, AZW',
    licence: 'CC BY 4.0',
    tables: ['sickness_absence'],
    verified: false,
    known: {
      nl: 'het nummer komt uit één openbare bron; de dienst dataderden.cbs.nl/CsvDownload is die van StatLine voor derden, maar dit adres is nergens gezien',
      en: 'the number comes from one public source; dataderden.cbs.nl/CsvDownload is what StatLine uses for third parties, but this address was seen nowhere',
    },
    files: [
      {
        slot: 'azw-24015NED',
        url: 'https://dataderden.cbs.nl/CsvDownload/csv/24015NED/TypedDataSet',
        file: 'azw-24015NED.csv',
        period: null,
        shape: 'csv',
        columns: [/^Perioden$/i, /verzuim/i],
        minBytes: 500,
        maxBytes: 50_000_000,
        minRows: 10,
      },
    ],
  },
];
