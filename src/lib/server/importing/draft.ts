import { z } from 'zod';
import type { CheckReport } from '#lib/domain/check-report.ts';
import { severities } from '#lib/domain/finding-kinds.ts';
import type { Stage } from '#lib/domain/import-view.ts';
import { origins } from '#lib/domain/status.ts';

/** What is known of an import that somebody is preparing; kept in its folder, so that it outlives the server. */
export const draft = z.object({
  id: z.string(),
  createdAt: z.iso.datetime(),
  /** Files that were handed over, in the order in which they came. */
  files: z.array(z.object({ name: z.string(), bytes: z.number().int() })),
  /** Files that were removed again because they say when persons were born. */
  removed: z.array(z.string()),
  /** Files of the edition in use that are to be left out. */
  without: z.array(z.string()),
  /** The edition that the report compares with. */
  checkedAgainst: z.string().optional(),
  /** The edition that was built, and the one that was in use then. */
  built: z.object({ id: z.string(), against: z.string(), usedAt: z.iso.datetime().optional() }).optional(),
});
export type Draft = z.infer<typeof draft>;

/** How far a draft is, given the edition in use: an empty text where there is none. */
export function stageOf({ built, checkedAgainst }: Draft, current: string): Stage {
  if (built?.id === current) return 'used';
  if (built?.against === current) return 'built';
  if (built?.usedAt !== undefined) return 'past';
  return checkedAgainst === current ? 'checked' : 'dropped';
}

const finding = z.object({
  file: z.string(),
  row: z.number().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  severity: z.enum(severities),
  code: z.string(),
  expected: z.string().nullable(),
});

const file = z.object({
  file: z.string(),
  table: z.string().nullable(),
  sha256: z.string().nullable(),
  rowsRead: z.number(),
  rowsLoaded: z.number(),
  rowsRefused: z.number(),
  origin: z.enum(origins).nullable(),
  kept: z.boolean(),
});

const change = z.object({
  table: z.string(),
  region: z.string().nullable(),
  before: z.number(),
  after: z.number(),
  added: z.number(),
  changed: z.number(),
  removed: z.number(),
});

/** A report as the command line prints it. */
export const checkReport = z.object({
  verdict: z.enum(['ready', 'confirm', 'stop']),
  toAccept: z.array(z.string()),
  files: z.array(file),
  findings: z.array(finding),
  changes: z.array(change),
}) satisfies z.ZodType<CheckReport>;

/** What is needed of the manifest that the command line prints. */
export const builtEdition = z.object({ id: z.string() });
