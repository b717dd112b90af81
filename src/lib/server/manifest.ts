import { z } from 'zod';
import { origins } from '#lib/domain/status.ts';

const file = z.object({
  file: z.string(),
  table: z.string(),
  source: z.string(),
  sha256: z.string(),
  rowsRead: z.number().int(),
  rowsLoaded: z.number().int(),
  rowsRefused: z.number().int(),
  origin: z.enum(origins),
});

const source = z.object({
  title: z.object({ nl: z.string(), en: z.string() }),
  publisher: z.string(),
  licence: z.string(),
  period: z.string(),
  retrieved: z.string(),
  url: z.string().optional(),
  file: z.string().nullable(),
  remark: z.object({ nl: z.string(), en: z.string() }).nullable(),
  sha256: z.string().nullable(),
});

/** `data/sources.json`: publisher, licence, period and hash of every source, by key. */
export const sourceList = z.record(z.string(), source);
export type SourceList = z.infer<typeof sourceList>;

/** What an edition says of itself: where it comes from, how it was made, and how its file can be checked. */
export const manifest = z.object({
  format: z.literal('praktijkbalans-edition/1'),
  id: z.string(),
  createdAt: z.iso.datetime(),
  modelVersion: z.string(),
  seed: z.number().int(),
  draws: z.number().int(),
  baseYear: z.number().int(),
  horizonYear: z.number().int(),
  registerOrigin: z.enum(origins),
  sources: sourceList,
  files: z.array(file),
  /** The files that were handed over; those of the project itself are in `files` only. */
  inputs: z.array(z.object({ name: z.string(), sha256: z.string() })).default([]),
  rowCounts: z.record(z.string(), z.number().int()),
  refusals: z.number().int(),
  /** Files that could not be read at all; the first editions did not count them. */
  unread: z.number().int().default(0),
  database: z.object({ bytes: z.number().int(), sha256: z.string() }),
});
export type Manifest = z.infer<typeof manifest>;

/** The last day on which a source of an edition was retrieved, as an ISO date. */
export function latestRetrieval({ sources, files }: Manifest): string {
  const days = files.map(({ source }) => sources[source]?.retrieved ?? '');
  return days.reduce((latest, day) => (day > latest ? day : latest), '');
}
