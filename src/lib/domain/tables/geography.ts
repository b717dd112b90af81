import * as c from '#lib/domain/column.ts';
import { mapSize } from '#lib/domain/boundaries.ts';
import { table } from '#lib/domain/table.ts';
import {
  regionCode,
  municipalityCode,
  year,
  ageFrom,
  ageTo,
  persons,
  sexes,
  share,
} from '#lib/domain/tables/columns.ts';

export const regions = table({
  name: 'regions',
  kind: 'reference',
  title: { nl: 'De 28 RegioPlus-arbeidsmarktregio’s', en: 'The 28 RegioPlus labour-market regions' },
  key: ['region_code'],
  columns: {
    region_code: regionCode,
    name: c.text('Naam', 'Name'),
    short_name: c.text('Korte naam voor de tegelkaart', 'Short name for the tile map'),
    tile_row: c.whole('Rij op de tegelkaart', 'Row on the tile map', { min: 0, max: 20 }),
    tile_col: c.whole('Kolom op de tegelkaart', 'Column on the tile map', { min: 0, max: 20 }),
    former_names: c.optional(c.text('Vroegere namen, met | ertussen', 'Former names, separated by |')),
  },
});

const onMap = (size: number) => ({ min: 0, max: size });

export const regionBoundaries = table({
  name: 'region_boundaries',
  kind: 'reference',
  title: { nl: 'Grenzen van de regio’s op de landkaart', en: 'Boundaries of the regions on the map' },
  key: ['region_code'],
  columns: {
    region_code: regionCode,
    path: c.text(
      `Omtrek als SVG-pad op een kaart van ${mapSize.width} bij ${mapSize.height} (Mercator)`,
      `Outline as an SVG path on a map of ${mapSize.width} by ${mapSize.height} (Mercator)`,
      { pattern: { source: '(M\\d+ \\d+l[-\\d ]+z)+', example: 'M10 10l5 0 0 5z' } },
    ),
    label_x: c.whole(
      'Plek voor een tekst, van links',
      'Place for a text, from the left',
      onMap(mapSize.width),
    ),
    label_y: c.whole(
      'Plek voor een tekst, van boven',
      'Place for a text, from the top',
      onMap(mapSize.height),
    ),
    label_room: c.whole(
      'Vrije hoogte boven en onder die plek, voor een tekst die twee keer zo breed is als hoog',
      'Free height above and below that place, for a text twice as wide as high',
      onMap(mapSize.height),
    ),
    schematic: c.flag('Grenzen bij benadering', 'Approximate boundaries'),
    source_key: c.text('Bron', 'Source'),
  },
});

export const municipalities = table({
  name: 'municipalities',
  kind: 'reference',
  title: { nl: 'Gemeenten van 2023', en: 'Municipalities of 2023' },
  key: ['municipality_code'],
  columns: {
    municipality_code: municipalityCode,
    name: c.text('Naam', 'Name'),
    province_code: c.text('Provinciecode', 'Province code'),
    province: c.text('Provincie', 'Province'),
    region_code: regionCode,
    corop_code: c.text('COROP-gebied', 'COROP area'),
    care_office_code: c.text('Zorgkantoorregio', 'Care office region'),
    inhabitants_2023: c.whole('Inwoners op 1 januari 2023', 'Inhabitants on 1 January 2023', persons),
    lon: c.decimal('Lengtegraad van het midden', 'Longitude of the centre', {
      unit: 'degrees',
      min: 3,
      max: 8,
    }),
    lat: c.decimal('Breedtegraad van het midden', 'Latitude of the centre', {
      unit: 'degrees',
      min: 50,
      max: 54,
    }),
    area_km2: c.decimal('Oppervlakte van het land', 'Land area', { unit: 'km2', min: 0 }),
  },
});

export const municipalityMergers = table({
  name: 'municipality_mergers',
  kind: 'reference',
  title: { nl: 'Gemeenten die zijn opgegaan in andere', en: 'Municipalities that went up in others' },
  key: ['from_code', 'to_code'],
  columns: {
    from_code: municipalityCode,
    from_name: c.text('Naam van de gemeente die ophield', 'Name of the municipality that ended'),
    to_code: municipalityCode,
    to_name: c.text('Naam van de gemeente die haar opnam', 'Name of the municipality that took it in'),
    to_is_new: c.flag('Die gemeente begon toen', 'That municipality began then'),
    year: {
      ...year,
      meaning: { nl: 'Eerste 1 januari met de nieuwe indeling', en: 'First 1 January with the new map' },
    },
    share: c.decimal('Deel van de inwoners', 'Share of the inhabitants', share),
    status: c.choice(
      ['found', 'memory'],
      'Gevonden bij een bron, of uit het geheugen',
      'Found at a source, or from memory',
    ),
    note: c.optional(c.text('Toelichting', 'Note')),
  },
});

export const regionPopulation = table({
  name: 'region_population',
  kind: 'reference',
  title: { nl: 'Bevolking per regio en leeftijd', en: 'Population by region and age' },
  key: ['region_code', 'year', 'age_from'],
  columns: {
    region_code: regionCode,
    year,
    age_from: ageFrom,
    age_to: ageTo,
    women: c.whole('Vrouwen', 'Women', persons),
    men: c.whole('Mannen', 'Men', persons),
    persons: c.whole('Personen; het CBS rondt op 5 af', 'Persons; rounded to 5 by the publisher', persons),
  },
});

export const nationalPopulation = table({
  name: 'national_population',
  kind: 'reference',
  title: { nl: 'Landelijke bevolkingsprognose (VN)', en: 'National population projection (UN)' },
  key: ['year', 'sex', 'age_from'],
  columns: {
    year,
    sex: c.choice(sexes, 'Geslacht', 'Sex'),
    age_from: ageFrom,
    age_to: ageTo,
    persons: c.whole('Personen op 1 juli', 'Persons on 1 July', persons),
  },
});

export const mortality = table({
  name: 'mortality',
  kind: 'reference',
  title: { nl: 'Sterftekans per leeftijd (VN)', en: 'Mortality by age (UN)' },
  key: ['year_from', 'sex', 'age_from'],
  columns: {
    year_from: year,
    year_to: year,
    sex: c.choice(sexes, 'Geslacht', 'Sex'),
    age_from: ageFrom,
    deaths_per_person_year: c.decimal('Overlijdens per persoonsjaar', 'Deaths per person-year', {
      unit: 'per-person-year',
      min: 0,
    }),
  },
});
