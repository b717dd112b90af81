import { silently } from '#pipelines/steps.ts';
import { realOutside, type Outside } from '#pipelines/refresh/outside.ts';
import type { PublicSource } from '#pipelines/refresh/public-source.ts';
import type { AcceptableCode } from '#pipelines/refresh/refusal.ts';
import type { Outcome } from '#pipelines/refresh/outcome.ts';
import { refresh } from '#pipelines/refresh/refresh.ts';
import type { Session } from '#pipelines/refresh/request.ts';

/** The world outside, with a clock that only moves when somebody waits. */
export interface StandIn extends Outside {
  /** How long was waited each time, in milliseconds. */
  waits: number[];
}

export function standIn(outside: Partial<Outside> = {}): StandIn {
  const waits: number[] = [];
  let time = Date.parse('2026-11-22T12:00:00Z');
  return {
    ...realOutside,
    waits,
    now: () => new Date(time),
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      time += milliseconds;
    },
    random: () => 1,
    ...outside,
  };
}

export interface RunOptions {
  accept?: AcceptableCode[];
  outside?: Outside;
  pause?: number;
  limits?: Session['limits'];
  mirror?: string | null;
}

function sessionOf({ outside = standIn(), pause = 0, limits, mirror = null }: RunOptions): Session {
  return {
    outside,
    pause,
    limits: limits ?? { idle: 30_000, whole: 60_000 },
    mirror,
    lastEnd: null,
    answered: false,
  };
}

/** Refreshes a folder, without showing it. */
export function run(
  folder: string,
  sources: readonly PublicSource[],
  options: RunOptions = {},
): Promise<Outcome[]> {
  return refresh({ folder, sources, accept: options.accept ?? [], session: sessionOf(options) }, silently);
}

/** Refreshes a folder from one source with one file, and returns what became of that. */
export async function runOne(
  folder: string,
  source: PublicSource,
  options: RunOptions = {},
): Promise<Outcome> {
  const [outcome, ...others] = await run(folder, [source], options);
  if (!outcome || others.length > 0) throw new Error(`one outcome expected, found ${others.length + 1}`);
  return outcome;
}
