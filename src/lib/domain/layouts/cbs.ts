import type { PublishedLayout } from '#lib/domain/layouts.ts';
import type { Localized } from '#lib/domain/locale.ts';

function layout(
  nl: string,
  en: string,
  evidence: Localized,
  { verified = false, publisher = 'CBS' }: Partial<Pick<PublishedLayout, 'verified' | 'publisher'>> = {},
): PublishedLayout {
  return { publisher, name: { nl, en }, use: 'read', verified, evidence };
}

const archive: Localized = {
  nl: 'Archief met Observations.csv en lijsten van codes, puntkomma’s, UTF-8 met merkteken en decimale komma: zo gelezen in openbare code (vier programma’s); geen bestand gezien.',
  en: 'Archive with Observations.csv and lists of codes, semicolons, UTF-8 with its mark and a decimal comma: read like that in public code (four programs); no file seen.',
};

/** Every layout of the CBS that is known here. */
export const cbsLayouts = {
  '83502NED': layout(
    '83502NED, bevolking per gemeente en leeftijd, bewerkt door anderen',
    '83502NED, population by municipality and age, as extracted by others',
    {
      nl: 'Echt bestand gelezen: 1 januari 2021, 353 gemeenten.',
      en: 'Real file read: 1 January 2021, 353 municipalities.',
    },
    { verified: true },
  ),
  '03759ned': layout(
    '03759ned, bevolking naar geslacht, leeftijd en regio, de hele tabel',
    '03759ned, population by sex, age and area, the whole table',
    {
      nl: `${archive.nl} De codes staan in openbare code; boven de 99 jaar verschillen ze, daarom is die groep het verschil met het totaal.`,
      en: `${archive.en} Its codes stand in public code; above 99 years they differ, so that group is the difference with the total.`,
    },
  ),
  forecast: layout(
    '85171NED en 85173NED, regionale prognose 2023–2050',
    '85171NED and 85173NED, regional forecast 2023–2050',
    {
      nl: 'Dimensies, codes en eenheid (× 1 000) bekend uit openbare code die de tabel opvroeg; geen bestand gezien.',
      en: 'Dimensions, codes and unit (× 1,000) known from public code that asked for the table; no file seen.',
    },
    { publisher: 'CBS, PBL' },
  ),
  crosswalk: layout(
    '70072ned en Gebieden in Nederland, gemeenten per RegioPlus-regio',
    '70072ned and Areas of the Netherlands, municipalities by RegioPlus region',
    {
      nl: 'Kolommen op titel gezocht, en anders op wat erin staat, omdat hun nummers per jaar verschuiven; geen bestand gezien.',
      en: 'Columns sought by title, and otherwise by what stands in them, because their numbers shift every year; no file seen.',
    },
  ),
  observations: layout(
    'Elke tabel van StatLine als waarnemingen',
    'Any table of StatLine as observations',
    archive,
  ),
  'data set': layout(
    'Elke tabel van StatLine als gegevensset (TypedDataSet, UntypedDataSet)',
    'Any table of StatLine as a data set (TypedDataSet, UntypedDataSet)',
    {
      nl: 'Kolommen ID, dimensies met codes en onderwerpen met een nummer (BevolkingOp1Januari_1): zo gelezen in openbare code; geen bestand gezien.',
      en: 'Columns ID, dimensions with codes and topics with a number (BevolkingOp1Januari_1): read like that in public code; no file seen.',
    },
  ),
  export: layout(
    'Elke tabel van StatLine als “CSV zonder statistische symbolen”',
    'Any table of StatLine as “CSV without statistical symbols”',
    {
      nl: 'Kolommen met titels en eenheden (“Bevolking op 1 januari (aantal)”): zo gelezen in openbare code; geen bestand gezien.',
      en: 'Columns with titles and units (“Bevolking op 1 januari (aantal)”): read like that in public code; no file seen.',
    },
  ),
  sickness: layout(
    '24015NED, ziekteverzuim in zorg en welzijn',
    '24015NED, sickness absence in care and welfare',
    {
      nl: 'Gelezen als elke tabel van StatLine; alleen het nummer is bekend, uit één openbare bron; geen bestand gezien.',
      en: 'Read as any table of StatLine; only its number is known, from one public source; no file seen.',
    },
    { publisher: 'CBS, AZW' },
  ),
} satisfies Record<string, PublishedLayout>;
