import { InvalidArgumentError } from 'commander';
import type { Sources } from '#lib/model/simulate.ts';

const sourceNames = ['assumptions', 'years', 'people'] as const;

/** Reads a whole number of at least `least` from the command line. */
export function wholeFrom(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} on.`);
  };
}

/** Reads a list with commas. */
export function listOf<T>(read: (text: string) => T): (text: string) => T[] {
  return (text) => text.split(',').map((part) => read(part.trim()));
}

/** Reads where the spread of the draws comes from, out of a list with commas; "none" for nowhere. */
export function parseSources(text: string): Sources {
  const names = text === 'none' ? [] : text.split(',').map((name) => name.trim());
  const stray = names.find((name) => !(sourceNames as readonly string[]).includes(name));
  if (stray !== undefined)
    throw new InvalidArgumentError(`Expected ${sourceNames.join(', ')} with commas, or none.`);
  return {
    assumptions: names.includes('assumptions'),
    years: names.includes('years'),
    people: names.includes('people'),
  };
}

/** Prints a line on standard output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
