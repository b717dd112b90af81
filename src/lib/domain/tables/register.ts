import * as c from '#lib/domain/column.ts';
import { statuses } from '#lib/domain/status.ts';
import { table } from '#lib/domain/table.ts';
import {
  municipalityCode,
  persons,
  occupation,
  ageFrom,
  students,
  share,
  origin,
  tracks,
  offerStatuses,
  placeStatuses,
  placementStatuses,
} from '#lib/domain/tables/columns.ts';

export const practices = table({
  name: 'practices',
  kind: 'register',
  title: { nl: 'Huisartsenpraktijken', en: 'General practices' },
  key: ['practice_id'],
  columns: {
    practice_id: c.text('Praktijknummer', 'Practice identifier', { privacy: 'work' }),
    name: c.text('Naam', 'Name', { privacy: 'work' }),
    postcode: c.optional(
      c.text('Postcode', 'Postcode', {
        privacy: 'work',
        pattern: { source: '[1-9]\\d{3}( [A-Z]{2})?', example: '1234 AB' },
      }),
    ),
    municipality_code: municipalityCode,
    care_group: c.optional(c.text('Zorggroep', 'Care group', { privacy: 'work' })),
    dispensing: c.optional(c.flag('Apotheekhoudend', 'Dispensing practice', { privacy: 'work' })),
    registered_patients: c.optional(
      c.whole('Ingeschreven patiënten', 'Registered patients', { ...persons, max: 100_000, privacy: 'work' }),
    ),
    norm_practices: c.optional(
      c.decimal('Omvang in normpraktijken', 'Size in standard practices', {
        unit: 'practices',
        min: 0,
        max: 50,
        privacy: 'work',
      }),
    ),
    recognised: c.optional(c.flag('Erkend leerbedrijf', 'Recognised training company', { privacy: 'work' })),
    recognised_until: c.optional(c.day('Erkend tot', 'Recognised until', { privacy: 'work' })),
    offer_status: c.choice(offerStatuses, 'Biedt een stageplaats', 'Offers a placement', { privacy: 'work' }),
    places_offered: c.optional(
      c.whole('Aantal stageplaatsen', 'Number of placement places', {
        unit: 'places',
        min: 0,
        max: 50,
        privacy: 'work',
      }),
    ),
    experienced: c.optional(c.flag('Had eerder stagiairs', 'Has had students before', { privacy: 'work' })),
    supervisors: c.optional(
      c.whole('Opgeleide begeleiders', 'Trained supervisors', { ...persons, max: 50, privacy: 'work' }),
    ),
    supervisors_trained_on: c.optional(
      c.day('Begeleider opgeleid op', 'Supervisor trained on', { privacy: 'work' }),
    ),
    bbl_interest: c.optional(c.flag('Belangstelling voor BBL', 'Interest in BBL', { privacy: 'work' })),
    last_visited: c.optional(c.day('Laatst bezocht', 'Last visited', { privacy: 'work' })),
    origin,
  },
});

export const practiceStaff = table({
  name: 'practice_staff',
  kind: 'register',
  title: { nl: 'Personeel per praktijk en leeftijdsband', en: 'Staff by practice and age band' },
  key: ['practice_id', 'occupation', 'age_from'],
  columns: {
    practice_id: c.text('Praktijknummer', 'Practice identifier', { privacy: 'work' }),
    occupation,
    age_from: ageFrom,
    age_to: c.whole('Leeftijd tot en met', 'Age up to and including', { unit: 'years', min: 0, max: 120 }),
    heads: c.whole('Personen', 'Heads', { unit: 'heads', min: 0, max: 200, privacy: 'work' }),
    fte: c.decimal('Fte', 'FTE', { unit: 'fte', min: 0, max: 200, privacy: 'work' }),
    origin,
  },
});

