import { regionNames } from '#lib/server/region.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  regions: await regionNames(await locals.edition()),
});
