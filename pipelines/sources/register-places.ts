import { practicePlaces } from '#lib/domain/tables/register.ts';
import { schoolYear } from '#pipelines/sources/dutch-cells.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { practiceNumber, readRegister, type RegisterFormat } from '#pipelines/sources/register.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';

/** The file `stageplaatsen` of a region: a row per place and period of ten weeks. */
export const placesFormat: RegisterFormat<typeof practicePlaces> = {
  name: 'placement places',
  table: practicePlaces,
  headers: {
    place_id: ['plaats id', 'plaatsnummer', 'stageplaats id', 'stageplaatsnummer'],
    practice_id: ['praktijk id', 'praktijk', 'praktijknummer', 'praktijkcode', 'agb', 'agb code'],
    school_year: ['schooljaar'],
    period: ['periode'],
    days_per_week: ['dagen per week', 'dagen week'],
    capacity: ['capaciteit', 'aantal leerlingen', 'leerlingen'],
  },
  reads: {
    practice_id: practiceNumber,
    school_year: schoolYear,
    period: (text) => text.replace(/^(?:p|periode)\s*(?=\d$)/i, ''),
  },
};

/**
 * Reads a region's placement places and their calendar.
 *
 * @throws UserError when columns are missing, or the file holds dates of birth
 */
export function readPlaces(source: SourceFile): Reading<typeof practicePlaces> {
  return readRegister(source, placesFormat);
}
