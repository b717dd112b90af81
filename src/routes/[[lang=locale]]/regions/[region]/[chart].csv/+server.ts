import { error } from '@sveltejs/kit';
import { localeOf } from '#lib/domain/locale.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { chartRows, isChartName } from '#lib/server/downloads.ts';
import { regionNames } from '#lib/server/region.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  if (!isChartName(params.chart)) error(404, 'Unknown chart');
  const edition = await locals.edition();
  const known = await regionNames(edition);
  if (!known.some(({ code }) => code === params.region)) error(404, 'Unknown region');
  const rows = await chartRows(edition, params.region, params.chart);
  return csvResponse(
    `praktijkbalans-${params.region}-${params.chart}-${edition.manifest.id}`,
    rows,
    localeOf(params.lang),
  );
};
