import { provenanceOf } from '#lib/server/provenance.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => provenanceOf(await locals.edition());
