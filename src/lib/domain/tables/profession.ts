import * as c from '#lib/domain/column.ts';
import { statuses } from '#lib/domain/status.ts';
import { table } from '#lib/domain/table.ts';
import { regionCode, occupation, year, ageFrom, ageTo, persons, share } from '#lib/domain/tables/columns.ts';

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

export const assistantHours = table({
  name: 'assistant_hours',
  kind: 'reference',
  title: { nl: 'Uren doktersassistent door de jaren', en: 'Hours of assistants over the years' },
  key: ['year'],
  columns: {
    year,
    hours_per_1000_patients: c.decimal(
      'Uren per week per 1.000 patiënten',
      'Hours a week per 1,000 patients',
      { min: 0 },
    ),
    status: c.choice(statuses, 'Gemeten of afgeleid', 'Measured or derived'),
    source: c.text('Bron', 'Source'),
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
