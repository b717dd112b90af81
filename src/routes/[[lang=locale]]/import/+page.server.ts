import { redirect } from '@sveltejs/kit';
import { localeOf, localePath } from '#lib/domain/locale.ts';
import { frontDesk } from '#lib/server/importing/front-desk.ts';
import { told } from '#lib/server/importing/told.ts';
import { uploadedFiles } from '#lib/server/importing/uploaded.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, request, url }) => {
  const desk = locals.desk();
  // Under another name of this machine the server would take the forms for those of another site.
  if (request.headers.get('host') !== url.host) redirect(307, url.href);
  return frontDesk(desk, localeOf(params.lang));
};

export const actions: Actions = {
  drop: async ({ locals, request, params }) => {
    const desk = locals.desk();
    let id = '';
    const failed = await told(async () => {
      id = await desk.drop(await uploadedFiles(request, desk.limit));
    });
    return failed ?? redirect(303, localePath(localeOf(params.lang), `/import/${id}`));
  },
  leave: async ({ locals, request, params }) => {
    const desk = locals.desk();
    const name = (await request.formData()).get('file');
    let id = '';
    const failed = await told(async () => {
      id = await desk.drop([], typeof name === 'string' ? [name] : []);
    });
    return failed ?? redirect(303, localePath(localeOf(params.lang), `/import/${id}`));
  },
  discard: async ({ locals, request, params }) => {
    const desk = locals.desk();
    const id = (await request.formData()).get('draft');
    const failed = await told(() => desk.discard(String(id)));
    return failed ?? redirect(303, localePath(localeOf(params.lang), '/import'));
  },
  back: async ({ locals, request, params }) => {
    const desk = locals.desk();
    const form = await request.formData();
    const failed = await told(() => desk.goBack(String(form.get('from')), String(form.get('to'))));
    return failed ?? redirect(303, localePath(localeOf(params.lang), '/import'));
  },
};
