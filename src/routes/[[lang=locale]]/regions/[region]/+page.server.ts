import { error } from '@sveltejs/kit';
import { stateFrom } from '#lib/domain/address.ts';
import { regionForecast, regionNames } from '#lib/server/region.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const edition = await locals.edition();
  const found = await regionForecast(edition, params.region);
  if (!found) {
    const regions = await regionNames(edition);
    error(404, { message: 'Unknown region', code: 'unknown-region', region: params.region, regions });
  }
  const years = found.chance.map(({ year }) => year);
  return { ...found, years, state: stateFrom(url.searchParams, years) };
};
