import { methodOf } from '#lib/server/method.ts';
import type { PageServerLoad } from './$types';

// A page to read: nothing on it needs a script.
export const csr = false;

export const load: PageServerLoad = async ({ locals }) => {
  const edition = await locals.edition();
  const { draws, baseYear, horizonYear } = edition.manifest;
  return { ...(await methodOf(edition)), draws, baseYear, horizonYear };
};
