import * as c from '#lib/domain/column.ts';
import { table } from '#lib/domain/table.ts';
import { brin, municipalityCode, origin, students, tracks, year } from '#lib/domain/tables/columns.ts';

// Files of DUO about all mbo programmes, as published: with the school codes and the masked counts of the file. Releases
// overlap, so the file is part of what identifies a row; `programme_students` has one figure for each school and year.

const file = c.text('Bestand waarin het staat', 'File in which it stands');
const track = c.choice(
  [...tracks, 'extraneus'],
  'Leerweg; een extraneus doet alleen examen, zonder lessen of stage',
  'Track; an extraneus sits exams only, without lessons or placements',
);
const level = c.whole('Niveau', 'Level', { min: 1, max: 4 });
const crebo = c.text('Crebo', 'Course code', { pattern: { source: '\\d{5}', example: '25473' } });
const programme = c.text('Kwalificatie', 'Qualification');
const ageBand = c.optional(c.text('Leeftijdscategorie', 'Age category'));

const school = {
  brin,
  school: c.optional(c.text('Instelling', 'School')),
  seat: c.optional(
    c.text('Plaats van vestiging, niet die van de lessen', 'Seat, not where lessons are given'),
  ),
};

const field = {
  sector: c.optional(c.text('Sector of sectorkamer', 'Sector or sector chamber')),
  sector_unit: c.optional(c.text('Sectorunit van SBB, of hoofdgroep', 'Sector unit of SBB, or main group')),
  knowledge_centre: c.optional(c.text('Kenniscentrum', 'Knowledge centre')),
};

export const mboStudents = table({
  name: 'mbo_students',
  kind: 'raw',
  title: {
    nl: 'Alle mbo-leerlingen op 1 oktober (DUO, bestand 03)',
    en: 'All mbo students on 1 October (DUO, file 03)',
  },
  key: ['brin', 'track', 'level', 'crebo', 'year', 'file'],
  columns: {
    ...school,
    track,
    level,
    crebo,
    programme,
    ...field,
    year,
    ...c.interval('women', 'Vrouwen', 'Women', students),
    ...c.interval('men', 'Mannen', 'Men', students),
    ...c.interval('students', 'Leerlingen', 'Students', students),
    file,
    origin,
  },
});

export const mboStudentsByYear = table({
  name: 'mbo_students_by_year',
  kind: 'raw',
  title: {
    nl: 'Mbo-leerlingen naar verblijfsjaar op 1 oktober (DUO, bestand 08)',
    en: 'Mbo students by year of stay on 1 October (DUO, file 08)',
  },
  key: ['brin', 'track', 'level', 'crebo', 'programme_year', 'age_band', 'year', 'file'],
  columns: {
    ...school,
    track: c.optional(track),
    level: c.optional(level),
    crebo,
    programme: c.optional(programme),
    programme_year: c.whole('Verblijfsjaar; het laatste is open', 'Year of stay; the last is open', {
      min: 1,
      max: 30,
    }),
    age_band: ageBand,
    year,
    ...c.interval('students', 'Leerlingen', 'Students', students),
    file,
    origin,
  },
});

export const mboStudentsByHome = table({
  name: 'mbo_students_by_home',
  kind: 'raw',
  title: {
    nl: 'Mbo-leerlingen naar woonplaats op 1 oktober (DUO, bestanden 11 en 12)',
    en: 'Mbo students by home on 1 October (DUO, files 11 and 12)',
  },
  key: ['brin', 'track', 'level', 'crebo', 'home_municipality', 'home_province', 'age_band', 'year', 'file'],
  columns: {
    ...school,
    track: c.optional(track),
    level: c.optional(level),
    crebo: c.optional({
      ...crebo,
      meaning: { nl: 'Crebo; leeg is alle opleidingen', en: 'Course code; empty is all' },
    }),
    programme: c.optional(programme),
    home_municipality: c.optional(
      c.text('Woongemeente zoals in het bestand', 'Home municipality as named in the file'),
    ),
    municipality_code: c.optional({
      ...municipalityCode,
      meaning: {
        nl: 'Code van de woongemeente, als die nu bestaat',
        en: 'Code of the home municipality, if there is one today',
      },
    }),
    home_province: c.optional(c.text('Woonprovincie', 'Home province')),
    age_band: ageBand,
    year,
    ...c.interval('students', 'Leerlingen', 'Students', students),
    file,
    origin,
  },
});

