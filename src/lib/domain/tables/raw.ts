import * as c from '#lib/domain/column.ts';
import { table } from '#lib/domain/table.ts';
import {
  municipalityCode,
  brin,
  year,
  ageFrom,
  ageTo,
  persons,
  students,
  origin,
  tracks,
} from '#lib/domain/tables/columns.ts';

export const mboStudents = table({
  name: 'mbo_students',
  kind: 'raw',
  title: {
    nl: 'Alle mbo-leerlingen op 1 oktober (DUO, bestand 03)',
    en: 'All mbo students on 1 October (DUO, file 03)',
  },
  key: ['brin', 'track', 'level', 'crebo', 'year'],
  columns: {
    brin,
    school: c.text('Instelling', 'School'),
    seat: c.text('Plaats van vestiging', 'Seat'),
    track: c.choice(tracks, 'Leerweg', 'Track'),
    level: c.whole('Niveau', 'Level', { min: 1, max: 4 }),
    crebo: c.text('Crebo', 'Course code', { pattern: { source: '\\d{5}', example: '25473' } }),
    programme: c.text('Kwalificatie', 'Qualification'),
    sector: c.text('Sector', 'Sector'),
    sector_unit: c.text('Sectorunit van SBB', 'Sector unit of SBB'),
    knowledge_centre: c.optional(c.text('Kenniscentrum', 'Knowledge centre')),
    year,
    women: c.whole('Vrouwen', 'Women', students),
    men: c.whole('Mannen', 'Men', students),
    students: c.whole('Leerlingen', 'Students', students),
    origin,
  },
});

export const municipalPopulation = table({
  name: 'municipal_population',
  kind: 'raw',
  title: { nl: 'Bevolking per gemeente en leeftijd (CBS)', en: 'Population by municipality and age (CBS)' },
  key: ['municipality_name', 'corop_name', 'year', 'age_from'],
  columns: {
    municipality_name: c.text('Gemeente zoals in het bestand', 'Municipality as named in the file'),
    corop_name: c.text('COROP-gebied zoals in het bestand', 'COROP area as named in the file'),
    municipality_code: c.optional(municipalityCode),
    year,
    age_from: ageFrom,
    age_to: ageTo,
    women: c.whole('Vrouwen', 'Women', persons),
    men: c.whole('Mannen', 'Men', persons),
    persons: c.whole('Personen; het CBS rondt op 5 af', 'Persons; rounded to 5 by the publisher', persons),
    origin,
  },
});
