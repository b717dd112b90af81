import { lookup } from 'node:dns/promises';
import { open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Lookup } from '#pipelines/refresh/address-rule.ts';

/** What a refresh does to the world outside, passed in so that a test can stand in for it. */
export interface Outside {
  fetch: typeof globalThis.fetch;
  lookup: Lookup;
  now: () => Date;
  wait: (milliseconds: number) => Promise<unknown>;
  /** Evenly between 0 and 1: the jitter between two tries. */
  random: () => number;
  /** Opens the file that an answer is written to. */
  open: typeof open;
}

/** The world outside of a real run. */
export const realOutside: Outside = {
  fetch: (input, init) => globalThis.fetch(input, init),
  lookup: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  now: () => new Date(),
  wait: (milliseconds) => wait(milliseconds),
  random: Math.random,
  open,
};
