import * as c from '#lib/domain/column.ts';
import { practicePlaces } from '#lib/domain/tables/register.ts';
import { bareCode, practiceNumber } from '#pipelines/sources/codes.ts';
import { dutchDay, schoolYear } from '#pipelines/sources/dutch-cells.ts';
import type { Problem, Reading } from '#pipelines/sources/reading.ts';
import type { RegisterFormat, Words } from '#pipelines/sources/register-format.ts';
import { readRegister } from '#pipelines/sources/register.ts';
import { leastWeeks, periodsBetween, periodsNamed } from '#pipelines/sources/school-periods.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';

type Cells = Record<string, string>;

/** How schools write a track. */
export const trackWords: Words = {
  BOL: ['BOL', 'bolvt', 'bol voltijd'],
  BBL: ['BBL'],
  'BOL-part-time': ['BOL deeltijd', 'boldt'],
};

const stateWords: Words = {
  open: ['vrij', 'open', 'beschikbaar'],
  reserved: ['gereserveerd', 'in overleg', 'optie'],
  filled: ['bezet', 'vol', 'ingevuld', 'geplaatst'],
  lapsed: ['vervallen', 'ingetrokken', 'gestopt'],
};

/** The year of a programme: "2", "leerjaar 2" or "2e". */
export function programmeYear(text: string): string {
  return text.replace(/^(?:leerjaar|jaar)\s*(?=\d$)|(?<=^\d)e$/i, '');
}

const weekColumn = (nl: string, en: string) => ({
  column: c.optional(c.text(nl, en)),
  standsFor: ['period'],
});

/** A row for each period of a place. Weeks do where no period is given. */
function byPeriod(cells: Cells): Cells | Cells[] {
  const { period = '', week_from: from = '', week_to: to = '' } = cells;
  const periods = period === '' && from !== '' ? periodsBetween(from, to) : periodsNamed(period);
  return periods === null || periods.length === 0
    ? cells
    : periods.map((number) => ({ ...cells, period: String(number) }));
}

function check({ period = '', week_from: from = '', week_to: to = '' }: Cells): Problem[] {
  if (period !== '' || from === '') return [];
  const isShort = periodsBetween(from, to) !== null;
  const expected = isShort ? `≥ ${leastWeeks} weken | weeks` : 'week 36 | 01-09-2025';
  return [{ column: 'period', value: `${from} – ${to}`, code: 'wrong-form', expected }];
}

/**
 * The file `stageplaatsen` of a region: a row per place and period of ten weeks, or per place and the weeks in which it
 * is open.
 */
export const placesFormat: RegisterFormat<typeof practicePlaces> = {
  name: 'placement places',
  table: practicePlaces,
  headers: {
    place_id: ['plaats_id', 'plaatsnummer', 'stageplaats id', 'stageplaatsnummer'],
    practice_id: ['praktijk_id', 'praktijk', 'praktijknummer', 'praktijkcode', 'agb', 'agb code'],
    school_year: ['Schooljaar'],
    period: ['Periode', 'perioden', 'stageperiode'],
    days_per_week: ['Dagen per week', 'dagen week'],
    track: ['Leerweg'],
    programme_year: ['Leerjaar'],
    capacity: ['Capaciteit', 'aantal leerlingen', 'leerlingen'],
    place_status: ['Status', 'status plaats', 'stand'],
    week_from: ['Week van', 'van week', 'week vanaf', 'van', 'startweek', 'begin'],
    week_to: ['Week tot en met', 'week tot', 'tot week', 't m week', 'tot', 'tot en met', 'eindweek', 'eind'],
  },
  extras: {
    week_from: weekColumn('Eerste week', 'First week'),
    week_to: weekColumn('Laatste week, die meetelt', 'Last week, which counts'),
  },
  words: { track: trackWords, place_status: stateWords },
  reads: {
    place_id: bareCode,
    practice_id: practiceNumber,
    school_year: schoolYear,
    period: (text) => text,
    programme_year: programmeYear,
    week_from: dutchDay,
    week_to: dutchDay,
  },
  finish: byPeriod,
  check,
};

/**
 * Reads a region's placement places and their calendar.
 *
 * @throws RefusedFile when columns are missing
 */
export function readPlaces(source: SourceFile): Reading<typeof practicePlaces> {
  return readRegister(source, placesFormat);
}
