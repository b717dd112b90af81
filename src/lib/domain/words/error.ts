import type { Locale } from '#lib/domain/locale.ts';

const nl = {
  notFoundTitle: 'Deze pagina is er niet',
  notFound: 'Misschien is de link verouderd of is er een letter weggevallen.',
  unknownRegion: (code: string) => `Er is geen regio met code ${code}. Kies een van deze 28:`,
  failedTitle: 'Dit ging niet goed',
  failed: 'De pagina kon niet worden gemaakt. Probeer het over een minuut opnieuw.',
  noEdition:
    'Er is nog geen editie met gegevens, of zij is beschadigd. De beheerder ziet in het venster van de server wat er aan de hand is.',
  notLocalTitle: 'Dit kan alleen op de computer zelf',
  notLocal: [
    'Bestanden inlezen kan alleen op de computer waarop Praktijkbalans draait. Er zijn nog geen accounts, en wat u inleest gaat over praktijken.',
    'Zo kan het wel: installeer Praktijkbalans op uw eigen computer, start het daar met “npm start”, en open de link die dan verschijnt (http://127.0.0.1:4173) op diezelfde computer.',
  ],
  noDraftTitle: 'Dit is er niet meer',
  noDraft: 'Wat u klaarzette is weggegooid, of ouder dan een dag. Kies de bestanden opnieuw.',
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
  notLocalTitle: 'This works only on the computer itself',
  notLocal: [
    'Files can be read in only on the computer on which Praktijkbalans runs. There are no accounts yet, and what you read in is about practices.',
    'This is how it can be done: install Praktijkbalans on your own computer, start it there with “npm start”, and open the link that it shows (http://127.0.0.1:4173) on that same computer.',
  ],
  noDraftTitle: 'This is gone',
  noDraft: 'What you prepared was thrown away, or is older than a day. Choose the files again.',
  home: 'To the overview',
};

export const errorWords: Record<Locale, ErrorWords> = { nl, en };
