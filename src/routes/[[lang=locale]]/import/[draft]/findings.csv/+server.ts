import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const csv = await locals.desk().download(params.draft, 'findings.csv');
  if (!csv) error(404, { message: 'no such draft', code: 'no-draft' });
  return new Response(new Uint8Array(csv), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="praktijkbalans-findings.csv"',
    },
  });
};
