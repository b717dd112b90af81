import { describe, expect, test } from 'vitest';
import { parseRow } from '#lib/domain/rows.ts';
import type { Table } from '#lib/domain/table.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import * as profession from '#lib/domain/tables/profession.ts';
import * as trainingTables from '#lib/domain/tables/training.ts';
import * as tables from '#lib/domain/tables/register.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';
import { synthesizeRegister, type SyntheticRegister } from '#pipelines/synthesize/register.ts';
import { groupBy, made, readings, stocks, sum } from './made.ts';

// No student is made up, and so no placement of one.
const names = Object.keys(tables).filter((name) => name !== 'placements') as (keyof SyntheticRegister)[];
const regionOf = new Map(
  rowsOf(readings, geography.municipalities).map((row) => [row.municipality_code, row.region_code]),
);
const bandStarts = [18, 25, 30, 35, 40, 45, 50, 55, 60, 65, 75];

function texts(row: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]),
  );
}

/** The same files and rows in the opposite order. */
function reversed(list: typeof readings): typeof readings {
  return list.map((reading) => ({ ...reading, rows: reading.rows.toReversed() })).toReversed();
}

describe.each([1, 2, 20240101])('the register of seed %i', (seed) => {
  const register = made(seed);
  const region = new Map(
    register.practices.map((row) => [row.practice_id, regionOf.get(row.municipality_code) ?? '']),
  );
  const practicesBy = groupBy(register.practices, (row) => region.get(row.practice_id) ?? '');
  const staffBy = groupBy(register.practiceStaff, (row) => region.get(row.practice_id) ?? '');

  test.each(names)(
    '%s: every row passes its table, says that it is synthetic, and has a key of its own',
    (name) => {
      const table: Table = tables[name];
      const rows: object[] = register[name];
      const keys = new Set<string>();
      const wrong = rows.filter((row) => {
        const cells = texts(row);
        keys.add(table.key.map((column) => cells[column]).join(' '));
        const parsed = parseRow(table, cells);
        return !('row' in parsed) || cells['origin'] !== 'synthetic';
      });
      expect(wrong).toEqual([]);
      expect(keys.size).toBe(rows.length);
      expect(rows.length).toBeGreaterThan(0);
      const [first = {}] = rows;
      expect(parseRow(table, texts(first))).toEqual({ row: first });
    },
  );

  test('rows belong to known practices, municipalities and schools', () => {
    const ids = new Set(register.practices.map(({ practice_id }) => practice_id));
    const { practiceStaff, practicePlaces, practiceHistory } = register;
    const children: { practice_id: string }[] = [...practiceStaff, ...practicePlaces, ...practiceHistory];
    expect(children.filter(({ practice_id }) => !ids.has(practice_id))).toEqual([]);
    expect([...region.values()].filter((code) => code === '')).toEqual([]);
    const brins = new Set(rowsOf(readings, trainingTables.schools).map(({ brin }) => brin));
    const others = register.placementDemand.filter(({ school_id }) => !brins.has(school_id));
    expect(new Set(others.map(({ school_id }) => school_id))).toEqual(
      new Set(['Calabris', 'Capabel', 'Instituut MEMO', 'LOI', 'NTI']),
    );
  });

  test('practices add up to the national number, and every municipality has one', () => {
    const national = rowsOf(readings, profession.nationalPractices).find(({ year }) => year === 2024);
    expect(register.practices).toHaveLength(national?.practices ?? NaN);
    expect(new Set(register.practices.map((row) => row.municipality_code)).size).toBe(regionOf.size);
  });

  test('every region adds up to its patients, heads, bands and fte', () => {
    for (const { region_code, heads, row } of stocks) {
      const practices = practicesBy.get(region_code) ?? [];
      const staff = staffBy.get(region_code) ?? [];
      expect(sum(practices, (one) => one.registered_patients ?? NaN)).toBe(
        Math.round(row.registered_patients),
      );
      expect(sum(staff, (one) => one.heads)).toBe(Math.round(row.heads));
      expect(Math.abs(sum(staff, ({ fte }) => fte) - row.fte)).toBeLessThan(0.0051);
      const ages = heads.values as number[];
      const all = sum(ages, (count) => count);
      bandStarts.slice(0, -1).forEach((from, i) => {
        const to = (bandStarts[i + 1] ?? NaN) - 1;
        const share = sum(ages.slice(from - 18, to - 17), (count) => count) / all;
        const band = staff.filter(({ age_from }) => age_from === from);
        expect(band.every(({ age_to }) => age_to === to)).toBe(true);
        expect(Math.abs(sum(band, (one) => one.heads) - share * Math.round(row.heads))).toBeLessThan(1);
      });
    }
  });

  test('a contract is at most full-time, and only a small practice has no assistant', () => {
    expect(
      register.practiceStaff.filter(({ heads, fte }) => !(heads > 0 && fte > 0 && fte <= heads)),
    ).toEqual([]);
    const staffed = new Set(register.practiceStaff.map(({ practice_id }) => practice_id));
    const without = register.practices.filter(({ practice_id }) => !staffed.has(practice_id));
    expect(without.every(({ registered_patients }) => (registered_patients ?? NaN) < 1200)).toBe(true);
    expect(without.length).toBeLessThan(30);
  });

  test('lists are spread as solo, duo and group practices are', () => {
    const lists = register.practices.map((row) => row.registered_patients ?? NaN).sort((a, b) => a - b);
    const at = (share: number) => lists[Math.floor(share * lists.length)];
    expect(lists[0]).toBeGreaterThanOrEqual(500);
    expect(at(0.1)).toBeGreaterThan(1500);
    expect(at(0.5)).toBeGreaterThan(3000);
    expect(at(0.9)).toBeLessThan(6500);
    expect(at(0.9)).toBeGreaterThan(5000);
  });
});

