import type { Locale } from '#lib/domain/locale.ts';

const nl = {
  notFoundTitle: 'Deze pagina is er niet',
  notFound: 'Misschien is de link verouderd of is er een letter weggevallen.',
  unknownRegion: (code: string) => `Er is geen regio met code ${code}. Kies een van deze 28:`,
  failedTitle: 'Dit ging niet goed',
  failed: 'De pagina kon niet worden gemaakt. Probeer het over een minuut opnieuw.',
  noEdition:
    'Er is nog geen editie met gegevens, of zij is beschadigd. De beheerder ziet in het venster van de server wat er aan de hand is.',
  home: 'Naar het overzicht',
};

/** Words of the page that says what went wrong. */
export type ErrorWords = typeof nl;

const en: ErrorWords = {
  notFoundTitle: 'This page does not exist',
  notFound: 'The link may be out of date, or a letter may have dropped out.',
  unknownRegion: (code) => `There is no region with code ${code}. Choose one of these 28:`,
  failedTitle: 'Something went wrong',
  failed: 'The page could not be made. Try again in a minute.',
  noEdition:
    'There is no edition with data yet, or it is damaged. The administrator can see in the server window what is wrong.',
  home: 'To the overview',
};

export const errorWords: Record<Locale, ErrorWords> = { nl, en };
