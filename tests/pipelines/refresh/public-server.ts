import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** What was asked of the server, with the headers that matter for continuing and repeating a fetch. */
interface Asked {
  path: string;
  range: string | undefined;
  ifRange: string | undefined;
  ifNoneMatch: string | undefined;
  ifModifiedSince: string | undefined;
  userAgent: string | undefined;
}

/** The date that every file of the server has. */
export const fileDate = 'Mon, 02 Feb 2026 09:52:09 GMT';

/** A server on this machine that gives files as a publisher does: with marks, dates, lengths and ranges. */
export class PublicServer {
  readonly asked: Asked[] = [];
  readonly #handlers = new Map<string, Handler>();
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      const { headers, url: path = '' } = request;
      this.asked.push({
        path,
        range: headers.range,
        ifRange: headers['if-range'] as string | undefined,
        ifNoneMatch: headers['if-none-match'],
        ifModifiedSince: headers['if-modified-since'],
        userAgent: headers['user-agent'],
      });
      this.answer(request, response, path);
    });
  }

  /** Answers as for a path. */
  answer(request: IncomingMessage, response: ServerResponse, path: string): void {
    const handler = this.#handlers.get(path);
    if (handler) return handler(request, response);
    response.writeHead(404, { 'content-type': 'text/html' }).end('<!doctype html><title>404</title>');
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What was asked for a path. */
  askedFor(path: string): Asked[] {
    return this.asked.filter((asked) => asked.path === path);
  }

  on(path: string, handler: Handler): void {
    this.#handlers.set(path, handler);
  }

  /** Gives a file as a good server does. */
  serve(path: string, body: Buffer | string, type = 'text/csv'): void {
    this.on(path, (request, response) => sendFile(request, response, Buffer.from(body), type));
  }
}

export function etagOf(body: Buffer | string): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

/** Answers with a file, a part of it, or that it has not changed. */
export function sendFile(
  { headers }: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  type = 'text/csv',
): void {
  const etag = etagOf(body);
  const marks = { etag, 'last-modified': fileDate, 'accept-ranges': 'bytes' };
  const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
  if (headers['if-none-match'] === etag) {
    response.writeHead(304, marks).end();
  } else if (from > 0 && headers['if-range'] === etag) {
    if (from >= body.length) {
      response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
      return;
    }
    response
      .writeHead(206, {
        ...marks,
        'content-type': type,
        'content-length': body.length - from,
        'content-range': `bytes ${from}-${body.length - 1}/${body.length}`,
      })
      .end(body.subarray(from));
  } else {
    response.writeHead(200, { ...marks, 'content-type': type, 'content-length': body.length }).end(body);
  }
}
