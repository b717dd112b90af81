import { provenanceOf } from '#lib/server/provenance.ts';
import type { PageServerLoad } from './$types';

// A page to read: nothing on it needs a script.
export const csr = false;

export const load: PageServerLoad = async ({ locals }) => provenanceOf(await locals.edition());
