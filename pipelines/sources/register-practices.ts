import type { Row } from '#lib/domain/table.ts';
import type { municipalities } from '#lib/domain/tables/geography.ts';
import { practices } from '#lib/domain/tables/register.ts';
import { postcode, practiceNumber } from '#pipelines/sources/codes.ts';
import { dutchFlag } from '#pipelines/sources/dutch-cells.ts';
import { municipalityCodes } from '#pipelines/sources/municipality-codes.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import type { RegisterFormat, Words } from '#pipelines/sources/register-format.ts';
import { readRegister } from '#pipelines/sources/register.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';

type Municipalities = readonly Row<typeof municipalities>[];

const headers = {
  practice_id: ['praktijk_id', 'praktijknummer', 'praktijkcode', 'agb', 'agb code', 'agb praktijk'],
  name: ['Naam', 'praktijknaam', 'naam praktijk', 'praktijk'],
  postcode: ['Postcode', 'post code', 'pc', 'pc6', 'pc4'],
  municipality_code: ['Gemeente', 'gemeentecode', 'gemeente code', 'gemeentenaam', 'municipality'],
  care_group: ['Zorggroep', 'huisartsengroep', 'regio organisatie'],
  dispensing: ['Apotheekhoudend', 'apotheekhoudende praktijk', 'apotheek'],
  registered_patients: [
    'Patiënten',
    'ingeschreven patienten',
    'aantal patienten',
    'aantal ingeschreven patienten',
  ],
  norm_practices: ['Normpraktijken', 'normpraktijk', 'aantal normpraktijken'],
  recognised: ['Erkend leerbedrijf', 'erkend', 'leerbedrijf'],
  recognised_until: ['Erkend tot', 'erkend t m', 'erkenning tot'],
  offer_status: ['Biedt stageplaats', 'biedt een stageplaats', 'biedt stage', 'stageplaats'],
  places_offered: ['Aantal plaatsen', 'aantal stageplaatsen', 'plaatsen', 'stageplaatsen'],
  experienced: ['Ervaring', 'ervaring met stagiairs', 'ervaring met stage', 'stage ervaring'],
  supervisors: [
    'Opgeleide begeleiders',
    'opgeleide begeleider',
    'aantal opgeleide begeleiders',
    'opgeleide begeleider aantal',
    'begeleiders',
  ],
  supervisors_trained_on: [
    'Datum opleiding begeleider',
    'opgeleide begeleider datum',
    'begeleider opgeleid op',
    'datum begeleiderstraining',
  ],
  bbl_interest: ['Interesse BBL', 'interesse in bbl', 'belangstelling bbl', 'belangstelling voor bbl'],
  last_visited: ['Laatst bezocht', 'laatst bezocht op', 'laatste bezoek'],
};

/** What a region writes for the answer of a practice. */
export const offers: Words = {
  offering: ['ja', 'j', 'x', 'yes'],
  'will-offer': ['komend jaar', 'volgend jaar'],
  'wants-to': ['wil', 'wil wel'],
  'not-yet': ['nog niet', 'nee', 'n', 'no'],
  'not-visited': ['niet bezocht', 'nog niet bezocht'],
};

/** Experience with students: yes or no, or for how many years. */
function experience(text: string): string {
  const years = /^(\d{1,2})\s*(?:jaar|jr)?$/.exec(text)?.[1];
  if (text.toLowerCase() === 'geen') return 'false';
  return years === undefined ? dutchFlag(text) : String(Number(years) > 0);
}

/** The file `praktijken` of a region. The codes of municipalities are found among those that are given. */
export function practicesFormat(rows: Municipalities): RegisterFormat<typeof practices> {
  const codeOf = municipalityCodes(rows);
  return {
    name: 'practices',
    table: practices,
    headers,
    words: { offer_status: offers },
    reads: {
      practice_id: practiceNumber,
      postcode,
      municipality_code: (text) => codeOf(text) ?? text,
      experienced: experience,
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
 * @throws RefusedFile when columns are missing
 */
export function readPractices(
  source: SourceFile,
  { municipalities }: { municipalities: Municipalities },
): Reading<typeof practices> {
  return readRegister(source, practicesFormat(municipalities));
}
