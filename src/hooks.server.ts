import { resolve as absolute } from 'node:path';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { error, type Handle, type HandleServerError, type RequestEvent } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { env } from '$env/dynamic/private';
import { UserError } from '#lib/domain/errors.ts';
import { localeOf } from '#lib/domain/locale.ts';
import { editionIn } from '#lib/server/edition.ts';
import { mayImport } from '#lib/server/importing/access.ts';
import { bytesIn } from '#lib/server/importing/body-limit.ts';
import { commandRunner } from '#lib/server/importing/command.ts';
import { deskFor } from '#lib/server/importing/desk.ts';

const editions = env.PRAKTIJKBALANS_EDITIONS ?? 'data/editions';

const desk = deskFor(absolute(editions), {
  run: commandRunner(absolute(env.PRAKTIJKBALANS_CLI ?? 'bin/praktijkbalans.js')),
  limit: bytesIn(env.BODY_SIZE_LIMIT),
  served: async () => (await editionIn(editions).catch(() => undefined))?.manifest.id,
});

const compressible = /^(text\/|application\/(json|javascript)|image\/svg)/;

/** The quality at which Brotli is as fast as gzip. */
const quickly = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } };

const brotli = promisify<Buffer, zlib.BrotliOptions, Buffer>(zlib.brotliCompress);
const gzip = promisify<Buffer, Buffer>(zlib.gzip);

/** Pages and data go out compressed; static files were compressed when the app was built. */
async function compressed(request: Request, response: Response): Promise<Response> {
  const type = response.headers.get('content-type') ?? '';
  const accepted = request.headers.get('accept-encoding') ?? '';
  const encoding = (['br', 'gzip'] as const).find((name) => new RegExp(`\\b${name}\\b`).test(accepted));
  if (!encoding || !response.body || !compressible.test(type) || response.headers.has('content-encoding')) {
    return response;
  }
  // Whole rather than streamed: pages are small, and a visitor who leaves halfway cannot leave a stream behind.
  const body = Buffer.from(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.set('content-encoding', encoding);
  headers.append('vary', 'accept-encoding');
  headers.delete('content-length');
  const encoded = encoding === 'br' ? await brotli(body, quickly) : await gzip(body);
  return new Response(new Uint8Array(encoded), { status: response.status, headers });
}

/** Whether a request was made on this machine. A server that is told to believe a proxy stands behind one. */
function isLocal({ request, url, platform, getClientAddress }: RequestEvent): boolean {
  if (env.ADDRESS_HEADER || env.HOST_HEADER || env.PROTOCOL_HEADER) return false;
  return mayImport({
    // Vite listens on this machine only, unless told otherwise.
    host: env.HOST ?? (dev ? 'localhost' : undefined),
    site: url.host,
    remote: getClientAddress(),
    version: platform?.req.httpVersion,
    headers: request.headers,
  });
}

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.edition = () => editionIn(editions);
  event.locals.mayImport = isLocal(event);
  event.locals.desk = () => {
    if (!event.locals.mayImport) error(403, { message: 'not on this machine', code: 'not-local' });
    return desk;
  };
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%lang%', localeOf(event.url.pathname.split('/')[1])),
  });
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  // What somebody prepares shows figures of practices, and must not come back after it was thrown away.
  if (event.route.id?.startsWith('/[[lang=locale]]/import'))
    response.headers.set('cache-control', 'no-store');
  return compressed(event.request, response);
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
  if (status === 404) return { message };
  const what = error instanceof Error ? error.message : String(error);
  console.error(`${event.request.method} ${event.url.pathname}: ${what}`);
  if (error instanceof UserError) return { message, code: 'no-edition' };
  if (env.DEBUG && error instanceof Error) console.error(error.stack);
  return { message };
};
