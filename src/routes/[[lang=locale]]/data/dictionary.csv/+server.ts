import { localeOf } from '#lib/domain/locale.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { dictionaryRows } from '#lib/server/downloads.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params }) => {
  const locale = localeOf(params.lang);
  return csvResponse('praktijkbalans-dictionary', dictionaryRows(locale), locale);
};
