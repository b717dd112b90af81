import { practiceHistory } from '#lib/domain/tables/register.ts';
import { offers } from '#pipelines/sources/register-practices.ts';
import { practiceNumber, type RegisterFormat } from '#pipelines/sources/register.ts';

/** The file `bezoeken` of a region: a row per visit to a practice, with what it said of offering a place. */
export const visitsFormat: RegisterFormat<typeof practiceHistory> = {
  name: 'visits',
  table: practiceHistory,
  headers: {
    practice_id: ['praktijk id', 'praktijk', 'praktijknummer', 'praktijkcode', 'agb', 'agb code'],
    date: ['datum', 'bezoekdatum', 'datum bezoek'],
    offer_status: ['uitkomst', 'biedt stageplaats', 'stageplaats'],
  },
  reads: { practice_id: practiceNumber, offer_status: offers },
};
