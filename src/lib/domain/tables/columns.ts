import * as c from '#lib/domain/column.ts';
import { origins } from '#lib/domain/status.ts';

// Columns that stand in more than one table.

export const regionCode = c.text('RegioPlus-regio', 'RegioPlus region', {
  pattern: { source: 'RA\\d{4}', example: 'RA0102' },
});
export const regionOrNation = c.text(
  'RegioPlus-regio, of NL voor het hele land',
  'RegioPlus region, or NL for the nation',
  {
    pattern: { source: 'RA\\d{4}|NL', example: 'RA0102' },
  },
);
export const municipalityCode = c.text(
  'Gemeentecode van het CBS',
  'Municipality code of Statistics Netherlands',
  {
    pattern: { source: 'GM\\d{4}', example: 'GM0363' },
  },
);
export const brin = c.text('BRIN van de school', 'School identifier (BRIN)', {
  pattern: { source: '[0-9]{2}[A-Z]{2}', example: '25LW' },
});
export const occupation = c.text('Beroep', 'Occupation');
export const year = c.whole('Jaar', 'Year', { unit: 'years', min: 1900, max: 2200 });
export const ageFrom = c.whole('Leeftijd vanaf', 'Age from', { unit: 'years', min: 0, max: 120 });
export const ageTo = c.optional(
  c.whole('Leeftijd tot en met; leeg is open', 'Age up to and including; empty is open', {
    unit: 'years',
    min: 0,
    max: 120,
  }),
);
export const persons = { unit: 'persons', min: 0 } as const;
export const students = { unit: 'students', min: 0 } as const;
export const share = { unit: 'share', min: 0, max: 1 } as const;
export const origin = c.choice(origins, 'Herkomst van de rij', 'Origin of the row');

export const sexes = ['women', 'men'] as const;
export const tracks = ['BOL', 'BOL-part-time', 'BBL'] as const;
export const offerStatuses = ['offering', 'will-offer', 'wants-to', 'not-yet', 'not-visited'] as const;

/** What the practices of a region can be asked. */
export const coverageSubjects = [
  'patients',
  'staff',
  'places',
  'recognition',
  'offer',
  'supervisors',
] as const;
export type CoverageSubject = (typeof coverageSubjects)[number];
export const placeStatuses = ['open', 'reserved', 'filled', 'lapsed'] as const;
export const placementStatuses = ['planned', 'running', 'completed', 'stopped'] as const;
