import * as c from '#lib/domain/column.ts';
import { table } from '#lib/domain/table.ts';
import {
  regionCode,
  municipalityCode,
  brin,
  occupation,
  year,
  ageFrom,
  students,
  share,
  tracks,
} from '#lib/domain/tables/columns.ts';

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
    successor_from: c.optional({
      ...year,
      meaning: {
        nl: 'Eerste telling van DUO onder de BRIN van de opvolger',
        en: 'First count of DUO under the identifier of the successor',
      },
    }),
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
