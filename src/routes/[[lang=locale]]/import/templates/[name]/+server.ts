import { error } from '@sveltejs/kit';
import { localeOf } from '#lib/domain/locale.ts';
import { isTemplateName } from '#lib/domain/words/import.ts';
import { toldOf } from '#lib/server/importing/told.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const desk = locals.desk();
  if (!isTemplateName(params.name)) error(404, { message: 'no such template' });
  try {
    const { name, bytes } = await desk.template(params.name, localeOf(params.lang));
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': `attachment; filename="${name}"`,
      },
    });
  } catch (fault) {
    const { status, problem } = toldOf(fault);
    error(status, { message: problem });
  }
};
