import { countUnits, type CountUnit } from '#lib/domain/gap.ts';

/** The two maps of the first page: a tile for each region, or the land with boundaries. */
export const mapKinds = ['tiles', 'land'] as const;
export type MapKind = (typeof mapKinds)[number];

/** The state of a page that stands in its address, so that a link shows somebody else the same. */
export interface PageState {
  year: number;
  unit: CountUnit;
  map: MapKind;
}

/** Years from now at which a page opens. */
const defaultHorizon = 10;

/** The state in which a page opens; it is left out of the address. */
export function defaultState(years: readonly number[]): PageState {
  return { year: years[Math.min(defaultHorizon, years.length - 1)] ?? 0, unit: 'heads', map: 'tiles' };
}

/** Reads the state from an address; what is absent or makes no sense is the default. */
export function stateFrom(query: URLSearchParams, years: readonly number[]): PageState {
  const standard = defaultState(years);
  const year = Number(query.get('year') ?? standard.year);
  const unit = countUnits.find((known) => known === query.get('unit'));
  const map = mapKinds.find((known) => known === query.get('map'));
  return {
    year: years.includes(year) ? year : standard.year,
    unit: unit ?? standard.unit,
    map: map ?? standard.map,
  };
}

/** The query that leads to a state, or an empty text for the default. */
export function queryFor({ year, unit, map }: PageState, years: readonly number[]): string {
  const standard = defaultState(years);
  const query = new URLSearchParams();
  if (year !== standard.year) query.set('year', String(year));
  if (unit !== standard.unit) query.set('unit', unit);
  if (map !== standard.map) query.set('map', map);
  return query.size === 0 ? '' : `?${query}`;
}
