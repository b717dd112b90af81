import type { Localized } from '#lib/domain/locale.ts';
import type { Row } from '#lib/domain/table.ts';
import type { municipalities } from '#lib/domain/tables/geography.ts';
import { demandFormat } from '#pipelines/sources/register-demand.ts';
import type { RegisterFormat } from '#pipelines/sources/register-format.ts';
import { placementsFormat } from '#pipelines/sources/register-placements.ts';
import { placesFormat } from '#pipelines/sources/register-places.ts';
import { practicesFormat } from '#pipelines/sources/register-practices.ts';
import { staffFormat } from '#pipelines/sources/register-staff.ts';

/** A value as it stands in a row of a template: by the name of its column, as the table keeps it. */
export type TemplateRow = Readonly<Record<string, string | number | boolean | null>>;

/** One of the working files of a region, as a workbook to fill in. */
export interface TemplateBook {
  /** The name of its file, without an extension, and of its sheet. */
  name: Localized;
  /** What a row is about. */
  row: Localized;
  format: RegisterFormat;
  /** Columns of the file that the workbook leaves out, because another one stands for them. */
  without: readonly string[];
  /** What can be filled in, where the declaration of a column does not say it all. */
  hints: Readonly<Record<string, Localized>>;
  /** The example, which the key of says that it is one. */
  example: TemplateRow;
}

/** The names by which a workbook is asked for. */
export const bookNames = ['practices', 'staff', 'places', 'demand', 'placements'] as const;
export type BookName = (typeof bookNames)[number];

/** The word by which a reader knows the example. */
export const exampleMark: Localized = { nl: 'VOORBEELD', en: 'EXAMPLE' };

const practiceHint: Localized = {
  nl: 'de AGB-code, of een nummer van uzelf dat in elk bestand hetzelfde is',
  en: 'the AGB code, or a number of your own that is the same in every file',
};

/** The five working files. The codes of municipalities are found among those that are given, when one is read. */
export function templateBooks(rows: readonly Row<typeof municipalities>[]): Record<BookName, TemplateBook> {
  return {
    practices: {
      name: { nl: 'praktijken', en: 'practices' },
      row: { nl: 'praktijk', en: 'practice' },
      format: practicesFormat(rows),
      without: [],
      hints: {
        practice_id: practiceHint,
        municipality_code: { nl: 'de naam of de code, zoals GM0363', en: 'its name or code, such as GM0363' },
        experienced: { nl: 'ja, nee of het aantal jaren', en: 'yes, no or the number of years' },
      },
      example: {
        name: 'Huisartsenpraktijk De Linde',
        postcode: '3511 AB',
        municipality_code: 'Utrecht',
        care_group: 'Zorggroep Midden',
        dispensing: false,
        registered_patients: 2350,
        norm_practices: 1.1,
        recognised: true,
        recognised_until: '2027-12-31',
        offer_status: 'offering',
        places_offered: 1,
        experienced: true,
        supervisors: 2,
        supervisors_trained_on: '2024-03-14',
        bbl_interest: true,
        last_visited: '2025-09-30',
      },
    },
    staff: {
      name: { nl: 'personeel', en: 'staff' },
      row: { nl: 'praktijk, functie en leeftijdsgroep', en: 'practice, function and age group' },
      format: staffFormat,
      without: ['age_from', 'age_to'],
      hints: { practice_id: practiceHint },
      example: { occupation: 'doktersassistent', age_group: '25-29', heads: 2, fte: 1.4, hours: null },
    },
    places: {
      name: { nl: 'stageplaatsen', en: 'places' },
      row: { nl: 'plaats en periode', en: 'place and period' },
      format: placesFormat,
      without: [],
      hints: {
        practice_id: practiceHint,
        period: { nl: '1 tot en met 4; meer mag ook, zoals 1-4', en: '1 to 4; several as well, such as 1-4' },
        week_from: { nl: 'het nummer van de week, of een datum', en: 'the number of the week, or a date' },
        week_to: { nl: 'het nummer van de week, of een datum', en: 'the number of the week, or a date' },
      },
      example: {
        practice_id: '01012345',
        school_year: 2025,
        period: 1,
        days_per_week: 4,
        track: 'BOL',
        programme_year: 2,
        capacity: 1,
        place_status: 'open',
        week_from: null,
        week_to: null,
      },
    },
    demand: {
      name: { nl: 'vraag', en: 'demand' },
      row: {
        nl: 'school, leerweg, leerjaar en schooljaar',
        en: 'school, track, programme year and school year',
      },
      format: demandFormat,
      without: [],
      hints: {
        school_id: { nl: 'zoals 25LW', en: 'such as 25LW' },
        students: { nl: 'heel getal; <5, nvt en leeg mogen', en: 'whole number; <5, n/a and empty will do' },
      },
      example: {
        programme: 'Doktersassistent',
        track: 'BOL',
        programme_year: 2,
        school_year: 2025,
        students: 48,
        students_status: 'measured',
        periods_per_student: 1.5,
        general_practice_share: 0.6,
      },
    },
    placements: {
      name: { nl: 'plaatsingen', en: 'placements' },
      row: { nl: 'leerling en plaats', en: 'student and place' },
      format: placementsFormat,
      without: [],
      hints: {
        student_ref: {
          nl: 'zoals L0123; nooit een naam, geboortedatum of burgerservicenummer',
          en: 'such as L0123; never a name, a date of birth or a citizen number',
        },
      },
      example: {
        school_id: '25LW',
        place_id: 'S1',
        starts_on: '2025-09-01',
        ends_on: '2025-11-14',
        placement_status: 'planned',
      },
    },
  };
}
