import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { exact, sumOf, type Interval } from '#lib/domain/interval.ts';
import type { Row, Table } from '#lib/domain/table.ts';
import * as trainingTables from '#lib/domain/tables/training.ts';
import { refuseRepeats } from '#pipelines/compare/refusals.ts';
import { successors } from '#pipelines/counts/successors.ts';
import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder } from '#pipelines/paths.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { readReference, rowsOf } from '#pipelines/sources/reference.ts';
import { diplomaRows, programmeDiplomas, programmeStudents, studentRows } from '#pipelines/student-counts.ts';
import { publishedHistory } from '#pipelines/track-record.ts';
import { duoFixture, readDuo } from '../fixtures/read-duo.ts';
import { describeShared } from '../fixtures/shared-folder.ts';

const reference: Reading<Table>[] = await readReference(referenceFolder, realEffects);
const schools = rowsOf(reference, trainingTables.schools);
const assistant = ['25473', 'Doktersassistent'] as const;

interface Line {
  brin: string;
  track?: string;
  course?: readonly [string, string];
  counts: Record<number, number | string>;
}

/** A file 03 with totals only. */
function file03(name: string, lines: readonly Line[]): Promise<Reading> {
  const years = [...new Set(lines.flatMap(({ counts }) => Object.keys(counts)))].sort();
  const header = [
    'BRIN',
    'INSTELLINGSNAAM',
    'PLAATSNAAM',
    'LEERWEG',
    'NIVEAU',
    'KWALIFICATIE CODE',
    'KWALIFICATIE NAAM',
  ];
  const rows = lines.map(({ brin, track = 'BOLVT', course = assistant, counts }) => [
    brin,
    'School',
    'STAD',
    track,
    4,
    ...course,
    ...years.map((year) => counts[Number(year)] ?? ''),
  ]);
  const text = [[...header, ...years.map((year) => `TOTAAL${year}`)], ...rows]
    .map((row) => row.join(';'))
    .join('\n');
  return readDuo(text, name);
}

/** A file 03 with every school of today in the years given. */
function fullFile(name: string, years: readonly number[], students: number, lines: readonly Line[] = []) {
  const own = new Set(lines.map(({ brin }) => brin));
  const others = schools.filter(({ brin, successor_brin }) => !successor_brin && !own.has(brin));
  const counts = Object.fromEntries(years.map((year) => [year, students]));
  return file03(name, [...others.map(({ brin }) => ({ brin, counts })), ...lines]);
}

function countsOf(
  rows: readonly { brin: string; track: string; year: number; students: Interval }[],
  brin: string,
  year: number,
) {
  return rows
    .filter((row) => row.brin === brin && row.year === year)
    .map(({ track, students }) => [track, students]);
}

describe('the reference data alone', () => {
  const counted = programmeStudents(reference);
  const totals = counted.years.map((year) =>
    sumOf(counted.rows.filter((row) => row.year === year).map(({ students }) => students)),
  );

  test('give the published totals', () => {
    expect(counted.years).toEqual([2015, 2016, 2017, 2018, 2019]);
    expect(totals).toEqual([3_971, 3_902, 3_836, 3_919, 4_164].map(exact));
    expect(counted).toMatchObject({ lastYear: 2019, findings: [] });
  });

  test('a school that merged counts with its successor: VISTA has one series', () => {
    expect(counted.rows.filter(({ brin }) => ['25PU', '25MA'].includes(brin))).toEqual([]);
    const vista = [2015, 2016, 2017, 2018, 2019].map((year) =>
      sumOf(countsOf(counted.rows, '25PL', year).map(([, students]) => students as Interval)),
    );
    expect(vista).toEqual([183, 173, 180, 159, 169].map(exact));
    const rijnland = sumOf(countsOf(counted.rows, '25LN', 2015).map(([, students]) => students as Interval));
    expect(rijnland).toEqual(exact(160 + 67));
  });

  test('no row is made where no school was counted', () => {
    expect(counted.rows.filter(({ brin, year }) => brin === '09MR' && year < 2018)).toEqual([]);
    const regions = publishedHistory(reference).series?.map(({ id }) => id) ?? [];
    expect(regions).toContain('students RA0101');
    for (const seatless of ['RA0102', 'RA0207', 'RA0511'])
      expect(regions).not.toContain(`students ${seatless}`);
  });

  test('become rows of their table', () => {
    expect(studentRows(counted)).toHaveLength(counted.rows.length);
    expect(studentRows(counted)[0]).toMatchObject({
      year: 2015,
      students_status: 'measured',
      file: 'students.csv',
    });
  });
});

