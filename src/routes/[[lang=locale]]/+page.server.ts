import { stateFrom } from '#lib/domain/address.ts';
import { hasLandMap, landMapOf } from '#lib/server/boundaries.ts';
import { inYear, overviewOf } from '#lib/server/overview.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const edition = await locals.edition();
  const overview = await overviewOf(edition);
  const state = stateFrom(url.searchParams, overview.years);
  return {
    overview: inYear(overview, state.year),
    state,
    hasLand: hasLandMap(edition),
    land: state.map === 'land' ? await landMapOf(edition) : null,
  };
};
