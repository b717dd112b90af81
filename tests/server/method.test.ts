import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeEditions, editionIn, type Edition } from '#lib/server/edition.ts';
import { methodOf } from '#lib/server/method.ts';
import { editionSteps } from '#pipelines/edition.ts';
import { realEffects } from '#pipelines/effects.ts';
import { silently } from '#pipelines/steps.ts';
import { newEdition } from '#pipelines/work.ts';

let root: string;
let edition: Edition;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  await silently(editionSteps, newEdition({ root, raw: [], draws: 100, seed: 1 }, realEffects));
  edition = await editionIn(root);
}, 60_000);
afterAll(async () => {
  await closeEditions(root);
  await rm(root, { recursive: true, force: true });
});

/** An edition of which the query gives these rows where it reads the table, and the true ones elsewhere. */
function withRows(table: string, rows: object[]): Edition {
  return {
    ...edition,
    rows: <R>(sql: string) => (sql.includes(table) ? Promise.resolve(rows as R[]) : edition.rows<R>(sql)),
  };
}

describe('what matching to the past changed', () => {
  test('is the shortage before and after, in a few years from the start', async () => {
    const { matched } = await methodOf(edition);
    expect(matched?.shortages.map(({ year }) => year)).toEqual([2024, 2028, 2032, 2034, 2044]);
    for (const { year, before, after } of matched?.shortages ?? []) {
      for (const spread of [before, after])
        expect(spread, String(year)).toEqual([...spread].sort((a, b) => a - b));
      expect(before, String(year)).not.toEqual(after);
    }
    const [last] = await edition.rows<{ q50: number }>(
      "SELECT q50 FROM forecast WHERE region_code = 'NL' AND quantity = 'gap_heads' AND year = 2044",
    );
    expect(matched?.shortages.at(-1)?.after[1]).toBe(last?.q50);
  });

  test('names the assumptions that moved and counts the others, of all that hold everywhere', async () => {
    const { matched, assumptions } = await methodOf(edition);
    // No count is hidden in this edition, so nothing rests on where hidden ones lie.
    const everywhere = assumptions.filter(
      ({ key, per_group, low, high }) => !per_group && low < high && key !== 'maskedPosition',
    );
    expect((matched?.assumptions.length ?? 0) + (matched?.others ?? 0)).toBe(everywhere.length);
    expect(matched?.assumptions[0]).toMatchObject({
      label_nl: expect.stringMatching(/./),
      label_en: expect.stringMatching(/./),
      unit: expect.stringMatching(/./),
    });
  });

  test('puts first what moved most, and leaves out what chance explains', async () => {
    const row = (key: string, after: [number, number, number]) => ({
      key,
      before_low: 0,
      before_central: 1,
      before_high: 2,
      after_low: after[0],
      after_central: after[1],
      after_high: after[2],
    });
    // Of 100 draws a fifth of the range may be chance: 0.4 here. Three are shown in any case.
    const rows = [
      row('still', [0, 1, 2]),
      row('little', [0.3, 1, 2]),
      row('wider', [0, 1, 2.5]),
      row('higher', [0, 1.6, 2]),
      row('narrower', [0.9, 1, 1.1]),
      row('lower', [0, 0, 2]),
    ];
    const { matched } = await methodOf(withRows('assumption_match', rows));
    expect(matched?.assumptions.map(({ key }) => key)).toEqual(['lower', 'narrower', 'higher', 'wider']);
    expect(matched?.others).toBe(2);
    const quiet = await methodOf(withRows('assumption_match', rows.slice(0, 3)));
    expect(quiet.matched?.assumptions.map(({ key }) => key)).toEqual(['wider', 'little', 'still']);
  });

  test('is null in an edition from before there was any', async () => {
    const later = ['assumption_match', 'forecast_before'];
    const rowCounts = Object.fromEntries(
      Object.entries(edition.manifest.rowCounts).filter(([table]) => !later.includes(table)),
    );
    const older: Edition = {
      manifest: { ...edition.manifest, rowCounts },
      rows: (sql, values) => {
        if (later.some((table) => sql.includes(table))) throw new Error('no such table');
        return edition.rows(sql, values);
      },
    };
    const answer = await methodOf(older);
    expect(answer.matched).toBeNull();
    expect(answer.assumptions.length).toBeGreaterThan(20);
  });
});
