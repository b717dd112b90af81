import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const text = await locals.desk().download(params.draft, 'report.txt');
  if (!text) error(404, { message: 'no such draft', code: 'no-draft' });
  return new Response(new Uint8Array(text), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
