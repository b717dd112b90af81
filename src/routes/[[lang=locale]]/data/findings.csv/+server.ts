import { localeOf } from '#lib/domain/locale.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { openFindings } from '#lib/server/provenance.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const edition = await locals.edition();
  return csvResponse(
    `praktijkbalans-findings-${edition.manifest.id}`,
    await openFindings(edition),
    localeOf(params.lang),
  );
};
