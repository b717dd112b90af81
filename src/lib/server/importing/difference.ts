import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Difference, GapMove } from '#lib/domain/import-view.ts';
import type { Locale } from '#lib/domain/locale.ts';
import { tableTitle } from '#lib/server/importing/table-title.ts';

const shortage = z.object({ central: z.number() }).nullable();

/** As much of a difference as the page tells; the command line prints more. */
const printedDifference = z.object({
  same: z.boolean(),
  world: z.array(
    z.object({ table: z.string(), added: z.number(), removed: z.number(), changed: z.number() }),
  ),
  /** The largest change of the shortage first. */
  figures: z.array(
    z.object({
      region: z.string(),
      name: z.string(),
      year: z.number(),
      heads: z.object({ before: shortage, after: shortage, withinNoise: z.boolean() }),
    }),
  ),
});

/** What a page tells of a difference. */
interface About {
  locale: Locale;
  /** The year whose shortages are compared; of those that the difference has, the nearest. */
  year: number;
  /** How many regions are named. */
  most: number;
}

/**
 * What a page tells of a difference that the command line printed.
 *
 * @throws ZodError when it printed something else
 */
export function differenceIn(printed: unknown, { locale, year, most }: About): Difference {
  const { same, world, figures } = printedDifference.parse(printed);
  const years = figures.map((figure) => figure.year);
  const nearest = years.sort((a, b) => Math.abs(a - year) - Math.abs(b - year))[0] ?? null;
  const moves = figures.flatMap(({ region, name, heads, ...figure }): GapMove[] => {
    if (figure.year !== nearest || !heads.before || !heads.after) return [];
    const [before, after] = [heads.before.central, heads.after.central];
    return [{ region, name, before, after, withinNoise: heads.withinNoise }];
  });
  const regions = moves.filter(({ region, withinNoise }) => region !== 'NL' && !withinNoise);
  return {
    same,
    world: world.map(({ table, ...rows }) => ({ what: tableTitle(table, locale), ...rows })),
    year: nearest,
    nation: moves.find(({ region }) => region === 'NL') ?? null,
    regions: regions.slice(0, most),
    others: Math.max(0, regions.length - most),
  };
}

/** The difference that was kept in a file, or null where it could not be made out. */
export async function readDifference(path: string, about: About): Promise<Difference | null> {
  try {
    return differenceIn(JSON.parse(await readFile(path, 'utf8')), about);
  } catch {
    return null;
  }
}
