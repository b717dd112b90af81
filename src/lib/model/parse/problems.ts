import type { z } from 'zod';
import { fieldsAt, nearestName, type Step } from '#lib/model/parse/fields.ts';
import { asNumber, at, either, foundText, kindText } from '#lib/model/parse/wording.ts';

/** One thing wrong with a document, where it stands from its beginning. */
type Problem =
  | { kind: 'type'; path: Step[]; expected: string[] }
  | { kind: 'missing'; path: Step[]; expected: string[] }
  | { kind: 'fields'; path: Step[]; names: string[] }
  | { kind: 'unknown'; path: Step[]; name: string }
  | { kind: 'other'; path: Step[]; expected: string };

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function valueAt(document: unknown, path: readonly Step[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<Step, unknown>)[step]
        : undefined,
    document,
  );
}

function sizeText(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const [limit, word] =
    issue.code === 'too_small'
      ? [issue.minimum, issue.inclusive === false ? 'more than' : 'at least']
      : [issue.maximum, issue.inclusive === false ? 'less than' : 'at most'];
  if (issue.origin === 'string') return 'a text that is not empty';
  return issue.origin === 'array' ? `a list of ${word} ${limit}` : `${word} ${limit}`;
}

/** Whether a branch of a union expects another kind of value altogether. */
function isOfAnotherKind(branch: readonly Problem[], path: readonly Step[]): boolean {
  return branch.some(
    (problem) =>
      (problem.kind === 'type' || problem.kind === 'missing') && problem.path.length === path.length,
  );
}

/** Whether a problem is with the choice of fields of the object at this depth. */
function isOfFields({ kind, path }: Problem, depth: number): boolean {
  if (kind === 'unknown' || kind === 'fields') return path.length === depth;
  return kind === 'missing' && path.length === depth + 1;
}

/** How badly a branch fits: first by its fields, then by how soon it goes wrong, then by how often. */
function misfit(branch: readonly Problem[], depth: number): number[] {
  return [
    branch.filter((problem) => isOfFields(problem, depth)).length,
    -Math.min(...branch.map(({ path }) => path.length)),
    branch.length,
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((value, at) => value !== b[at]);
  return i < 0 ? 0 : (a[i] as number) - (b[i] as number);
}

/** Objects that differ in a field, and none of them fits: one of these fields is what is missing or too many. */
function fieldsOf(branches: readonly Problem[][], path: Step[]): Problem[] {
  const [first = [], ...others] = branches;
  const same = (a: Problem, b: Problem) => JSON.stringify(a) === JSON.stringify(b);
  const shared = first.filter((one) =>
    others.every((branch) => branch.some((problem) => same(problem, one))),
  );
  const rest = branches.flatMap((branch) =>
    branch.filter((problem) => !shared.some((one) => same(problem, one))),
  );
  const names = rest.flatMap((problem) => {
    if (!isOfFields(problem, path.length)) return [];
    return problem.kind === 'unknown' ? [problem.name] : [String(problem.path.at(-1))];
  });
  return names.length === 0 ? first : [...shared, { kind: 'fields', path, names: unique(names) }];
}

/** The problems of the branch of a union that fits best. */
function bestBranch(branches: readonly Problem[][], path: Step[], found: unknown): Problem[] {
  const near = branches.filter((branch) => !isOfAnotherKind(branch, path));
  if (near.length === 0) {
    const kinds = branches.flat().flatMap((problem) => {
      const direct = 'expected' in problem && problem.path.length === path.length;
      return direct ? problem.expected : [];
    });
    return [{ kind: found === undefined ? 'missing' : 'type', path, expected: unique(kinds) }];
  }
  const ranked = near
    .map((branch) => ({ branch, rank: misfit(branch, path.length) }))
    .sort((a, b) => compare(a.rank, b.rank));
  const [best] = ranked;
  if (!best || best.rank[0] === 0) return best?.branch ?? [];
  const equals = ranked.filter(({ rank }) => rank[0] === best.rank[0]);
  return fieldsOf(
    equals.map(({ branch }) => branch),
    path,
  );
}

function problemsOf(issue: z.core.$ZodIssue, before: readonly Step[], document: unknown): Problem[] {
  const path = [...before, ...issue.path];
  const found = valueAt(document, path);
  switch (issue.code) {
    case 'invalid_union':
      return bestBranch(
        issue.errors.map((branch) => branch.flatMap((inner) => problemsOf(inner, path, document))),
        path,
        found,
      );
    case 'unrecognized_keys':
      return issue.keys.map((name) => ({ kind: 'unknown', path, name }));
    case 'invalid_type':
      return [{ kind: found === undefined ? 'missing' : 'type', path, expected: [kindText(issue.expected)] }];
    case 'invalid_value': {
      const kind = found === undefined ? 'missing' : 'type';
      return [{ kind, path, expected: issue.values.map((value) => JSON.stringify(value)) }];
    }
    case 'too_small':
    case 'too_big':
      return [{ kind: 'other', path, expected: sizeText(issue) }];
    default:
      return [{ kind: 'other', path, expected: issue.message }];
  }
}

function lineOf(problem: Problem, schema: z.core.$ZodType, document: unknown): string {
  const { kind, path } = problem;
  if (kind === 'unknown') {
    const known = fieldsAt(schema, path);
    const meant = nearestName(problem.name, known);
    return at(
      [...path, problem.name],
      `unknown field (${meant ? `did you mean ${meant}?` : `known here: ${known.join(', ')}`})`,
    );
  }
  const found = valueAt(document, path);
  if (kind === 'fields') {
    const given = problem.names.filter((name) => valueAt(found, [name]) !== undefined);
    return at(
      path,
      `expected ${either(problem.names)}${given.length > 1 ? `, found ${given.join(' and ')}` : ''}`,
    );
  }
  const expected = typeof problem.expected === 'string' ? problem.expected : either(problem.expected);
  const number = expected.includes('number') ? asNumber(found) : undefined;
  return at(path, `expected ${expected}, found ${foundText(found)}${number ? ` (write ${number})` : ''}`);
}

/** Leaves out that a field is missing where a misspelt one stands for it. */
function withoutEchoes(problems: readonly Problem[], schema: z.core.$ZodType): Problem[] {
  const meant = new Set(
    problems.flatMap((problem) => {
      if (problem.kind !== 'unknown') return [];
      const name = nearestName(problem.name, fieldsAt(schema, problem.path));
      return name === undefined ? [] : [JSON.stringify([...problem.path, name])];
    }),
  );
  return problems.filter((problem) => {
    if (problem.kind === 'missing') return !meant.has(JSON.stringify(problem.path));
    if (problem.kind !== 'fields') return true;
    return !problem.names.some((name) => meant.has(JSON.stringify([...problem.path, name])));
  });
}

/** What is wrong with a document, a line for each problem: the path, what was expected, what was found. */
export function problemLines(
  issues: readonly z.core.$ZodIssue[],
  schema: z.core.$ZodType,
  document: unknown,
): string[] {
  const problems = issues.flatMap((issue) => problemsOf(issue, [], document));
  return unique(withoutEchoes(problems, schema).map((problem) => lineOf(problem, schema, document)));
}
