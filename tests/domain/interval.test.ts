import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as c from '#lib/domain/column.ts';
import {
  canAgree,
  countCells,
  countOf,
  countStatuses,
  exact,
  intervalText,
  middle,
  narrower,
  parseCount,
  sumOf,
  unbounded,
  type Interval,
} from '#lib/domain/interval.ts';
import { parseRow } from '#lib/domain/rows.ts';
import { table } from '#lib/domain/table.ts';

const oneToFour: Interval = { low: 1, high: 4, status: 'protected' };

describe('a count as publishers write it', () => {
  test.each<[string, boolean, Interval | null]>([
    ['0', false, exact(0)],
    ['12', false, exact(12)],
    ['4', false, exact(4)],
    ['<5', false, oneToFour],
    ['< 5', false, oneToFour],
    ['<10', false, { low: 1, high: 9, status: 'protected' }],
    ['<2', false, exact(1)],
    ['4', true, oneToFour],
    ['3', true, { low: 1, high: 3, status: 'protected' }],
    ['5', true, null],
    ['0', true, null],
    ['-1', false, unbounded('protected')],
    ['x', false, unbounded('protected')],
    ['X', false, unbounded('protected')],
    ['*', false, unbounded('protected')],
    ['.', false, unbounded('unknown')],
    ['', false, null],
    ['-2', false, null],
    ['<1', false, null],
    ['4,5', false, null],
    ['nvt', false, null],
    ['1e3', false, null],
  ])('%j, small: %j', (text, small, expected) => {
    expect(parseCount(text, small)).toEqual(expected);
  });
});

describe('sums and comparisons', () => {
  test('a sum has the bounds of its parts together, and the status of the worst known of them', () => {
    expect(sumOf([exact(3), exact(4)])).toEqual(exact(7));
    expect(sumOf([exact(3), oneToFour, oneToFour])).toEqual({ low: 5, high: 11, status: 'protected' });
    expect(sumOf([exact(3), unbounded('protected')])).toEqual({ low: 3, high: null, status: 'protected' });
    expect(sumOf([oneToFour, unbounded('unknown')])).toEqual({ low: 1, high: null, status: 'unknown' });
    expect(sumOf([unbounded('not-asked'), unbounded('not-asked')])).toEqual(unbounded('not-asked'));
  });

  test('nothing counted has no sum', () => {
    expect(() => sumOf([])).toThrow('a sum of no counts');
  });

  test('the middle, the narrower of two, and the text for a message', () => {
    expect([middle(exact(3)), middle(oneToFour), middle(unbounded('unknown'))]).toEqual([3, 2.5, null]);
    expect(narrower(oneToFour, exact(3))).toEqual(exact(3));
    expect(narrower(oneToFour, unbounded('unknown'))).toEqual(oneToFour);
    expect(
      [exact(3), oneToFour, sumOf([exact(2), unbounded('unknown')]), unbounded('protected')].map(
        intervalText,
      ),
    ).toEqual(['3', '1–4', '≥ 2', '?']);
  });

  test.each<[Interval, Interval, boolean]>([
    [exact(3), exact(3), true],
    [exact(3), exact(4), false],
    [exact(3), oneToFour, true],
    [exact(5), oneToFour, false],
    [exact(9), unbounded('unknown'), true],
    [{ low: 10, high: null, status: 'unknown' }, exact(9), false],
  ])('%j and %j: %j', (a, b, expected) => {
    expect([canAgree(a, b), canAgree(b, a)]).toEqual([expected, expected]);
  });
});

/** A true count with a statement about it that some publisher might make. */
const stated = fc
  .tuple(fc.nat(9), fc.constantFrom('plain', '<5', '4 J', 'x', '.', '-1', '*'))
  .map(([truth, way]) => {
    const small = truth > 0 && truth < 5;
    if (way === '<5' && small) return { truth, text: '<5', flag: false };
    if (way === '4 J' && small) return { truth, text: '4', flag: true };
    if (['x', '.', '-1', '*'].includes(way)) return { truth, text: way, flag: false };
    return { truth, text: String(truth), flag: false };
  })
  .map(({ truth, text, flag }) => ({ truth, text, flag, count: parseCount(text, flag) as Interval }));

