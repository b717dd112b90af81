import type { Sureness } from '#lib/domain/gap.ts';
import type { Locale } from '#lib/domain/locale.ts';
import * as dutch from '#lib/domain/words/dutch.ts';
import * as english from '#lib/domain/words/english.ts';

const nl = {
  site: {
    name: 'Praktijkbalans',
    skip: 'Naar de inhoud',
    nav: {
      overview: 'Overzicht',
      regions: 'Regio’s',
      method: 'Werkwijze',
      data: 'Gegevens',
      import: 'Inlezen',
      label: 'Hoofdmenu',
    },
    otherLanguage: { name: 'English', label: 'Read this page in English' },
    edition: (id: string, date: string, model: string) =>
      `Editie ${id} van ${dutch.f.date(date)}, model ${model}`,
    sourcesUntil: (date: string) => `bronnen tot ${dutch.f.date(date)}`,
    peildatum: (year: number) => `peildatum 1 januari ${year}`,
    synthetic:
      'Het praktijkregister in deze editie is geheel of deels verzonnen (synthetisch); de raming rust er niet op.',
    about:
      'Open broncode onder EUPL-1.2. Een raming is geen voorspelling: zij laat zien wat er gebeurt als de aannames uitkomen.',
  },
  chart: {
    table: 'Toon als tabel',
    csv: 'CSV voor een spreadsheet',
    link: 'Link naar deze grafiek',
    how: 'Hoe weten we dit?',
  },
  units: {
    label: 'Tellen in',
    heads: 'personen',
    fte: 'fte',
    apply: 'Toon',
  },
  year: 'Jaar',
  chance: dutch.chanceIs,
  formerly: (names: string[]) => `vroeger ${dutch.f.list(names)}`,
  shortage: { shortage: 'tekort', surplus: 'overschot', uncertain: 'onzeker' } satisfies Record<
    Sureness,
    string
  >,
};

/** Words that stand on every page, or on more than one. */
export type SiteWords = typeof nl;

const en: SiteWords = {
  site: {
    name: 'Praktijkbalans',
    skip: 'Skip to content',
    nav: {
      overview: 'Overview',
      regions: 'Regions',
      method: 'Method',
      data: 'Data',
      import: 'Import',
      label: 'Main menu',
    },
    otherLanguage: { name: 'Nederlands', label: 'Lees deze pagina in het Nederlands' },
    edition: (id, date, model) => `Edition ${id} of ${english.f.date(date)}, model ${model}`,
    sourcesUntil: (date) => `sources until ${english.f.date(date)}`,
    peildatum: (year) => `reference date 1 January ${year}`,
    synthetic:
      'The practice register in this edition is wholly or partly made up (synthetic); the forecast does not rest on it.',
    about:
      'Open source under EUPL-1.2. A forecast is not a prediction: it shows what happens if the assumptions hold.',
  },
  chart: {
    table: 'Show as a table',
    csv: 'CSV for a spreadsheet',
    link: 'Link to this chart',
    how: 'How do we know this?',
  },
  units: {
    label: 'Count in',
    heads: 'people',
    fte: 'FTE',
    apply: 'Show',
  },
  year: 'Year',
  chance: english.chanceIs,
  formerly: (names) => `formerly ${english.f.list(names)}`,
  shortage: { shortage: 'shortage', surplus: 'surplus', uncertain: 'uncertain' },
};

export const siteWords: Record<Locale, SiteWords> = { nl, en };
