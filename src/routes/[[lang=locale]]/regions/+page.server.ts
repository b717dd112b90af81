import { regionNames } from '#lib/server/region.ts';
import type { PageServerLoad } from './$types';

// A page to read: nothing on it needs a script.
export const csr = false;

export const load: PageServerLoad = async ({ locals }) => ({
  regions: await regionNames(await locals.edition()),
});
