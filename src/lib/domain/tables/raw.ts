import * as c from '#lib/domain/column.ts';
import { statuses } from '#lib/domain/status.ts';
import { table } from '#lib/domain/table.ts';
import {
  municipalityCode,
  regionCode,
  year,
  ageFrom,
  ageTo,
  persons,
  origin,
} from '#lib/domain/tables/columns.ts';

const published = c.choice(statuses, 'Wat er van het cijfer bekend is', 'What is known of the figure');

export const municipalPopulation = table({
  name: 'municipal_population',
  kind: 'raw',
  title: {
    nl: 'Bevolking op 1 januari per gemeente en leeftijd (CBS)',
    en: 'Population on 1 January by municipality and age (CBS)',
  },
  key: ['table_id', 'municipality_name', 'corop_name', 'municipality_code', 'year', 'age_from'],
  columns: {
    table_id: c.choice(
      ['83502NED', '03759ned'],
      'Tabel van het CBS: 83502NED met groepen van vijf jaar, op 5 afgerond, of 03759ned met enkele jaren. Tel ze niet bij elkaar op',
      'Table of the publisher: 83502NED with five-year groups, rounded to 5, or 03759ned with single years. Do not add them up',
    ),
    municipality_name: c.text('Gemeente zoals in het bestand', 'Municipality as named in the file'),
    corop_name: c.optional(c.text('COROP-gebied zoals in het bestand', 'COROP area as named in the file')),
    municipality_code: c.optional({
      ...municipalityCode,
      meaning: {
        nl: 'Gemeente van nu; leeg als die niet bekend is',
        en: 'Municipality of today; empty where it is not known',
      },
    }),
    year,
    age_from: ageFrom,
    age_to: ageTo,
    women: c.optional(c.whole('Vrouwen', 'Women', persons)),
    men: c.optional(c.whole('Mannen', 'Men', persons)),
    persons: c.optional(c.whole('Personen', 'Persons', persons)),
    status: published,
    origin,
  },
});

export const regionalForecast = table({
  name: 'regional_forecast',
  kind: 'raw',
  title: {
    nl: 'Regionale bevolkingsprognose (CBS en PBL)',
    en: 'Regional population forecast (CBS and PBL)',
  },
  key: ['area_code', 'year'],
  columns: {
    area_code: c.text(
      'Gemeente van nu, RegioPlus-regio, of NL voor het hele land',
      'Municipality of today, RegioPlus region, or NL for the nation',
      { pattern: { source: 'GM\\d{4}|RA\\d{4}|NL', example: 'GM0363' } },
    ),
    year,
    persons: c.whole(
      'Verwacht aantal inwoners, op 100 afgerond',
      'Expected inhabitants, rounded to 100',
      persons,
    ),
    low: c.optional(
      c.whole(
        'Ondergrens van 67 %; van samengevoegde gebieden de som, en dus te ruim',
        'Lower bound of 67 %; of areas put together the sum, which is too wide',
        persons,
      ),
    ),
    high: c.optional(
      c.whole(
        'Bovengrens van 67 %; van samengevoegde gebieden de som, en dus te ruim',
        'Upper bound of 67 %; of areas put together the sum, which is too wide',
        persons,
      ),
    ),
    origin,
  },
});

export const municipalityRegions = table({
  name: 'municipality_regions',
  kind: 'raw',
  title: {
    nl: 'Gemeenten per RegioPlus-regio, zoals gepubliceerd (CBS)',
    en: 'Municipalities by RegioPlus region, as published (CBS)',
  },
  key: ['municipality_code', 'year'],
  columns: {
    municipality_code: {
      ...municipalityCode,
      meaning: { nl: 'Gemeente van dat jaar', en: 'Municipality of that year' },
    },
    municipality_name: c.optional(c.text('Naam', 'Name')),
    year: c.optional(year),
    region_code: regionCode,
    region_name: c.optional(c.text('Naam van de regio in het bestand', 'Name of the region in the file')),
    origin,
  },
});

export const statlineObservations = table({
  name: 'statline_observations',
  kind: 'raw',
  title: { nl: 'Cijfers uit StatLine (CBS en AZW)', en: 'Figures from StatLine (CBS and AZW)' },
  key: ['table_id', 'title', 'measure', 'region_code', 'region_name', 'period', 'dimensions'],
  columns: {
    table_id: c.optional(c.text('Nummer van de tabel', 'Number of the table')),
    title: c.optional(c.text('Titel van de tabel', 'Title of the table')),
    measure: c.text('Onderwerp', 'Topic'),
    unit: c.optional(c.text('Eenheid', 'Unit')),
    region_code: c.optional(
      c.text(
        'Gebied. In tabellen over werknemers is dat de regio waar zij wonen, niet waar zij werken',
        'Area. In tables about employees this is the region where they live, not where they work',
        { pattern: { source: '[A-Z]{2}\\d{2,8}', example: 'RA0102' } },
      ),
    ),
    region_name: c.optional(c.text('Gebied zoals in het bestand', 'Area as named in the file')),
    period: c.optional(c.text('Periode zoals in het bestand', 'Period as in the file')),
    year: c.optional(year),
    dimensions: c.text(
      'Overige indelingen, als JSON. Een bedrijfstak als “Huisartsen en gezondheidscentra” is geen beroep: ook huisartsen in loondienst, praktijkondersteuners en managers werken er',
      'Other classifications, as JSON. A branch such as “Huisartsen en gezondheidscentra” is no occupation: employed doctors, practice nurses and managers work in it too',
    ),
    value: c.optional(c.decimal('Waarde, in de eenheid', 'Value, in the unit')),
    text: c.optional(c.text('Waarde die een tekst is', 'Value that is a text')),
    status: published,
    origin,
  },
});
