import { z } from 'zod';

/** A step into a document: the key of a field, or the position in a list. */
export type Step = PropertyKey;

/** The schemas that a value may have after one step, in every branch of every union. */
function stepInto(schema: z.core.$ZodType, step: Step): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional) return stepInto(schema.unwrap(), step);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => stepInto(option, step));
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (!(schema instanceof z.ZodObject)) return [];
  const field: z.core.$ZodType | undefined = Object.hasOwn(schema.shape, step) && schema.shape[String(step)];
  return field ? [field] : [];
}

function keysOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodOptional) return keysOf(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(keysOf);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** The names of all the fields that an object at this place of a document may have. */
export function fieldsAt(schema: z.core.$ZodType, path: readonly Step[]): string[] {
  const schemas = path.reduce<z.core.$ZodType[]>(
    (found, step) => found.flatMap((one) => stepInto(one, step)),
    [schema],
  );
  return [...new Set(schemas.flatMap(keysOf))];
}

/** Letters and digits only: a name is the same in camelCase, snake_case and kebab-case. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/**
 * How many letters have to be added, left out, replaced or swapped with their neighbour to make one word of another
 * (optimal string alignment; Damerau 1964, Communications of the ACM 7(3)).
 */
function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(
        (above[j] as number) + 1,
        (row[j - 1] as number) + 1,
        (above[j - 1] as number) + (same ? 0 : 1),
        swapped ? (before[j - 2] as number) + 1 : Infinity,
      );
    }
    before = above;
    above = row;
  }
  return above[to.length] as number;
}

/** The name that somebody most likely meant, if one is near: at most a third of its letters differ. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const near = known
    .map((candidate) => ({ candidate, distance: editDistance(plain(name), plain(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, candidate.length / 3))
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.candidate;
}
