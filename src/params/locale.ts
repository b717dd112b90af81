import type { ParamMatcher } from '@sveltejs/kit';

/** Only the second language stands in the path: Dutch pages have no prefix. */
export const match: ParamMatcher = (param) => param === 'en';
