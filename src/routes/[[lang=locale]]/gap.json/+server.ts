import { json } from '@sveltejs/kit';
import { overviewOf } from '#lib/server/overview.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) => json(await overviewOf(await locals.edition()));
