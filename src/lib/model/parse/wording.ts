import type { Step } from '#lib/model/parse/fields.ts';

/** The place of a value as one would write it in code: exits[2].exitProbability[3]. */
function pathText(path: readonly Step[]): string {
  return path
    .map((step, i) => {
      if (typeof step === 'number') return `[${step}]`;
      const name = String(step);
      if (!/^[\p{L}_$][\p{L}\d_$]*$/u.test(name)) return `[${JSON.stringify(name)}]`;
      return i === 0 ? name : `.${name}`;
    })
    .join('');
}

/** A line of a list of problems. */
export function at(path: readonly Step[], text: string): string {
  return path.length === 0 ? text : `${pathText(path)}: ${text}`;
}

/** Things to choose from, in a sentence. */
export function either(options: readonly string[]): string {
  const [last = ''] = options.slice(-1);
  return options.length < 2 ? last : `${options.slice(0, -1).join(', ')} or ${last}`;
}

const kinds: Record<string, string> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object { … }',
  record: 'an object { … }',
};

/** What a kind of value is called. */
export function kindText(kind: string): string {
  return kinds[kind] ?? kind;
}

const longestText = 40;

/** What stands in a file, in short. */
export function foundText(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > longestText ? `${value.slice(0, longestText)}…` : value);
}

/** A number that was written as a text, or with a decimal comma, as JSON wants it. */
export function asNumber(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\s*[+-]?\d+([.,]\d+)?\s*$/.test(value)) return undefined;
  return String(Number(value.trim().replace(',', '.')));
}
