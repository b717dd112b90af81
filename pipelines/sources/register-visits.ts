import { practiceHistory } from '#lib/domain/tables/register.ts';
import { practiceNumber } from '#pipelines/sources/codes.ts';
import type { RegisterFormat } from '#pipelines/sources/register-format.ts';
import { offers } from '#pipelines/sources/register-practices.ts';

/** The file `bezoeken` of a region: a row per visit to a practice, with what it said of offering a place. */
export const visitsFormat: RegisterFormat<typeof practiceHistory> = {
  name: 'visits',
  table: practiceHistory,
  headers: {
    practice_id: ['praktijk_id', 'praktijk', 'praktijknummer', 'praktijkcode', 'agb', 'agb code'],
    date: ['Datum', 'bezoekdatum', 'datum bezoek'],
    offer_status: ['Uitkomst', 'biedt stageplaats', 'stageplaats'],
  },
  words: { offer_status: offers },
  reads: { practice_id: practiceNumber },
};
