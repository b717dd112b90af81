import { stateFrom } from '#lib/domain/address.ts';
import { inYear, overviewOf } from '#lib/server/overview.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const overview = await overviewOf(await locals.edition());
  const state = stateFrom(url.searchParams, overview.years);
  return { overview: inYear(overview, state.year), state };
};
