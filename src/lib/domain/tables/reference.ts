import * as c from '#lib/domain/column.ts';
import { statuses } from '#lib/domain/status.ts';
import { table } from '#lib/domain/table.ts';
import {
  regionCode,
  municipalityCode,
  brin,
  occupation,
  year,
  ageFrom,
  ageTo,
  persons,
  students,
  share,
  sexes,
  tracks,
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

export const schools = table({
  name: 'schools',
  kind: 'reference',
  title: { nl: 'Bekostigde scholen met de opleiding', en: 'Funded schools with the programme' },
  key: ['brin'],
  columns: {
    brin,
    name: c.text('Naam', 'Name'),
    seat: c.text('Plaats van vestiging (niet altijd waar de les is)', 'Seat (not always where they teach)'),
    municipality_code: municipalityCode,
    region_code: regionCode,
    successor_brin: c.optional(c.text('Opgegaan in', 'Merged into')),
    note: c.optional(c.text('Toelichting', 'Note')),
  },
});

export const programmes = table({
  name: 'programmes',
  kind: 'reference',
  title: { nl: 'Crebo’s per beroep', en: 'Course codes by occupation' },
  key: ['crebo'],
  columns: {
    crebo: c.text('Crebo', 'Course code', { pattern: { source: '\\d{5}', example: '25473' } }),
    occupation,
    name: c.text('Naam van de kwalificatie', 'Name of the qualification'),
    level: c.whole('Niveau', 'Level', { min: 1, max: 4 }),
    valid_from: c.optional(year),
    note: c.optional(c.text('Toelichting', 'Note')),
  },
});

export const studentCounts = table({
  name: 'student_counts',
  kind: 'reference',
  title: {
    nl: 'Leerlingen doktersassistent op 1 oktober, bekostigde scholen',
    en: 'Students of the programme on 1 October, funded schools',
  },
  key: ['brin', 'track', 'crebo', 'year'],
  columns: {
    brin,
    track: c.choice(tracks, 'Leerweg', 'Track'),
    crebo: c.text('Crebo', 'Course code'),
    year,
    women: c.whole('Vrouwen', 'Women', students),
    men: c.whole('Mannen', 'Men', students),
    students: c.whole('Leerlingen', 'Students', students),
  },
});

export const nationalPractices = table({
  name: 'national_practices',
  kind: 'reference',
  title: { nl: 'Praktijken, huisartsen en patiënten per jaar', en: 'Practices, GPs and patients by year' },
  key: ['year'],
  columns: {
    year,
    practices: c.whole('Huisartsenpraktijken op 1 januari', 'General practices on 1 January', {
      unit: 'practices',
      min: 0,
    }),
    gps: c.optional(c.whole('Werkzame huisartsen', 'Working GPs', persons)),
    registered_patients: c.optional(c.whole('Ingeschreven patiënten', 'Registered patients', persons)),
    standard_list_size: c.optional(c.whole('Normpraktijk', 'Standard list size', persons)),
  },
});

export const contactRates = table({
  name: 'contact_rates',
  kind: 'reference',
  title: { nl: 'Contacten met de huisartsenpraktijk', en: 'Contacts with general practice' },
  key: ['year', 'age_from'],
  columns: {
    year,
    age_from: ageFrom,
    age_to: ageTo,
    contacts_per_person: c.decimal('Contacten per persoon per jaar', 'Contacts per person per year', {
      unit: 'contacts-per-person',
      min: 0,
      max: 100,
    }),
  },
});

export const aowSchedule = table({
  name: 'aow_schedule',
  kind: 'reference',
  title: { nl: 'AOW-leeftijd per jaar', en: 'State pension age by year' },
  key: ['year'],
  columns: {
    year,
    age_months: c.whole('AOW-leeftijd', 'State pension age', { unit: 'months', min: 720, max: 960 }),
    status: c.choice(statuses, 'Gemeten of aanname', 'Measured or assumed'),
    source: c.optional(c.text('Bron', 'Source')),
  },
});

export const ageStructure = table({
  name: 'age_structure',
  kind: 'reference',
  title: {
    nl: 'Leeftijdsopbouw van het beroep (aanname)',
    en: 'Age structure of the occupation (assumption)',
  },
  key: ['occupation', 'age_from'],
  columns: {
    occupation,
    age_from: ageFrom,
    age_to: c.whole('Leeftijd tot en met', 'Age up to and including', { unit: 'years', min: 0, max: 120 }),
    share: c.decimal('Aandeel', 'Share', share),
  },
});

export const entryAges = table({
  name: 'entry_ages',
  kind: 'reference',
  title: {
    nl: 'Leeftijd waarop mensen in het vak komen (aanname)',
    en: 'Age at which people enter the occupation (assumption)',
  },
  key: ['way_in', 'age_from'],
  columns: {
    way_in: c.choice(['BOL', 'BBL', 'careerChangers', 'returners'], 'Langs welke weg', 'By which way'),
    age_from: ageFrom,
    age_to: c.whole('Leeftijd tot en met', 'Age up to and including', { unit: 'years', min: 0, max: 120 }),
    share: c.decimal('Aandeel', 'Share', share),
  },
});

export const programmeYears = table({
  name: 'programme_years',
  kind: 'reference',
  title: {
    nl: 'Leerjaren en waar de uitval valt (aanname)',
    en: 'Programme years and where drop-out falls (assumption)',
  },
  key: ['track', 'programme_year'],
  columns: {
    track: c.choice(['BOL', 'BBL'], 'Leerweg', 'Track'),
    programme_year: c.whole('Leerjaar', 'Programme year', { min: 1, max: 4 }),
    dropout_share: c.decimal('Deel van alle uitval', 'Share of all drop-out', share),
  },
});

export const initiatives = table({
  name: 'initiatives',
  kind: 'reference',
  title: { nl: 'Regionale initiatieven', en: 'Regional initiatives' },
  key: ['initiative', 'metric'],
  columns: {
    initiative: c.text('Initiatief', 'Initiative'),
    lead: c.text('Trekkers', 'Led by'),
    region_code: regionCode,
    year_from: year,
    year_to: year,
    metric: c.text('Maat', 'Metric'),
    denominator: c.optional(c.text('Noemer', 'Denominator')),
    baseline: c.optional(c.decimal('Beginstand', 'Baseline')),
    reached: c.optional(c.decimal('Bereikt', 'Reached')),
    target: c.optional(c.decimal('Doel', 'Target')),
    subsidy_eur: c.optional(c.decimal('Subsidie', 'Subsidy', { unit: 'eur', min: 0 })),
  },
});

export const publishedShortages = table({
  name: 'published_shortages',
  kind: 'reference',
  title: { nl: 'Tekorten die anderen noemden', en: 'Shortages that others published' },
  key: ['region_codes', 'occupation', 'published_year', 'for_year'],
  columns: {
    region_codes: c.text('Regio’s, met een spatie ertussen', 'Regions, separated by a space'),
    occupation,
    published_year: year,
    for_year: year,
    shortage_persons: c.whole('Tekort', 'Shortage', { unit: 'persons' }),
    confirmed: c.flag('Bevestigd', 'Confirmed'),
    source: c.text('Bron', 'Source'),
  },
});

export const assumptionRows = table({
  name: 'assumptions',
  kind: 'reference',
  title: { nl: 'Aannames van het model', en: 'Assumptions of the model' },
  key: ['key'],
  columns: {
    key: c.text('Sleutel', 'Key'),
    label_nl: c.text('Naam in het Nederlands', 'Name in Dutch'),
    label_en: c.text('Naam in het Engels', 'Name in English'),
    unit: c.text('Eenheid', 'Unit'),
    low: c.decimal('Laag (10e percentiel)', 'Low (10th percentile)'),
    central: c.decimal('Midden (mediaan)', 'Central (median)'),
    high: c.decimal('Hoog (90e percentiel)', 'High (90th percentile)'),
    scale: c.choice(['identity', 'log', 'logit'], 'Schaal', 'Scale'),
    per_group: c.flag('Voor elke regio apart getrokken', 'Drawn apart for every region'),
    min: c.decimal('Ondergrens', 'Lower bound'),
    max: c.decimal('Bovengrens', 'Upper bound'),
    status: c.choice(statuses, 'Gemeten of aanname', 'Measured or assumed'),
    source_nl: c.text('Bron of reden (Nederlands)', 'Source or reason (Dutch)'),
    source_en: c.text('Bron of reden (Engels)', 'Source or reason (English)'),
  },
});
