import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { UserError } from '#lib/domain/errors.ts';
import { appFolder, projectFolder } from '#pipelines/paths.ts';

/** Where the pages are served. */
export interface Address {
  host: string;
  port: number;
}

/**
 * Reads a port from a text.
 *
 * @throws UserError when it is not a whole number from 1 to 65535
 */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UserError(`port “${text}”: expected a whole number from 1 to 65535`);
  }
  return port;
}

/** The link to the pages, as a browser on this machine opens it. */
function linkTo({ host, port }: Address): string {
  const shown = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}

/**
 * Makes sure that the pages can be served at an address before any work is done.
 *
 * @throws UserError when the port is taken, not allowed, or the host is not of this machine
 */
export async function claimAddress({ host, port }: Address): Promise<void> {
  const problem = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const probe = createServer()
      .once('error', resolve)
      .listen(port, host, () => probe.close(() => resolve(undefined)));
  });
  if (!problem) return;
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} is in use: stop the program that has it, or choose another with PORT=4174 npm start`,
    EACCES: `port ${port} is not allowed for this user: choose one above 1023 with PORT=4173 npm start`,
    EADDRNOTAVAIL: `host ${host} is not an address of this machine: leave HOST out, or use HOST=0.0.0.0`,
    ENOTFOUND: `host ${host} is not known: leave HOST out, or use HOST=0.0.0.0`,
  };
  throw new UserError(reasons[problem.code ?? ''] ?? `cannot serve on ${host}:${port}: ${problem.message}`);
}

/** What may be handed over at once on the page that takes files. */
const uploadLimit = '150M';

async function answers(link: string): Promise<boolean> {
  try {
    return (await fetch(link)).ok;
  } catch {
    return false;
  }
}

/**
 * Serves the built app until it is told to stop, and hands on the signal that stops it.
 *
 * @param onReady called once the first page is there
 * @returns the exit code of the server
 */
export async function serve(
  address: Address,
  { editions, onReady }: { editions: string; onReady: (link: string) => void },
): Promise<number> {
  const link = linkTo(address);
  const server = spawn(process.execPath, [join(appFolder, 'index.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: address.host,
      PORT: String(address.port),
      ORIGIN: process.env['ORIGIN'] ?? link,
      BODY_SIZE_LIMIT: process.env['BODY_SIZE_LIMIT'] ?? uploadLimit,
      PRAKTIJKBALANS_EDITIONS: editions,
      PRAKTIJKBALANS_CLI: join(projectFolder, 'bin/praktijkbalans.js'),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
  const closed = new Promise<number>((resolve) => server.on('close', (code) => resolve(code ?? 0)));
  const ready = (async () => {
    while (server.exitCode === null) {
      if (await answers(link)) return onReady(link);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  await Promise.race([ready, closed]);
  return closed;
}
