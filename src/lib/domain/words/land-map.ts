import type { LandMap } from '#lib/domain/boundaries.ts';
import type { Locale } from '#lib/domain/locale.ts';

const nl = {
  label: 'Kaart van de regio’s',
  credit: ({ schematic, publisher, licence }: LandMap) =>
    `${schematic ? 'Schematische kaart: grenzen bij benadering, hier getekend uit gegevens van' : 'Grenzen:'} ${publisher} (${licence}).`,
};

const en: typeof nl = {
  label: 'Map of the regions',
  credit: ({ schematic, publisher, licence }) =>
    `${schematic ? 'Schematic map: boundaries are approximate, drawn here from data of' : 'Boundaries:'} ${publisher} (${licence}).`,
};

/** Words of the map with boundaries, apart from those of the first page, which does not wait for them. */
export const landMapWords: Record<Locale, typeof nl> = { nl, en };
