import { localeOf } from '#lib/domain/locale.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { gapRows } from '#lib/server/downloads.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const edition = await locals.edition();
  return csvResponse(
    `praktijkbalans-gap-${edition.manifest.id}`,
    await gapRows(edition),
    localeOf(params.lang),
  );
};