describe('a seed', () => {
  test('gives the same register again, whatever the order of the rows', () => {
    const again = synthesizeRegister({ readings: reversed(readings), stocks: stocks.toReversed(), seed: 1 });
    expect(again).toEqual(made(1));
  });

  test('gives another register than another seed, with the same practices', () => {
    const [one, two] = [made(1), made(2)];
    for (const name of names) expect(one[name]).not.toEqual(two[name]);
    const ids = ({ practices }: SyntheticRegister) => practices.map(({ practice_id }) => practice_id);
    expect(ids(one)).toEqual(ids(two));
  });

  test('leaves the other regions as they are when a region is left out', () => {
    const fewer = synthesizeRegister({ readings, stocks: stocks.slice(1), seed: 1 });
    const left = new Set(fewer.practices.map(({ practice_id }) => practice_id));
    const all = made(1);
    expect(left.size).toBeLessThan(all.practices.length);
    expect(fewer.practiceStaff).toEqual(all.practiceStaff.filter(({ practice_id }) => left.has(practice_id)));
  });
});

test('the practice of Schiermonnikoog', () => {
  const { practices, practiceHistory } = made(1);
  const practice = practices.find(({ municipality_code }) => municipality_code === 'GM0088');
  const visits = practiceHistory.filter(({ practice_id }) => practice_id === practice?.practice_id);
  expect(practice).toMatchInlineSnapshot(`
    {
      "bbl_interest": false,
      "care_group": null,
      "dispensing": null,
      "experienced": null,
      "last_visited": "2023-03-03",
      "municipality_code": "GM0088",
      "name": "Praktijk 0088-001 (synthetisch)",
      "norm_practices": null,
      "offer_status": "not-yet",
      "origin": "synthetic",
      "places_offered": null,
      "postcode": null,
      "practice_id": "SYN-0088-001",
      "recognised": true,
      "recognised_until": "2024-01-18",
      "registered_patients": 959,
      "supervisors": 1,
      "supervisors_trained_on": null,
    }
  `);
  expect(visits).toMatchInlineSnapshot(`
    [
      {
        "date": "2020-10-20",
        "offer_status": "not-yet",
        "origin": "synthetic",
        "practice_id": "SYN-0088-001",
      },
      {
        "date": "2022-01-19",
        "offer_status": "not-yet",
        "origin": "synthetic",
        "practice_id": "SYN-0088-001",
      },
      {
        "date": "2023-03-03",
        "offer_status": "not-yet",
        "origin": "synthetic",
        "practice_id": "SYN-0088-001",
      },
    ]
  `);
});