describe('a file that is loaded', () => {
  test('counts for the schools and years that it has; the reference data keep the others', async () => {
    const file = await file03('new.csv', [
      { brin: '25LW', counts: { 2019: 200 } },
      { brin: '25LW', track: 'EX', counts: { 2019: 9 } },
    ]);
    const { rows, findings } = programmeStudents([...reference, file]);
    expect(countsOf(rows, '25LW', 2019)).toEqual([['BOL', exact(200)]]);
    expect(countsOf(rows, '25LW', 2018)).toEqual([['BOL', exact(185)]]);
    expect(rows.find(({ brin, year }) => brin === '25LW' && year === 2019)?.source).toBe('new.csv');
    expect(findings).toEqual([]);
  });

  test('brings a new last year when it has most schools', async () => {
    const { lastYear, years } = programmeStudents([
      ...reference,
      await fullFile('new.csv', [2020, 2021], 100),
    ]);
    expect([lastYear, years.at(-2)]).toEqual([2021, 2020]);
  });

  test('of which many schools are missing in a year is no last year, and asks', async () => {
    const file = await file03('own.csv', [{ brin: '25LW', counts: { 2020: 210 } }]);
    const { lastYear, years, findings, rows } = programmeStudents([...reference, file]);
    expect([lastYear, years.includes(2020)]).toEqual([2019, false]);
    expect(findings).toEqual([
      expect.objectContaining({
        file: 'own.csv',
        code: 'partial-year',
        severity: 'confirm',
        column: '2020',
        value: '1',
      }),
    ]);
    expect(countsOf(rows, '25LW', 2020)).toEqual([['BOL', exact(210)]]);
  });

  test('with a new code and the name of the programme counts, and asks to add the code', async () => {
    const lines: Line[] = [
      { brin: '25LW', course: ['25999', 'DOKTERSASSISTENT '], counts: { 2019: 30 } },
      { brin: '25LW', course: assistant, counts: { 2019: 150 } },
      { brin: '25LW', course: ['25490', 'Tandartsassistent'], counts: { 2019: 70 } },
    ];
    const file = await file03('new.csv', lines);
    const { rows, findings } = programmeStudents([...reference, file]);
    expect(countsOf(rows, '25LW', 2019)).toEqual([['BOL', exact(180)]]);
    expect(findings).toEqual([
      expect.objectContaining({
        file: 'new.csv',
        row: 2,
        code: 'new-crebo',
        value: '25999',
        severity: 'confirm',
      }),
    ]);
    const row: Row<typeof trainingTables.programmes> = {
      crebo: '25999',
      occupation: 'doktersassistent',
      name: 'Doktersassistent',
      level: 4,
      valid_from: 2026,
      note: null,
    };
    const programmes = reference.find(({ table }) => table === (trainingTables.programmes as Table));
    const added = { ...programmes, rows: [row], lines: [5] } as Reading<Table>;
    const known = programmeStudents([...reference, added, file]);
    expect(known.rows).toEqual(rows);
    expect(known.findings).toEqual([]);
  });

  test('with a school that is not known counts, and says that it has no region', async () => {
    const file = await file03('new.csv', [{ brin: '99ZZ', counts: { 2019: 30 } }]);
    const { rows, findings } = programmeStudents([...reference, file]);
    expect(countsOf(rows, '99ZZ', 2019)).toEqual([['BOL', exact(30)]]);
    expect(findings).toEqual([
      expect.objectContaining({ code: 'new-school', value: '99ZZ', severity: 'warn' }),
    ]);
  });

  test('with masked counts gives bounds', async () => {
    const file = await file03('new.csv', [
      { brin: '25LW', counts: { 2019: '<5' } },
      { brin: '25LW', course: ['23180', 'Doktersassistent'], counts: { 2019: 10 } },
      { brin: '25LW', track: 'BBL', counts: { 2019: 'x' } },
    ]);
    expect(countsOf(programmeStudents([...reference, file]).rows, '25LW', 2019)).toEqual([
      ['BBL', { low: 0, high: null, status: 'protected' }],
      ['BOL', { low: 11, high: 14, status: 'protected' }],
    ]);
  });
});

test.each(['2021-2022-11-by-municipality.csv', '2021-2022-12-by-province.csv'])(
  '%s counts no track of the programme, so it takes nothing from other files',
  async (name) => {
    const text = duoFixture(name).replaceAll('90AA', '25LW').replace('2021', '2019');
    expect(programmeStudents([...reference, await readDuo(text, name)])).toEqual(
      programmeStudents(reference),
    );
  },
);

