import { latestRetrieval } from '#lib/server/manifest.ts';
import type { LayoutServerLoad } from './$types';

/**
 * What the badge on every page says of the edition, null where there is none, so that an error page can be shown; and
 * whether the menu leads to the page that takes files.
 */
export const load: LayoutServerLoad = async ({ locals }) => {
  const { mayImport } = locals;
  try {
    const { manifest } = await locals.edition();
    const { id, createdAt, modelVersion, baseYear, registerOrigin } = manifest;
    const sourcesUntil = latestRetrieval(manifest);
    return { mayImport, edition: { id, createdAt, modelVersion, baseYear, registerOrigin, sourcesUntil } };
  } catch {
    return { mayImport, edition: null };
  }
};
