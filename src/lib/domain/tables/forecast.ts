import * as c from '#lib/domain/column.ts';
import { statuses } from '#lib/domain/status.ts';
import { table } from '#lib/domain/table.ts';
import {
  regionCode,
  regionOrNation,
  brin,
  year,
  tracks,
  students,
  ageFrom,
  ageTo,
  persons,
  share,
} from '#lib/domain/tables/columns.ts';

export const populationProjection = table({
  name: 'population_projection',
  kind: 'forecast',
  title: { nl: 'Bevolking per regio, geraamd', en: 'Population by region, projected' },
  key: ['region_code', 'year', 'age_from'],
  columns: {
    region_code: regionCode,
    year,
    age_from: ageFrom,
    age_to: ageTo,
    persons: c.decimal('Personen op 1 januari', 'Persons on 1 January', persons),
    status: c.choice(statuses, 'Wat er van het getal bekend is', 'What is known of the figure'),
  },
});

export const forecast = table({
  name: 'forecast',
  kind: 'forecast',
  title: { nl: 'Raming per regio en jaar', en: 'Forecast by region and year' },
  key: ['region_code', 'quantity', 'year'],
  columns: {
    region_code: regionOrNation,
    quantity: c.text('Grootheid', 'Quantity'),
    year,
    central: c.decimal('Centrale doorrekening', 'Central run'),
    q10: c.decimal('10e percentiel van de trekkingen', '10th percentile of the draws'),
    q25: c.decimal('25e percentiel', '25th percentile'),
    q50: c.decimal('Mediaan', 'Median'),
    q75: c.decimal('75e percentiel', '75th percentile'),
    q90: c.decimal('90e percentiel', '90th percentile'),
  },
});

export const forecastBefore = table({
  name: 'forecast_before',
  kind: 'forecast',
  title: { nl: 'Tekort vóór afstemming op het verleden', en: 'Shortage before matching to history' },
  key: ['region_code', 'year'],
  columns: {
    region_code: regionOrNation,
    year,
    q10: c.decimal('10e percentiel van het tekort in personen', '10th percentile of the shortage in heads'),
    q50: c.decimal('Mediaan', 'Median'),
    q90: c.decimal('90e percentiel', '90th percentile'),
  },
});

export const assumptionMatch = table({
  name: 'assumption_match',
  kind: 'forecast',
  title: { nl: 'Aannames na afstemming op het verleden', en: 'Assumptions after matching to history' },
  key: ['key'],
  columns: {
    key: c.text('Sleutel van de aanname', 'Key of the assumption'),
    before_low: c.decimal('10e percentiel vooraf', '10th percentile before'),
    before_central: c.decimal('Mediaan vooraf', 'Median before'),
    before_high: c.decimal('90e percentiel vooraf', '90th percentile before'),
    after_low: c.decimal('10e percentiel achteraf', '10th percentile after'),
    after_central: c.decimal('Mediaan achteraf', 'Median after'),
    after_high: c.decimal('90e percentiel achteraf', '90th percentile after'),
  },
});

export const forecastChance = table({
  name: 'forecast_chance',
  kind: 'forecast',
  title: { nl: 'Kans op een tekort', en: 'Chance of a shortage' },
  key: ['region_code', 'year'],
  columns: {
    region_code: regionOrNation,
    year,
    chance_of_shortage: c.decimal(
      'Aandeel van de trekkingen met een tekort',
      'Share of the draws with a shortage',
      share,
    ),
  },
});

export const forecastRank = table({
  name: 'forecast_rank',
  kind: 'forecast',
  title: { nl: 'Plaats in de rangorde van tekorten', en: 'Place in the ranking of shortages' },
  key: ['region_code', 'year'],
  columns: {
    region_code: regionCode,
    year,
    rank_low: c.whole('Hoogste plaats in 80 % van de trekkingen', 'Highest place in 80 % of the draws', {
      min: 1,
    }),
    rank_high: c.whole('Laagste plaats in 80 % van de trekkingen', 'Lowest place in 80 % of the draws', {
      min: 1,
    }),
  },
});

export const forecastAges = table({
  name: 'forecast_ages',
  kind: 'forecast',
  title: { nl: 'Leeftijdsopbouw, geraamd', en: 'Age structure, projected' },
  key: ['region_code', 'year', 'age'],
  columns: {
    region_code: regionOrNation,
    year,
    age: c.whole('Leeftijd op 1 januari; de laatste is open', 'Age on 1 January; the last is open', {
      unit: 'years',
      min: 0,
      max: 120,
    }),
    heads: c.decimal('Personen, centrale doorrekening', 'Heads, central run', { unit: 'heads', min: 0 }),
  },
});

export const startingStock = table({
  name: 'starting_stock',
  kind: 'forecast',
  title: { nl: 'Beginstand per regio', en: 'Starting stock by region' },
  key: ['region_code'],
  columns: {
    region_code: regionCode,
    heads: c.decimal('Personen', 'Heads', { unit: 'heads', min: 0 }),
    fte: c.decimal('Fte', 'FTE', { unit: 'fte', min: 0 }),
    registered_patients: c.decimal(
      'Ingeschreven patiënten, geschat',
      'Registered patients, estimated',
      persons,
    ),
    status: c.choice(statuses, 'Wat er van de stand bekend is', 'What is known of the stock'),
    coverage: c.decimal(
      'Aandeel van de patiënten bij praktijken die hun personeel opgaven',
      'Share of patients at practices that reported their staff',
      share,
    ),
  },
});

const countedIn = c.text('Bestand waarin het staat', 'File in which it stands', { privacy: 'work' });

export const programmeStudents = table({
  name: 'programme_students',
  kind: 'forecast',
  title: {
    nl: 'Leerlingen van de opleiding per school op 1 oktober: één getal uit alle bestanden',
    en: 'Students of the programme by school on 1 October: one figure out of all files',
  },
  key: ['brin', 'track', 'year'],
  columns: {
    brin,
    track: c.choice(tracks, 'Leerweg', 'Track'),
    year,
    ...c.interval('students', 'Leerlingen', 'Students', students),
    file: countedIn,
  },
});

export const programmeDiplomas = table({
  name: 'programme_diplomas',
  kind: 'forecast',
  title: {
    nl: 'Diploma’s van de opleiding per school en diplomajaar: één getal uit alle bestanden',
    en: 'Diplomas of the programme by school and diploma year: one figure out of all files',
  },
  key: ['brin', 'track', 'diploma_year'],
  columns: {
    brin,
    track: c.choice(tracks, 'Leerweg', 'Track'),
    diploma_year: year,
    ...c.interval('diplomas', 'Diploma’s', 'Diplomas', students),
    file: countedIn,
  },
});
