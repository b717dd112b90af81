import type { Outside } from '#pipelines/refresh/outside.ts';
import { Refusal } from '#pipelines/refresh/refusal.ts';

/** How often and how long apart the same question is asked. Milliseconds. */
const patience = { tries: 4, firstDelay: 1000, longestDelay: 60_000, longestRetryAfter: 120_000 };

/**
 * How long a server asks to stay away, in milliseconds: `Retry-After` in whole seconds or as an HTTP date. Null for
 * none or one that cannot be read; a date that has passed is 0.
 */
export function parseRetryAfter(header: string | null, now: Date): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Only the one form that may be sent today: Date.parse reads far more than that.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}

/**
 * How long to wait before trying again after the given try (from 1), in milliseconds: twice as long each time, and
 * at random between half and all of that so that many machines do not come back at once; never before the server
 * asked. Null where it is better to give up.
 */
export function delayBefore(tried: number, retryAfter: number | null, random: number): number | null {
  if (tried >= patience.tries) return null;
  if (retryAfter !== null && retryAfter > patience.longestRetryAfter) return null;
  const longest = Math.min(patience.firstDelay * 2 ** (tried - 1), patience.longestDelay);
  return Math.max(retryAfter ?? 0, Math.round(longest * (0.5 + random / 2)));
}

/** Asks again after what may pass. @throws the last refusal */
export async function withRetries<T>(
  ask: () => Promise<T>,
  { wait, random }: Pick<Outside, 'wait' | 'random'>,
  { worthIt, report }: { worthIt: () => boolean; report: (detail: string) => void },
): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Refusal) || !error.passes || !worthIt()) throw error;
      const delay = delayBefore(tried, error.retryAfter, random());
      if (delay === null) throw error;
      report(`${error.message}; trying again in ${Math.ceil(delay / 1000)} s`);
      await wait(delay);
    }
  }
}
