import type { PrivacyClass, SqlType, Unit } from '#lib/domain/column.ts';
import type { Locale } from '#lib/domain/locale.ts';

const nl = {
  intro: [
    'Vul op het eerste blad één rij in per {row}. De eerste rij is een voorbeeld; die wordt bij het inlezen overgeslagen.',
    'Donkere kolommen zijn verplicht. Een lege cel betekent onbekend en telt nooit als nul; vul alleen 0 in als het echt 0 is.',
    'Een kolom die u niet hebt gevraagd, kunt u weghalen: dan staat in Praktijkbalans “niet gevraagd”.',
    'Titels boven de tabel, totalen eronder en lege rijen mogen; die worden herkend. De volgorde van de kolommen maakt niet uit.',
  ],
  columns: ['Kolom', 'Betekenis', 'Eenheid', 'Verplicht', 'Wat u kunt invullen', 'Wie mag het zien'],
  yes: 'ja',
  no: 'nee',
  kinds: {
    VARCHAR: 'tekst',
    INTEGER: 'heel getal',
    DOUBLE: 'getal, met een komma',
    BOOLEAN: 'ja of nee',
    DATE: 'datum, zoals 31-12-2025',
  } as Record<SqlType, string>,
  between: (min: number, max: number) => `van ${min} tot en met ${max}`,
  from: (min: number) => `vanaf ${min}`,
  like: (example: string) => `zoals ${example}`,
  insteadOf: (columns: string) => `in plaats van ${columns}`,
  units: {
    heads: 'personen',
    fte: 'fte',
    persons: 'personen',
    students: 'leerlingen',
    practices: 'praktijken',
    places: 'plaatsen',
    years: 'jaar',
    'days-per-week': 'dagen per week',
    share: 'aandeel van 0 tot 1, of een percentage',
  } as Partial<Record<Unit, string>>,
  privacy: {
    open: 'iedereen',
    partners: 'partners van de regio',
    work: 'alleen coördinatoren',
  } as Record<PrivacyClass, string>,
  pick: 'Kies of vul in zoals hieronder staat; een lege cel is onbekend.',
};

/** Words of the template workbooks. */
export type TemplateWords = typeof nl;

const en: TemplateWords = {
  intro: [
    'On the first sheet, fill in one row per {row}. The first row is an example; it is passed over when the file is read.',
    'Dark columns are required. An empty cell means unknown and never counts as zero; enter 0 only where it really is 0.',
    'A column that you did not ask about can be deleted: Praktijkbalans then says “not asked”.',
    'Titles above the table, totals below it and blank rows are fine; they are recognised. The order of columns does not matter.',
  ],
  columns: ['Column', 'Meaning', 'Unit', 'Required', 'What to enter', 'Who may see it'],
  yes: 'yes',
  no: 'no',
  kinds: {
    VARCHAR: 'text',
    INTEGER: 'whole number',
    DOUBLE: 'number',
    BOOLEAN: 'yes or no',
    DATE: 'date, such as 31-12-2025',
  },
  between: (min, max) => `from ${min} to ${max}`,
  from: (min) => `from ${min}`,
  like: (example) => `such as ${example}`,
  insteadOf: (columns) => `instead of ${columns}`,
  units: {
    heads: 'persons',
    fte: 'FTE',
    persons: 'persons',
    students: 'students',
    practices: 'practices',
    places: 'places',
    years: 'years',
    'days-per-week': 'days per week',
    share: 'share from 0 to 1, or a percentage',
  },
  privacy: { open: 'everyone', partners: 'partners of the region', work: 'coordinators only' },
  pick: 'Choose, or enter as it says below; an empty cell is unknown.',
};

/** The words of the template workbooks in both languages. */
export const templateWords: Record<Locale, TemplateWords> = { nl, en };