export const mboSchoolTotals = table({
  name: 'mbo_school_totals',
  kind: 'raw',
  title: {
    nl: 'Mbo-leerlingen per school en leerweg op 1 oktober, alle opleidingen (DUO, bestand 01)',
    en: 'Mbo students by school and track on 1 October, all programmes (DUO, file 01)',
  },
  key: ['brin', 'track', 'year', 'file'],
  columns: {
    ...school,
    track,
    year,
    ...c.interval('students', 'Leerlingen', 'Students', students),
    file,
    origin,
  },
});

export const mboDiplomas = table({
  name: 'mbo_diplomas',
  kind: 'raw',
  title: { nl: 'Mbo-diploma’s (DUO, bestand 10)', en: 'Mbo diplomas (DUO, file 10)' },
  key: ['brin', 'track', 'level', 'crebo', 'diploma_year', 'file'],
  columns: {
    ...school,
    track,
    level,
    crebo,
    programme,
    ...field,
    diploma_year: {
      ...year,
      meaning: {
        nl: 'Diplomajaar: het jaar in de kolomnaam min één, want DUO telt in DIPMAN2018 de diploma’s van 2017',
        en: 'Diploma year: the year in the name of the column less one, as DIPMAN2018 of DUO counts the diplomas of 2017',
      },
    },
    ...c.interval('women', 'Vrouwen', 'Women', students),
    ...c.interval('men', 'Mannen', 'Men', students),
    ...c.interval('diplomas', 'Diploma’s', 'Diplomas', students),
    file,
    origin,
  },
});

export const mboIntake = table({
  name: 'mbo_intake',
  kind: 'raw',
  title: { nl: 'Instroom in het mbo (DUO)', en: 'Intake of mbo (DUO)' },
  key: ['brin', 'track', 'level', 'crebo', 'prior_secondary', 'prior_mbo', 'year', 'file'],
  columns: {
    ...school,
    track,
    level,
    crebo,
    programme: c.optional(programme),
    prior_secondary: c.optional(
      c.text('Vooropleiding in het voortgezet onderwijs', 'Prior secondary education'),
    ),
    prior_mbo: c.optional(c.text('Vooropleiding in het mbo', 'Prior mbo education')),
    small_programme: c.optional(
      c.flag('DUO noemt het een kleine opleiding', 'Called a small programme by DUO'),
    ),
    year: { ...year, meaning: { nl: 'Jaar in de naam van het bestand', en: 'Year in the name of the file' } },
    ...c.interval('students', 'Kolom TOTAAL MBO', 'Column TOTAAL MBO', students),
    ...c.interval('new_to_mbo', 'Kolom INSTROOM MBO', 'Column INSTROOM MBO', students),
    ...c.interval('new_to_programme', 'Kolom INSTROOM OPLEIDING', 'Column INSTROOM OPLEIDING', students),
    file,
    origin,
  },
});

export const mboTeachingPlaces = table({
  name: 'mbo_teaching_places',
  kind: 'raw',
  title: {
    nl: 'Waar mbo-opleidingen les geven (DUO, opleidingsaanbod)',
    en: 'Where mbo programmes teach (DUO, programmes on offer)',
  },
  key: ['provider', 'location', 'crebo', 'track', 'offer', 'file'],
  columns: {
    provider: c.text('Nummer van de aanbieder in RIO, geen BRIN', 'Number of the provider in RIO, no BRIN'),
    school: c.text('Naam van de aanbieder', 'Name of the provider'),
    location: c.text('Code van de leslocatie', 'Code of the teaching place'),
    offer: c.optional(c.text('Code van het aanbod', 'Code of the offer')),
    postcode: c.optional(c.text('Postcode', 'Postcode')),
    place: c.text('Plaats van de lessen', 'Place where lessons are given'),
    crebo,
    programme: c.optional(programme),
    track: c.optional(c.text('Leertraject zoals in het bestand', 'Track as named in the file')),
    level: c.optional(level),
    file,
    origin,
  },
});
