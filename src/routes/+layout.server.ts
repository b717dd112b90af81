import type { LayoutServerLoad } from './$types';

/** What the badge on every page says of the edition; null where there is none, so that an error page can be shown. */
export const load: LayoutServerLoad = async ({ locals }) => {
  try {
    const { id, createdAt, modelVersion, baseYear, registerOrigin } = (await locals.edition()).manifest;
    return { edition: { id, createdAt, modelVersion, baseYear, registerOrigin } };
  } catch {
    return { edition: null };
  }
};
