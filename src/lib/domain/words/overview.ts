import type { MapKind } from '#lib/domain/address.ts';
import type { CountUnit, Spread } from '#lib/domain/gap.ts';
import type { Locale } from '#lib/domain/locale.ts';
import * as dutch from '#lib/domain/words/dutch.ts';
import * as english from '#lib/domain/words/english.ts';

/** What the answer sentence of the first page is made of. */
export interface OverviewAnswer {
  year: number;
  unit: CountUnit;
  gap: Spread;
  share: number;
  chance: number;
  short: number;
  surplus: number;
  regions: number;
}

const nl = {
  title: 'Hoe groot is het tekort aan doktersassistenten, waar, en hoe zeker is dat?',
  answer: ({ year, unit, gap, share, chance, short, surplus, regions }: OverviewAnswer) =>
    `In Nederland ${dutch.gapIs({ year, unit, gap, share })}. De kans op een tekort is ${dutch.chanceIs(chance)}. ` +
    (short + surplus === 0
      ? `In alle ${regions} regio’s is onzeker of er een tekort of een overschot komt.`
      : `In ${short === 0 ? 'geen' : short} van de ${regions} regio’s is een tekort waarschijnlijk, ${surplus === 0 ? 'nergens' : `in ${surplus}`} een overschot${short + surplus === regions ? '' : `; in de andere ${regions - short - surplus} is onzeker of er een tekort of een overschot komt`}.`),
  likely:
    'Waarschijnlijk betekent: in ten minste 90 % van de trekkingen. Het 80 %-interval ligt dan geheel aan één kant van nul.',
  map: {
    title: 'De 28 RegioPlus-regio’s',
    summary: (year: number, map: MapKind) =>
      `${map === 'tiles' ? 'Elke tegel is een regio, ongeveer op haar plaats op de kaart. ' : ''}De kleur is het tekort als deel van de vraag in ${year}; gearceerd is waar onzeker is of er een tekort of een overschot komt.`,
    uncertain: 'onzeker',
    kinds: { tiles: 'Tegelkaart', land: 'Landkaart' } satisfies Record<MapKind, string>,
  },
  ranking: {
    title: 'Van het grootste tekort naar het grootste overschot',
    summary: (year: number) =>
      `Tekort als deel van de vraag op 1 januari ${year}. De stip is de mediaan, de streep bevat 80 % van de trekkingen. Daarnaast staan de plaatsen die een regio in 80 % van de trekkingen inneemt: waar ze overlappen, is de volgorde onzeker.`,
    ranks: ([high, low]: [number, number]) => (high === low ? `plaats ${high}` : `plaats ${high} t/m ${low}`),
  },
  columns: {
    region: 'Regio',
    share: 'Deel van de vraag',
    interval: '80\u00a0%-interval',
    count: (unit: CountUnit): string => (unit === 'heads' ? 'Tekort (personen)' : 'Tekort (fte)'),
    chance: 'Kans op tekort',
    rank: 'Plaats',
  },
  how: 'Vraag en aanbod van elke regio komen uit het model op de pagina Werkwijze; de beginstand is geschat, behalve waar een regio haar eigen personeelsgegevens gaf: een openbare telling per regio is niet gevonden.',
};

/** Words of the first page. */
export type OverviewWords = typeof nl;

const en: OverviewWords = {
  title: 'How large is the shortage of medical assistants, where, and how certain is it?',
  answer: ({ year, unit, gap, share, chance, short, surplus, regions }) =>
    `On 1 January ${year} ${english.gapIs({ unit, gap, share })}. The chance of a national shortage is ${english.chanceIs(chance)}. ` +
    (short + surplus === 0
      ? `In all ${regions} regions it is uncertain whether there will be a shortage or a surplus.`
      : `A shortage is likely in ${short === 0 ? 'none' : short} of the ${regions} regions, a surplus in ${surplus === 0 ? 'none' : surplus}${short + surplus === regions ? '' : `; in the other ${regions - short - surplus} it is uncertain whether there will be a shortage or a surplus`}.`),
  likely:
    'Likely means: in at least 90% of the draws. The 80% interval then lies wholly on one side of zero.',
  map: {
    title: 'The 28 RegioPlus regions',
    summary: (year, map) =>
      `${map === 'tiles' ? 'Each tile is a region, roughly where it lies on the map. ' : ''}The colour is the shortage as a share of demand in ${year}; hatching shows where it is uncertain whether there will be a shortage or a surplus.`,
    uncertain: 'uncertain',
    kinds: { tiles: 'Tile map', land: 'Land map' },
  },
  ranking: {
    title: 'From the largest shortage to the largest surplus',
    summary: (year) =>
      `Shortage as a share of demand on 1 January ${year}. The dot is the median, the line contains 80% of the draws. The ranks beside it are those that a region takes in 80% of the draws: where they overlap, the order is uncertain.`,
    ranks: ([high, low]) => (high === low ? `rank ${high}` : `rank ${high} to ${low}`),
  },
  columns: {
    region: 'Region',
    share: 'Share of demand',
    interval: '80% interval',
    count: (unit) => (unit === 'heads' ? 'Shortage (people)' : 'Shortage (FTE)'),
    chance: 'Chance of a shortage',
    rank: 'Rank',
  },
  how: 'Supply and demand of each region come from the model on the page Method; the starting stock is an estimate, except where a region supplied its own staff figures: no public count by region was found.',
};

export const overviewWords: Record<Locale, OverviewWords> = { nl, en };
