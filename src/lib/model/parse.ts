import type { z } from 'zod';
import { baselineSchema, type Baseline } from '#lib/model/baseline.ts';
import { ModelError } from '#lib/model/error.ts';
import { problemLines } from '#lib/model/parse/problems.ts';
import { scenarioSchema, type Scenario } from '#lib/model/scenario.ts';

/** Problems that one message lists. */
const mostProblems = 20;

/**
 * Checks a document against a schema.
 *
 * @throws ModelError that lists what is wrong: one problem on one line, more of them indented below their number
 */
export function parseDocument<T extends z.core.$ZodType>(
  schema: T & z.ZodType,
  document: unknown,
): z.output<T> {
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data as z.output<T>;
  const lines = problemLines(parsed.error.issues, schema, document);
  if (lines.length === 1) throw new ModelError(lines[0]);
  const more = lines.length - mostProblems;
  const shown = more > 0 ? [...lines.slice(0, mostProblems), `… and ${more} more`] : lines;
  throw new ModelError([`${lines.length} problems:`, ...shown].join('\n  '));
}

/** Reads a baseline out of what stood in a file. `prepare` checks what the fields say together. */
export function parseBaseline(document: unknown): Baseline {
  return parseDocument(baselineSchema, document);
}

/** Reads a scenario out of what stood in a file. `applyScenario` checks it against a baseline. */
export function parseScenario(document: unknown): Scenario {
  return parseDocument(scenarioSchema, document);
}
