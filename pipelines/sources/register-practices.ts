import type { Row } from '#lib/domain/table.ts';
import type { municipalities } from '#lib/domain/tables/geography.ts';
import { practices } from '#lib/domain/tables/register.ts';
import { municipalityCodes } from '#pipelines/sources/municipality-codes.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { practiceNumber, readRegister, words, type RegisterFormat } from '#pipelines/sources/register.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';

type Municipalities = readonly Row<typeof municipalities>[];

const headers = {
  practice_id: ['praktijk id', 'praktijknummer', 'praktijkcode', 'agb', 'agb code'],
  name: ['naam', 'praktijknaam', 'naam praktijk', 'praktijk'],
  municipality_code: ['gemeente', 'gemeentecode', 'gemeente code', 'gemeentenaam', 'municipality'],
  registered_patients: [
    'patienten',
    'ingeschreven patienten',
    'aantal patienten',
    'aantal ingeschreven patienten',
  ],
  recognised: ['erkend leerbedrijf', 'erkend', 'leerbedrijf'],
  recognised_until: ['erkend tot', 'erkend t m', 'erkenning tot'],
  offer_status: ['biedt stageplaats', 'biedt een stageplaats', 'biedt stage', 'stageplaats'],
  supervisors: [
    'opgeleide begeleiders',
    'opgeleide begeleider',
    'aantal opgeleide begeleiders',
    'begeleiders',
  ],
  bbl_interest: ['interesse bbl', 'interesse in bbl', 'belangstelling bbl', 'belangstelling voor bbl'],
  last_visited: ['laatst bezocht', 'laatst bezocht op', 'laatste bezoek'],
};

/** What a region writes for the answer of a practice. */
export const offers = words({
  ja: 'offering',
  j: 'offering',
  x: 'offering',
  'komend jaar': 'will-offer',
  'volgend jaar': 'will-offer',
  wil: 'wants-to',
  'wil wel': 'wants-to',
  'nog niet': 'not-yet',
  nee: 'not-yet',
  n: 'not-yet',
  'niet bezocht': 'not-visited',
  'nog niet bezocht': 'not-visited',
});

/** The file `praktijken` of a region. The codes of municipalities are found among those that are given. */
export function practicesFormat(rows: Municipalities): RegisterFormat<typeof practices> {
  const codeOf = municipalityCodes(rows);
  return {
    name: 'practices',
    table: practices,
    headers,
    reads: {
      practice_id: practiceNumber,
      municipality_code: (text) => codeOf(text) ?? text,
      offer_status: offers,
    },
    check: ({ municipality_code: value = '' }) =>
      value === '' || codeOf(value) !== null
        ? []
        : [{ column: 'municipality_code', value, code: 'not-in-list', expected: 'GM0363 | Amsterdam' }],
  };
}

/**
 * Reads a region's list of practices.
 *
 * @throws UserError when columns are missing, or the file holds dates of birth
 */
export function readPractices(
  source: SourceFile,
  { municipalities }: { municipalities: Municipalities },
): Reading<typeof practices> {
  return readRegister(source, practicesFormat(municipalities));
}
