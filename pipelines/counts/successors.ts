import type { Row } from '#lib/domain/table.ts';
import type { schools } from '#lib/domain/tables/training.ts';

/**
 * A function that gives the school into which a school went, and the school itself where it still stands alone. Series
 * of a school sum those of the schools before it; the rows of a publisher keep the code that he gave them.
 *
 * @throws Error for schools that went into each other
 */
export function successors(rows: readonly Row<typeof schools>[]): (brin: string) => string {
  const next = new Map(
    rows.flatMap(({ brin, successor_brin }) => (successor_brin ? [[brin, successor_brin]] : [])),
  );
  return (brin) => {
    const seen = new Set<string>();
    let current = brin;
    for (let after = next.get(current); after !== undefined; after = next.get(current)) {
      if (seen.has(current)) throw new Error(`schools.csv: ${brin} went into itself`);
      seen.add(current);
      current = after;
    }
    return current;
  };
}