describe('two files', () => {
  const one = { brin: '25LW', counts: { 2018: 180, 2019: 190 } };

  test.each([[true], [false]])(
    'that disagree: the latest release counts, and both are named (it comes first: %s)',
    async (first) => {
      const older = await file03('2015-2019.csv', [one]);
      const newer = await fullFile('2016-2020.csv', [2018, 2019, 2020], 100, [
        { ...one, counts: { 2018: 180, 2019: 195, 2020: 100 } },
      ]);
      const { rows, findings } = programmeStudents([
        ...reference,
        ...(first ? [newer, older] : [older, newer]),
      ]);
      expect(countsOf(rows, '25LW', 2019)).toEqual([['BOL', exact(195)]]);
      expect(findings).toEqual([
        expect.objectContaining({
          file: '2015-2019.csv',
          row: 2,
          column: '25LW BOL 2019',
          value: '190',
          code: 'figures-disagree',
          severity: 'confirm',
          expected: '195 (2016-2020.csv)',
        }),
      ]);
    },
  );

  test('that overlap keep all of their rows as they were published', async () => {
    const files = [await file03('2015-2019.csv', [one]), await file03('2016-2020.csv', [one])];
    expect(refuseRepeats(files)).toEqual(files);
  });

  test('of which one masks agree, and the number that was printed is kept', async () => {
    const printed = await file03('printed.csv', [{ brin: '25LW', counts: { 2019: 3 } }]);
    const masked = await fullFile('masked.csv', [2020], 100, [
      { brin: '25LW', counts: { 2019: '<5', 2020: 100 } },
    ]);
    const { rows, findings } = programmeStudents([...reference, printed, masked]);
    expect(countsOf(rows, '25LW', 2019)).toEqual([['BOL', exact(3)]]);
    expect(findings).toEqual([]);
    const other = await file03('other.csv', [{ brin: '25LW', counts: { 2019: 7 } }]);
    expect(programmeStudents([...reference, other, masked]).findings).toEqual([
      expect.objectContaining({ value: '7', expected: '1–4 (masked.csv)' }),
    ]);
  });

  test('of different kinds: 08 counts only where there is no 03', async () => {
    const header = 'BRIN;TYPE MBO;KWALIFICATIE CODE;VERBLIJFSJAAR;TOTAAL2018;TOTAAL2019';
    const byYear = await readDuo(
      `${header}\n25LW;BOLVT;25473;1;100;110\n25LW;BOLVT;25473;2;75;<5\n`,
      '08.csv',
    );
    const alone = programmeStudents([...reference, byYear]);
    expect(countsOf(alone.rows, '25LW', 2018)).toEqual([['BOL', exact(175)]]);
    expect(countsOf(alone.rows, '25LW', 2019)).toEqual([
      ['BOL', { low: 111, high: 114, status: 'protected' }],
    ]);
    const both = programmeStudents([
      ...reference,
      byYear,
      await file03('03.csv', [{ brin: '25LW', counts: { 2019: 112 } }]),
    ]);
    expect(countsOf(both.rows, '25LW', 2019)).toEqual([['BOL', exact(112)]]);
    expect(countsOf(both.rows, '25LW', 2018)).toEqual([['BOL', exact(175)]]);
    expect(both.findings).toEqual([]);
  });
});

describe('diplomas', () => {
  test('are counted by diploma year, per school and track', async () => {
    const counted = programmeDiplomas([
      ...reference,
      await readDuo(duoFixture('2020-2021-diplomas.csv'), 'diplomas.csv'),
    ]);
    expect(counted.rows).toEqual([
      { brin: '90AA', track: 'BBL', year: 2020, diplomas: exact(12), source: 'diplomas.csv' },
      {
        brin: '90AA',
        track: 'BOL',
        year: 2020,
        diplomas: { low: 41, high: 44, status: 'protected' },
        source: 'diplomas.csv',
      },
      {
        brin: '90AA',
        track: 'BBL',
        year: 2021,
        diplomas: { low: 2, high: 8, status: 'protected' },
        source: 'diplomas.csv',
      },
    ]);
    expect(counted).toMatchObject({ years: [2020, 2021], lastYear: 2021 });
    expect(diplomaRows(counted)[0]).toMatchObject({
      diploma_year: 2020,
      diplomas_low: 12,
      diplomas_status: 'measured',
    });
  });

  test('were not counted without a file', () => {
    expect(programmeDiplomas(reference)).toEqual({ rows: [], years: [], lastYear: null, findings: [] });
  });
});

describe('schools that merged', () => {
  const row = (brin: string, successor_brin: string | null) =>
    ({ ...schools[0], brin, successor_brin }) as (typeof schools)[number];

  test('lead to the school of today, over more than one merger', () => {
    const today = successors([row('01AA', '02BB'), row('02BB', '03CC'), row('03CC', null)]);
    expect(['01AA', '02BB', '03CC', '99ZZ'].map(today)).toEqual(['03CC', '03CC', '03CC', '99ZZ']);
  });

  test('into each other stop the build', () => {
    expect(() => successors([row('01AA', '02BB'), row('02BB', '01AA')])('01AA')).toThrow('schools.csv: 01AA');
  });
});

describeShared('data/duo/03-deelnemers-mbo-2015-2019.csv', (path) => {
  let file: Reading;
  beforeAll(async () => {
    file = await readDuo(readFileSync(path), '03.csv');
  }, 60_000);

  test('gives what the reference data say', () => {
    const loaded = programmeStudents([...reference, file]);
    const own = programmeStudents(reference);
    const bare = (counted: typeof own) => counted.rows.map((row) => ({ ...row, source: '' }));
    expect(bare(loaded)).toEqual(bare(own));
    expect(new Set(loaded.rows.map(({ source }) => source))).toEqual(new Set(['03.csv']));
    expect(loaded.findings).toEqual([]);
  });

  test('has nobody at a school from the year on in which it merged', () => {
    for (const { brin, successor_from } of schools.filter(({ successor_brin }) => successor_brin)) {
      const years = file.rows
        .filter((row) => row['brin'] === brin && Number(row['students_low']) > 0)
        .map((row) => Number(row['year']));
      expect(Math.max(...years) + 1, brin).toBe(successor_from);
    }
  });
});
