import { statuses, statusNames } from '#lib/domain/status.ts';
import { placementDemand } from '#lib/domain/tables/register.ts';
import { schoolCode } from '#pipelines/sources/codes.ts';
import { plainName, schoolYear } from '#pipelines/sources/dutch-cells.ts';
import type { Problem, Reading } from '#pipelines/sources/reading.ts';
import type { RegisterFormat } from '#pipelines/sources/register-format.ts';
import { programmeYear, trackWords } from '#pipelines/sources/register-places.ts';
import { readRegister } from '#pipelines/sources/register.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';

/** The programme by its name, and its course codes (data/reference/programmes.csv). */
const assistants = /\b(dokters?assist|da\b)|^(91310|25473|23180)$/;

/** What is wrong with a school that is neither a BRIN nor a name: a spreadsheet made a number of a BRIN such as 27E1. */
export function checkSchool({ school_id: value = '' }: Record<string, string>): Problem[] {
  if (value === '' || /\p{Letter}{3}|^\d\d[A-Z]{2}$/u.test(value)) return [];
  const code = /^[\d.,\s-]+$|^\d+(?:[.,]\d+)?E[+-]?\d+$/i.test(value) ? 'code-became-number' : 'wrong-form';
  return [{ column: 'school_id', value, code, expected: '25LW' }];
}

/** The file `vraag per school` of a region: how many placements the years of a programme ask for. */
export const demandFormat: RegisterFormat<typeof placementDemand> = {
  name: 'placement demand',
  table: placementDemand,
  headers: {
    school_id: ['BRIN', 'brin nummer', 'school', 'instelling', 'instellingscode'],
    programme: ['Opleiding', 'crebo', 'kwalificatie', 'opleiding naam', 'opleiding code'],
    track: ['Leerweg'],
    programme_year: ['Leerjaar'],
    school_year: ['Schooljaar'],
    students: ['Aantal studenten', 'aantal leerlingen', 'studenten', 'leerlingen', 'aantal'],
    students_status: ['Status', 'status aantal'],
    periods_per_student: [
      'Perioden per student',
      'perioden per leerling',
      'stageperioden per leerling',
      'perioden',
    ],
    general_practice_share: ['Aandeel huisarts', 'aandeel huisartsenpraktijk', 'aandeel huisartspraktijk'],
  },
  derived: ['students_status'],
  statusOf: { students: 'students_status' },
  words: {
    track: trackWords,
    students_status: Object.fromEntries(statuses.map((status) => [status, [statusNames[status].nl]])),
  },
  reads: { school_id: schoolCode, programme_year: programmeYear, school_year: schoolYear },
  aside: ({ programme: value = '' }) =>
    value === '' || assistants.test(plainName(value))
      ? null
      : { column: 'programme', value, code: 'other-programme', expected: '' },
  check: checkSchool,
};

/**
 * Reads a region's demand for placements by school. Only that of doktersassistenten is loaded.
 *
 * @throws RefusedFile when columns are missing
 */
export function readDemand(source: SourceFile): Reading<typeof placementDemand> {
  return readRegister(source, demandFormat);
}
