import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** The built app, served at an address of its own. */
export interface Served {
  link: string;
  stop: () => void;
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Serves the built app with the editions of a folder.
 *
 * @param env settings besides the usual ones
 * @throws Error when it does not start
 */
export async function serveApp(editions: string, env: Record<string, string> = {}): Promise<Served> {
  const port = await freePort();
  const link = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ['build/index.js'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      ORIGIN: link,
      PRAKTIJKBALANS_EDITIONS: editions,
      ...env,
    },
  });
  // Not the polite signal: a server that no longer listens to it would outlive the tests.
  const stop = () => void server.kill('SIGKILL');
  for (let tries = 0; tries < 400; tries++) {
    if (await fetch(`${link}/favicon.svg`).catch(() => undefined)) return { link, stop };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  stop();
  throw new Error(`the app did not start on ${link}`);
}