export const practicePlaces = table({
  name: 'practice_places',
  kind: 'register',
  title: { nl: 'Stageplaatsen en hun kalender', en: 'Placement places and their calendar' },
  key: ['place_id', 'school_year', 'period'],
  columns: {
    place_id: c.text('Plaatsnummer', 'Place identifier', { privacy: 'work' }),
    practice_id: c.text('Praktijknummer', 'Practice identifier', { privacy: 'work' }),
    school_year: c.whole('Schooljaar dat in dit jaar begint', 'School year that starts in this year', {
      unit: 'years',
      min: 2000,
      max: 2100,
    }),
    period: c.whole('Periode van tien weken', 'Period of ten weeks', { min: 1, max: 4 }),
    days_per_week: c.whole('Dagen per week', 'Days per week', { unit: 'days-per-week', min: 1, max: 5 }),
    track: c.optional(c.choice(tracks, 'Leerweg', 'Track')),
    programme_year: c.optional(c.whole('Leerjaar', 'Programme year', { min: 1, max: 4 })),
    capacity: c.whole('Leerlingen tegelijk', 'Students at the same time', {
      unit: 'places',
      min: 0,
      max: 20,
      privacy: 'work',
    }),
    place_status: c.optional(
      c.choice(placeStatuses, 'Stand van de plaats', 'State of the place', { privacy: 'work' }),
    ),
    origin,
  },
});

export const placementDemand = table({
  name: 'placement_demand',
  kind: 'register',
  title: { nl: 'Vraag naar stageplaatsen per school', en: 'Placement demand by school' },
  key: ['school_id', 'track', 'programme_year', 'school_year'],
  columns: {
    school_id: c.text(
      'BRIN, of de naam van een particuliere school',
      'BRIN, or the name of a private school',
    ),
    programme: c.optional(c.text('Opleiding', 'Programme')),
    track: c.choice(tracks, 'Leerweg', 'Track'),
    programme_year: c.whole('Leerjaar', 'Programme year', { min: 1, max: 4 }),
    school_year: c.whole('Schooljaar dat in dit jaar begint', 'School year that starts in this year', {
      unit: 'years',
      min: 2000,
      max: 2100,
    }),
    students: c.optional(c.whole('Leerlingen', 'Students', students)),
    students_status: c.choice(statuses, 'Wat er van het aantal bekend is', 'What is known of the number'),
    periods_per_student: c.optional(
      c.decimal('Stageperioden per leerling', 'Placement periods per student', { min: 0, max: 8 }),
    ),
    general_practice_share: c.optional(
      c.decimal('Aandeel in de huisartsenpraktijk', 'Share spent in general practice', share),
    ),
    origin,
  },
});

export const placements = table({
  name: 'placements',
  kind: 'register',
  title: { nl: 'Plaatsingen van leerlingen', en: 'Placements of students' },
  key: ['student_ref', 'place_id', 'starts_on'],
  columns: {
    student_ref: c.text(
      'Nummer dat de school aan de leerling geeft; geen naam',
      'Number that the school gives the student; no name',
      { privacy: 'work' },
    ),
    school_id: c.text(
      'BRIN, of de naam van een particuliere school',
      'BRIN, or the name of a private school',
      { privacy: 'work' },
    ),
    place_id: c.text('Plaatsnummer', 'Place identifier', { privacy: 'work' }),
    starts_on: c.day('Eerste dag', 'First day', { privacy: 'work' }),
    ends_on: c.optional(c.day('Laatste dag', 'Last day', { privacy: 'work' })),
    placement_status: c.optional(
      c.choice(placementStatuses, 'Stand van de plaatsing', 'State of the placement', { privacy: 'work' }),
    ),
    origin,
  },
});

export const practiceHistory = table({
  name: 'practice_history',
  kind: 'register',
  title: { nl: 'Bezoeken en toezeggingen door de jaren', en: 'Visits and offers over the years' },
  key: ['practice_id', 'date'],
  columns: {
    practice_id: c.text('Praktijknummer', 'Practice identifier', { privacy: 'work' }),
    date: c.day('Datum van het bezoek', 'Date of the visit', { privacy: 'work' }),
    offer_status: c.choice(offerStatuses, 'Uitkomst', 'Outcome', { privacy: 'work' }),
    origin,
  },
});
