import { placements } from '#lib/domain/tables/register.ts';
import { bareCode, schoolCode } from '#pipelines/sources/codes.ts';
import { isPseudonym } from '#pipelines/sources/pseudonym.ts';
import type { Problem } from '#pipelines/sources/reading.ts';
import { checkSchool } from '#pipelines/sources/register-demand.ts';
import type { RegisterFormat, Words } from '#pipelines/sources/register-format.ts';

type Cells = Record<string, string>;

const stateWords: Words = {
  planned: ['gepland', 'toegezegd', 'gematcht', 'afgesproken'],
  running: ['loopt', 'lopend', 'gestart', 'bezig'],
  completed: ['afgerond', 'voltooid', 'klaar'],
  stopped: ['gestopt', 'afgebroken', 'vervallen', 'geannuleerd'],
};

function check(cells: Cells): Problem[] {
  const { student_ref: student = '', starts_on: start = '', ends_on: end = '' } = cells;
  const problems = checkSchool(cells);
  if (student !== '' && !isPseudonym(student)) {
    problems.push({ column: 'student_ref', value: student, code: 'not-a-pseudonym', expected: 'L0123' });
  }
  if (end !== '' && end < start) {
    problems.push({ column: 'ends_on', value: end, code: 'out-of-range', expected: `≥ ${start}` });
  }
  return problems;
}

/** The file `plaatsingen` of a region: which student is where and when, without saying who that is. */
export const placementsFormat: RegisterFormat<typeof placements> = {
  name: 'placements',
  table: placements,
  headers: {
    student_ref: ['student_ref', 'student', 'studentnummer', 'leerling', 'leerlingnummer', 'student nr'],
    school_id: ['School', 'brin', 'instelling'],
    place_id: ['plaats_id', 'plaatsnummer', 'stageplaats id', 'stageplaatsnummer', 'plaats'],
    starts_on: ['Van', 'begin', 'start', 'startdatum', 'begindatum', 'ingangsdatum', 'vanaf'],
    ends_on: ['Tot en met', 'tot', 't m', 'eind', 'einddatum'],
    placement_status: ['Status', 'stand'],
  },
  words: { placement_status: stateWords },
  reads: { student_ref: bareCode, school_id: schoolCode, place_id: bareCode },
  secret: ['student_ref'],
  check,
};
