import { error, redirect } from '@sveltejs/kit';
import { localeOf, localePath } from '#lib/domain/locale.ts';
import { draftView } from '#lib/server/importing/draft-view.ts';
import { told, toldOf } from '#lib/server/importing/told.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const desk = locals.desk();
  try {
    return {
      view: await draftView(desk, params.draft, { locale: localeOf(params.lang), edition: locals.edition }),
    };
  } catch (fault) {
    const failed = toldOf(fault);
    if (failed.problem === 'no-draft') error(404, { message: failed.problem, code: 'no-draft' });
    return { view: null, failed };
  }
};

export const actions: Actions = {
  takeOut: async ({ locals, request, params }) => {
    const desk = locals.desk();
    const names = (await request.formData()).getAll('file').map(String);
    const failed = await told(() => desk.takeOut(params.draft, names));
    return failed ?? redirect(303, localePath(localeOf(params.lang), `/import/${params.draft}`));
  },
  build: async ({ locals, request, params }) => {
    const desk = locals.desk();
    const accepted = (await request.formData()).getAll('accept').map(String);
    const failed = await told(() => desk.build(params.draft, accepted));
    return failed ?? redirect(303, localePath(localeOf(params.lang), `/import/${params.draft}`));
  },
  use: async ({ locals, params }) => {
    const desk = locals.desk();
    const failed = await told(() => desk.use(params.draft));
    return failed ?? redirect(303, localePath(localeOf(params.lang), `/import/${params.draft}`));
  },
};
