import type { PublishedLayout } from '#lib/domain/layouts.ts';
import type { Localized } from '#lib/domain/locale.ts';

const columnsListed: Localized = {
  nl: 'Kolomnamen uit een lijst van april 2026 (cedanl/rio-onderwijsdata); geen bestand gezien.',
  en: 'Column names from a list of April 2026 (cedanl/rio-onderwijsdata); no file seen.',
};
const nameListed: Localized = {
  nl: 'Alleen de naam van het bestand is bekend; de kolommen worden op naam gezocht.',
  en: 'Only the name of the file is known; its columns are sought by name.',
};
const maskedLater: Localized = {
  nl: 'Als voorheen, met <5 voor 1 tot en met 4 (mededeling van DUO, november 2023); geen bestand gezien.',
  en: 'As before, with <5 for 1 up to 4 (notice of DUO, November 2023); no file seen.',
};

function layout(
  nl: string,
  en: string,
  evidence: Localized,
  { use = 'read', verified = false }: Partial<Pick<PublishedLayout, 'use' | 'verified'>> = {},
): PublishedLayout {
  return { publisher: 'DUO', name: { nl, en }, use, verified, evidence };
}

const passedOver = { use: 'passed-over' } as const;

/** Every layout of DUO's files on mbo that is known here, by generation. */
export const duoLayouts = {
  'until 2020: 03': layout(
    '03, leerlingen per school, opleiding en geslacht (tot 2020)',
    '03, students by school, programme and sex (until 2020)',
    {
      nl: 'Echt bestand gelezen: 2015–2019, alle opleidingen.',
      en: 'Real file read: 2015–2019, all programmes.',
    },
    { verified: true },
  ),
  'until 2020: 08': layout(
    '08, leerlingen naar verblijfsjaar (tot 2020)',
    '08, students by year of stay (until 2020)',
    nameListed,
  ),
  'until 2020: 10': layout('10, gediplomeerden (tot 2020)', '10, diplomas (until 2020)', {
    nl: 'Kolommen met aantallen bekend uit openbare code, met de tikfout DIPTOTAA2018L; geen bestand gezien.',
    en: 'Columns of counts known from public code, with the slip DIPTOTAA2018L; no file seen.',
  }),
  'API: home': layout(
    'API, leerlingen per opleiding en woongemeente (4 met INDICATIEAVG)',
    'API, students by programme and home municipality (4 with INDICATIEAVG)',
    {
      nl: 'Beschreven op de pagina van de dataset, zonder kolomnamen; geen bestand gezien.',
      en: 'Described on the page of the data set, without column names; no file seen.',
    },
  ),
  'API: years': layout(
    'API, leerlingen per opleiding en verblijfsjaar (4 met INDICATIEAVG)',
    'API, students by programme and year of stay (4 with INDICATIEAVG)',
    {
      nl: 'Beschreven op de pagina van de dataset, zonder kolomnamen; geen bestand gezien.',
      en: 'Described on the page of the data set, without column names; no file seen.',
    },
  ),
  'from 2023: 03': layout(
    '03, leerlingen per school, opleiding en geslacht (<5, vanaf 2023)',
    '03, students by school, programme and sex (<5, from 2023)',
    maskedLater,
  ),
  'from 2023: 08': layout(
    '08, leerlingen naar verblijfsjaar (<5, vanaf 2023)',
    '08, students by year of stay (<5, from 2023)',
    maskedLater,
  ),
  'from 2023: 10': layout('10, gediplomeerden (<5, vanaf 2023)', '10, diplomas (<5, from 2023)', maskedLater),
  'now: 01': layout(
    '2021-2025-01, leerlingen per school en leerweg',
    '2021-2025-01, students by school and track',
    columnsListed,
  ),
  'now: 02': layout(
    '2021-2025-02, leerlingen per school en sectorkamer',
    '2021-2025-02, students by school and sector chamber',
    nameListed,
    passedOver,
  ),
  'now: 03': layout(
    '2021-2025-03, leerlingen per school, opleiding en geslacht',
    '2021-2025-03, students by school, programme and sex',
    nameListed,
  ),
  'now: 08': layout(
    '2021-2025-08, leerlingen naar verblijfsjaar',
    '2021-2025-08, students by year of stay',
    nameListed,
  ),
  'now: 11': layout(
    '2021-2025-11, leerlingen per school naar woongemeente',
    '2021-2025-11, students by school and home municipality',
    nameListed,
  ),
  'now: 12': layout(
    '2021-2025-12, leerlingen per opleiding naar woonprovincie',
    '2021-2025-12, students by programme and home province',
    nameListed,
  ),
  'now: diplomas': layout('2020-2024-gediplomeerden', '2020-2024-gediplomeerden (diplomas)', columnsListed),
  'now: intake': layout(
    'nieuw instromende studenten, naar vooropleiding',
    'newly entering students, by prior education',
    columnsListed,
  ),
  'now: kinds of intake': layout(
    'nieuw instromende studenten, met soorten instroom',
    'newly entering students, with kinds of intake',
    nameListed,
  ),
  'now: offer': layout(
    'mbo_opleidingsaanbod, met de leslocaties',
    'mbo_opleidingsaanbod (programmes on offer), with the teaching places',
    columnsListed,
  ),
  'now: sector chambers': layout(
    'leerlingen per sectorkamer, leerweg en woonprovincie',
    'students by sector chamber, track and home province',
    columnsListed,
    passedOver,
  ),
  'now: national years': layout(
    'leerlingen per leerweg, opleiding en verblijfsjaar, zonder scholen',
    'students by track, programme and year of stay, without schools',
    nameListed,
    passedOver,
  ),
  'now: projections': layout(
    'mbo-studentenprognose',
    'mbo-studentenprognose (projections of students)',
    columnsListed,
    passedOver,
  ),
  'now: addresses': layout(
    'adressen van scholen en besturen',
    'addresses of schools and boards',
    columnsListed,
    passedOver,
  ),
} satisfies Record<string, PublishedLayout>;

export type DuoLayoutKey = keyof typeof duoLayouts;
