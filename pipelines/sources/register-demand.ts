import { statuses, statusNames } from '#lib/domain/status.ts';
import { placementDemand } from '#lib/domain/tables/register.ts';
import { plainName, schoolYear } from '#pipelines/sources/dutch-cells.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { readRegister, words, type RegisterFormat } from '#pipelines/sources/register.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';

const statusWords = Object.fromEntries(statuses.map((status) => [plainName(statusNames[status].nl), status]));

/** The file `vraag per school` of a region: how many placements the years of a programme ask for. */
export const demandFormat: RegisterFormat<typeof placementDemand> = {
  name: 'placement demand',
  table: placementDemand,
  headers: {
    school_id: ['brin', 'brin nummer', 'school', 'instelling'],
    track: ['leerweg'],
    programme_year: ['leerjaar'],
    school_year: ['schooljaar'],
    students: ['aantal studenten', 'aantal leerlingen', 'studenten', 'leerlingen', 'aantal'],
    students_status: ['status', 'status aantal'],
    periods_per_student: ['perioden per student', 'perioden per leerling', 'stageperioden per leerling'],
    general_practice_share: ['aandeel huisarts', 'aandeel huisartsenpraktijk', 'aandeel huisartspraktijk'],
  },
  derived: ['students_status'],
  reads: {
    school_id: (text) => (/^\d\d[a-z]{2}$/i.test(text) ? text.toUpperCase() : text),
    track: words({
      bol: 'BOL',
      bolvt: 'BOL',
      bbl: 'BBL',
      boldt: 'BOL-part-time',
      'bol deeltijd': 'BOL-part-time',
    }),
    programme_year: (text) => text.replace(/^(?:leerjaar|jaar)\s*(?=\d$)|(?<=^\d)e$/i, ''),
    school_year: schoolYear,
    students_status: words(statusWords),
  },
  // A school that gave no number has not said zero.
  finish: (cells) => ({
    ...cells,
    students_status: cells['students_status'] || (cells['students'] ? 'measured' : 'unknown'),
  }),
};

/**
 * Reads a region's demand for placements by school.
 *
 * @throws UserError when columns are missing, or the file holds dates of birth
 */
export function readDemand(source: SourceFile): Reading<typeof placementDemand> {
  return readRegister(source, demandFormat);
}