function contains({ low, high }: Interval, value: number): boolean {
  return low <= value && value <= (high ?? Infinity);
}

describe('whatever is masked', () => {
  test('an interval contains the true count, and a sum the true sum', () => {
    fc.assert(
      fc.property(fc.array(stated, { minLength: 1, maxLength: 20 }), (cells) => {
        for (const { truth, count } of cells) expect(contains(count, truth)).toBe(true);
        const sum = sumOf(cells.map(({ count }) => count));
        expect(
          contains(
            sum,
            cells.reduce((total, { truth }) => total + truth, 0),
          ),
        ).toBe(true);
        expect(sum.status === 'measured').toBe(cells.every(({ count }) => count.status === 'measured'));
      }),
    );
  });

  test('two statements about one count agree, and the narrower still contains it', () => {
    const two = fc.tuple(fc.nat(9), stated, stated);
    fc.assert(
      fc.property(two, ([, one, other]) => {
        fc.pre(one.truth === other.truth);
        expect(canAgree(one.count, other.count)).toBe(true);
        expect(contains(narrower(one.count, other.count), one.truth)).toBe(true);
      }),
    );
  });

  test('no sentinel is ever a number', () => {
    fc.assert(
      fc.property(stated, ({ text, flag, truth, count }) => {
        const { n_low, n_high } = countCells('n', count);
        if (['x', '.', '-1', '*'].includes(text)) expect([n_low, n_high]).toEqual([null, null]);
        else if (text === '<5' || flag) expect([n_low, n_high]).toEqual([1, 4]);
        else expect([n_low, n_high]).toEqual([truth, truth]);
      }),
    );
  });
});

const counted = table({
  name: 'counted',
  kind: 'raw',
  title: { nl: '', en: '' },
  key: ['place'],
  columns: { place: c.text('', ''), ...c.interval('n', 'Aantal', 'Count', { unit: 'students' }) },
});

describe('the columns of a count', () => {
  test('are two optional bounds and a status, which say what they are', () => {
    expect(Object.keys(counted.columns)).toEqual(['place', 'n_low', 'n_high', 'n_status']);
    expect(counted.columns.n_low).toMatchObject({ sql: 'INTEGER', nullable: true, min: 0, unit: 'students' });
    expect(counted.columns.n_high.meaning).toEqual({
      nl: 'Aantal, hoogstens; leeg is onbegrensd',
      en: 'Count, at most; empty is without bound',
    });
    expect(counted.columns.n_status).toMatchObject({ oneOf: countStatuses, nullable: false });
  });

  const check = (n_low: string, n_high: string, n_status: string) =>
    parseRow(counted, { place: 'a', n_low, n_high, n_status });

  test.each([
    ['3', '3', 'measured'],
    ['1', '4', 'protected'],
    ['', '', 'protected'],
    ['5', '', 'unknown'],
    ['', '', 'not-asked'],
  ])('%j to %j, %s: is taken', (low, high, status) => {
    expect(check(low, high, status)).toHaveProperty('row');
  });

  test.each([
    ['4', '1', 'protected', 'low < high'],
    ['3', '3', 'protected', 'low < high'],
    ['3', '4', 'measured', 'low = high'],
    ['', '', 'measured', 'low = high'],
    ['3', '', 'measured', 'low = high'],
    ['', '4', 'protected', 'low ≥ 0'],
    ['0', '0', 'not-asked', 'low, high = –'],
  ])('%j to %j, %s: is refused', (low, high, status, expected) => {
    expect(check(low, high, status)).toEqual({
      problems: [{ column: 'n_status', value: status, code: 'bounds-disagree', expected }],
    });
  });

  test('a bound that is no number is said once, and -1 is below the least there is', () => {
    expect(check('veel', '4', 'protected')).toMatchObject({
      problems: [{ column: 'n_low', code: 'not-a-number' }],
    });
    expect(check('-1', '4', 'protected')).toMatchObject({
      problems: [{ column: 'n_low', code: 'out-of-range' }],
    });
  });

  test('keep a count as it is', () => {
    for (const count of [
      exact(0),
      exact(7),
      oneToFour,
      unbounded('unknown'),
      sumOf([exact(2), unbounded('protected')]),
    ]) {
      expect(countOf('n', countCells('n', count))).toEqual(count);
    }
  });
});
