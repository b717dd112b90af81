import { requireSafe } from '#pipelines/refresh/address-rule.ts';
import type { Outside } from '#pipelines/refresh/outside.ts';
import { Refusal, networkRefusal } from '#pipelines/refresh/refusal.ts';
import { parseRetryAfter, withRetries } from '#pipelines/refresh/retry.ts';
import { Watch, type TimeLimits } from '#pipelines/refresh/watch.ts';

/** One run: one request at a time, with a pause between them. */
export interface Session {
  outside: Outside;
  /** Milliseconds between the end of an answer and the next question. */
  pause: number;
  limits: TimeLimits;
  /** A server that stands in for all publishers, with their hosts as the first part of the path. */
  mirror: string | null;
  /** When the last answer ended, in milliseconds since 1970. */
  lastEnd: number | null;
  /** Whether any server answered: while none did, there may be no connection at all. */
  answered: boolean;
}

/** An answer whose body has not been read. The reader says when it is done, also when it fails. */
export interface Answer {
  response: Response;
  url: URL;
  watch: Watch;
  done: () => void;
}

const userAgent = 'Praktijkbalans (cli refresh)';
const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

/** The address to call: that of the mirror where there is one. */
function addressOf(url: string, mirror: string | null): URL {
  const address = new URL(url);
  if (mirror === null || address.origin === new URL(mirror).origin) return address;
  return new URL(`${mirror.replace(/\/$/, '')}/${address.host}${address.pathname}${address.search}`);
}

async function once(url: URL, headers: Record<string, string>, session: Session): Promise<Answer> {
  const { outside, pause, limits, lastEnd } = session;
  const rest = lastEnd === null ? 0 : lastEnd + pause - outside.now().getTime();
  if (rest > 0) await outside.wait(rest);
  const watch = new Watch(url.host, limits);
  const done = () => {
    watch.stop();
    session.lastEnd = outside.now().getTime();
  };
  try {
    const response = await outside.fetch(url, {
      // Packed answers cannot be continued halfway, and their length says nothing about the file.
      headers: { 'user-agent': userAgent, 'accept-encoding': 'identity', ...headers },
      redirect: 'manual',
      signal: watch.signal,
    });
    session.answered = true;
    watch.heard();
    return { response, url, watch, done };
  } catch (error) {
    done();
    throw networkRefusal(error, url.host);
  }
}

/** Ends an answer whose body nobody reads. */
export async function discard({ response, done }: Answer): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
  done();
}

function waitingTime(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}

/** What a status says that is no answer, or null for one that is. */
function refusedStatus({ status, headers }: Response, host: string, now: Date): Refusal | null {
  if ([200, 206, 304, 416].includes(status)) return null;
  const after = parseRetryAfter(headers.get('retry-after'), now);
  const comeBack = after === null ? '' : `, and asks to come back in ${waitingTime(after)}`;
  if (status === 429) {
    return new Refusal('busy', `${host} finds that we ask too much (429)${comeBack}`, after);
  }
  if (status >= 500) {
    return new Refusal('server-fault', `${host} is out of order (${status})${comeBack}`, after);
  }
  if (status === 404 || status === 410) {
    return new Refusal('not-found', `${host} has no such file (${status})`);
  }
  if (status === 401 || status === 403) {
    return new Refusal('not-allowed', `${host} does not give this file (${status})`);
  }
  return new Refusal('unexpected-answer', `${host} answers with status ${status}`);
}

/**
 * Asks for an address, and follows where it leads as far as that is safe.
 *
 * @throws Refusal for an answer that is none
 */
export async function ask(start: string, headers: Record<string, string>, session: Session): Promise<Answer> {
  let url = addressOf(start, session.mirror);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const answer = await once(url, headers, session);
    const { status, headers: found } = answer.response;
    const location = found.get('location');
    if (!redirects.has(status) || location === null) {
      const refused = refusedStatus(answer.response, url.host, session.outside.now());
      if (refused === null) return answer;
      await discard(answer);
      throw refused;
    }
    await discard(answer);
    if (!URL.canParse(location, url)) {
      throw new Refusal('unsafe-redirect', `${url.host} sends us to “${location}”, which is no web address`);
    }
    const next = new URL(location, url);
    await requireSafe(url, next, session.outside.lookup);
    url = next;
  }
  throw new Refusal('too-many-redirects', `${url.host} keeps sending us on (${mostRedirects} times)`);
}

/** The parts of a body as they come. @throws Refusal when the connection breaks or falls silent */
export async function* bodyOf({ response, url, watch }: Answer): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response.body ?? []) {
      watch.heard();
      yield chunk as Uint8Array;
    }
  } catch (error) {
    throw networkRefusal(error, url.host);
  }
}

/**
 * Asks again after what may pass. While no server has answered there may be no connection at all: the first question
 * finds that out, and after it each one is asked once.
 */
export function insist<T>(
  question: () => Promise<T>,
  session: Session,
  report: (detail: string) => void,
): Promise<T> {
  const first = session.lastEnd === null;
  return withRetries(question, session.outside, { worthIt: () => session.answered || first, report });
}
