import { stateFrom } from '#lib/domain/address.ts';
import { overviewOf } from '#lib/server/overview.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const overview = await overviewOf(await locals.edition());
  return { ...overview, state: stateFrom(url.searchParams, overview.years) };
};
