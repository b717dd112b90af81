import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countOf, sumOf, type Interval } from '#lib/domain/interval.ts';
import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder } from '#pipelines/paths.ts';
import { readReference } from '#pipelines/sources/reference.ts';
import { programmeStudents } from '#pipelines/student-counts.ts';
import { readDuo } from '../../fixtures/read-duo.ts';

const reference = await readReference(referenceFolder, realEffects);

/** The ways in which a publisher hides a count: a small one, or any. */
const smallMasks = ['<5', '< 5', '-1'];
const anyMasks = ['x', 'X', '*', '.'];

function contains({ low, high }: Interval, value: number): boolean {
  return low <= value && value <= (high ?? Infinity);
}

function masked(value: number, habit: string): string {
  if (anyMasks.includes(habit)) return habit;
  return smallMasks.includes(habit) && value > 0 && value < 5 ? habit : String(value);
}

const habit = fc.constantFrom('as it is', 'as it is', ...smallMasks, ...anyMasks);
const cell = fc.record({ men: fc.nat(9), women: fc.nat(40), habits: fc.tuple(habit, habit, habit) });
const schools = ['25LW', '25PU', '25PL', '30RM'];
const tracks = ['BOLVT', 'BOLDT', 'BBL', 'EX'];
const file = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 16 });

/** A file 03 of 2020 and 2021 with masked cells: the true counts of each row beside its text. */
function release(rows: readonly (readonly { men: number; women: number; habits: readonly string[] }[])[]) {
  const head =
    'BRIN NUMMER;INSTELLINGSNAAM;PLAATSNAAM;TYPE MBO;KWALIFICATIENIVEAU;KWALIFICATIE CODE;KWALIFICATIE NAAM';
  const header = `${head};MAN2020;VROUW2020;TOTAAL2020;MAN2021;VROUW2021;TOTAAL2021`;
  const truths = rows.flatMap((years, i) =>
    years.map(({ men, women }, y) => ({
      brin: schools[i % schools.length] ?? '',
      track: tracks[Math.trunc(i / schools.length)] ?? '',
      year: 2020 + y,
      counts: { men, women, students: men + women },
    })),
  );
  const lines = rows.map((years, i) => {
    const counts = years.flatMap(({ men, women, habits }) =>
      [men, women, men + women].map((value, c) => masked(value, habits[c] ?? '')),
    );
    const { brin, track } = truths[2 * i] ?? {};
    return [brin, 'School', 'STAD', track, 4, 25473, 'Doktersassistent', ...counts].join(';');
  });
  return {
    text: [header, ...lines].join('\r\n'),
    truths,
    cells: lines.flatMap((line) => line.split(';').slice(7)),
  };
}

describe('a file with masked cells', () => {
  test('each count that is loaded contains the true one, and no mask becomes a number', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (rows) => {
        const { text, truths, cells } = release(rows);
        const reading = await readDuo(text);
        expect(reading.rowsRefused).toBe(0);
        expect(reading.rows).toHaveLength(truths.length);
        reading.rows.forEach((row, i) => {
          const { counts } = truths[i] ?? {};
          for (const [c, name] of (['men', 'women', 'students'] as const).entries()) {
            const count = countOf(name, row);
            const written = cells[3 * i + c] ?? '';
            expect(contains(count, counts?.[name] ?? NaN)).toBe(true);
            if (anyMasks.includes(written)) {
              expect([row[`${name}_low`], row[`${name}_high`]]).toEqual([null, null]);
              expect(count.status).toBe(written === '.' ? 'unknown' : 'protected');
            } else if (smallMasks.includes(written)) {
              expect(count).toEqual({ low: 1, high: 4, status: 'protected' });
            } else expect(count).toEqual({ low: Number(written), high: Number(written), status: 'measured' });
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  test('so do the sums per school, track and year, and those of the country', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (rows) => {
        const { text, truths } = release(rows);
        const { rows: counted } = programmeStudents([...reference, await readDuo(text)]);
        const own = counted.filter(({ year }) => year >= 2020);
        const inTrack = (track: string) => ({ BOLVT: 'BOL', BOLDT: 'BOL-part-time', BBL: 'BBL' })[track];
        const truthOf = (brin: string, track: string, year: number) =>
          truths
            .filter((t) => (t.brin === '25PU' ? '25PL' : t.brin) === brin)
            .filter((t) => inTrack(t.track) === track && t.year === year)
            .reduce((sum, t) => sum + t.counts.students, 0);
        for (const { brin, track, year, students } of own)
          expect(contains(students, truthOf(brin, track, year))).toBe(true);
        const all = truths
          .filter(({ track }) => track !== 'EX')
          .reduce((sum, t) => sum + t.counts.students, 0);
        expect(contains(sumOf(own.map(({ students }) => students)), all)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('4 with J contains the true count, and 4 with N is four', async () => {
    const line = fc.record({ count: fc.nat(9), hidden: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), async (rows) => {
        const lines = rows.map(({ count, hidden }, i) => {
          const small = hidden && count > 0 && count < 5;
          return `25LW,25473,Gemeente ${i},2021,${small ? 4 : count},${small ? 'J' : 'N'}`;
        });
        const header = 'BRIN,KWALIFICATIE CODE,WOONGEMEENTE,JAAR,AANTAL,INDICATIEAVG';
        const reading = await readDuo([header, ...lines].join('\n'));
        expect(reading.rowsRefused).toBe(0);
        const counts = reading.rows.map((row) => countOf('students', row));
        rows.forEach(({ count, hidden }, i) => {
          const small = hidden && count > 0 && count < 5;
          expect(counts[i]).toEqual(
            small
              ? { low: 1, high: 4, status: 'protected' }
              : { low: count, high: count, status: 'measured' },
          );
        });
        expect(
          contains(
            sumOf(counts),
            rows.reduce((sum, { count }) => sum + count, 0),
          ),
        ).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
