import { describe, expect, test } from 'vitest';
import * as edition from '#lib/domain/tables/edition.ts';
import { verdictOn } from '#pipelines/compare/verdict.ts';
import { findingsOf, type EditionWork } from '#pipelines/work.ts';
import { handedOver, practicesCsv, staffCsv } from './handed-over.ts';

function found(work: EditionWork, code: string) {
  return findingsOf(work).filter((finding) => finding.code === code);
}

function verdictOf(work: EditionWork) {
  return verdictOn(findingsOf(work), work.accept ?? []);
}

const good = practicesCsv(['3.000;ja;ja;1', '2.900;nee;nog niet;', '4.100;;niet bezocht;']);

describe('files are compared with each other and with what is known', () => {
  test('nothing speaks against files that are in order', async () => {
    const work = await handedOver({
      'praktijken.csv': good,
      'personeel.csv': staffCsv(['P1;doktersassistent;25-29;3;2,1', 'P2;doktersassistent;60-64;2;1,2']),
    });
    expect(findingsOf(work)).toEqual([]);
    expect(verdictOf(work)).toBe('ready');
  });

  test('more patients than people live in the region have to be accepted', async () => {
    const rows = Array.from({ length: 7 }, () => '95.000;ja;ja;1');
    const work = await handedOver({ 'praktijken.csv': practicesCsv(rows) });
    expect(found(work, 'too-many-patients')).toEqual([
      expect.objectContaining({
        file: 'praktijken.csv',
        severity: 'confirm',
        value: 'Drenthe: 665000',
        expected: expect.stringMatching(/^≤ 5\d{5}$/),
      }),
    ]);
    expect(verdictOf(work)).toBe('confirm');
  });

  test.each([
    ['hours in the column for FTE', '30;7', 'Drenthe: 0,23'],
    ['a week of over 36 hours for all', '30;33', 'Drenthe: 1,10'],
  ])('%s have to be accepted', async (what, numbers, value) => {
    const work = await handedOver({
      'praktijken.csv': good,
      'personeel.csv': staffCsv([`P1;doktersassistent;25-29;${numbers}`]),
    });
    expect(found(work, 'unlikely-fte')).toEqual([
      expect.objectContaining({ file: 'personeel.csv', severity: 'confirm', value }),
    ]);
  });

  test('a file with many refused rows has to be accepted, one with a few does not', async () => {
    const rows = (bad: number) =>
      practicesCsv(Array.from({ length: 20 }, (_, i) => `${i < bad ? 'veel' : '2.500'};ja;ja;1`));
    const few = await handedOver({ 'praktijken.csv': rows(4) });
    expect(found(few, 'many-refused')).toEqual([]);
    const many = await handedOver({ 'praktijken.csv': rows(5) });
    expect(found(many, 'many-refused')).toEqual([
      expect.objectContaining({ file: 'praktijken.csv', value: '5 / 20', severity: 'confirm' }),
    ]);
  });

  test.each([
    ['within a tenth of the count of DUO', '175;measured', 0],
    ['far from the count of DUO', '250;measured', 1],
    ['not known', ';', 0],
  ])('students of a school that are %s', async (what, students, differences) => {
    const header = 'brin;leerweg;leerjaar;schooljaar;aantal studenten;status';
    const work = await handedOver({
      'vraag.csv': `${header}\n25LW;BOL;1;2019-2020;${students.replace('measured', 'gemeten')}\n`,
    });
    const differ = found(work, 'students-differ');
    expect(differ).toHaveLength(differences);
    if (differences > 0) {
      expect(differ[0]).toMatchObject({ severity: 'confirm', value: '25LW BOL 2019: 250' });
      expect(differ[0]?.expected).toBe('DUO: 180 (± 18)');
    }
  });

  test('places of an unknown practice are refused, and the rest loads', async () => {
    const work = await handedOver({
      'praktijken.csv': good,
      'stageplaatsen.csv':
        'plaats_id;praktijk_id;schooljaar;periode;dagen per week;capaciteit\nS1;P1;2024-2025;1;4;1\nS2;P9;2024-2025;1;4;1\n',
    });
    expect(found(work, 'unknown-practice')).toEqual([
      expect.objectContaining({
        file: 'stageplaatsen.csv',
        row: 3,
        column: 'praktijk_id',
        value: 'P9',
        severity: 'warn',
      }),
    ]);
    expect(verdictOf(work)).toBe('ready');
  });

  test('placements at an unknown place are refused, without saying whose they are', async () => {
    const header = 'student_ref;school;plaats_id;van;tot;status';
    const rows = ['S-17;25LW;S1;01-09-2024;15-11-2024;gepland', 'S-18;25LW;S9;01-09-2024;15-11-2024;gepland'];
    const work = await handedOver({
      'praktijken.csv': good,
      'stageplaatsen.csv':
        'plaats_id;praktijk_id;schooljaar;periode;dagen per week;capaciteit\nS1;P1;2024-2025;1;4;1\n',
      'plaatsingen.csv': `${[header, ...rows].join('\n')}\n`,
    });
    expect(found(work, 'unknown-place')).toEqual([
      expect.objectContaining({ file: 'plaatsingen.csv', row: 3, column: 'plaats_id', value: 'S9' }),
    ]);
    expect(JSON.stringify(findingsOf(work))).not.toContain('S-18');
  });

  test('a file that nobody knows has to be accepted; one with dates of birth never is', async () => {
    const unknown = await handedOver({ 'notitie.csv': 'datum;notitie\n1-1-2024;bellen\n' });
    expect(found(unknown, 'unknown-file')[0]).toMatchObject({ file: 'notitie.csv', severity: 'confirm' });
    const accepted = await handedOver({ 'notitie.csv': 'a;b\n1;2\n' }, { accept: ['unknown-file'] });
    expect(verdictOf(accepted)).toBe('ready');
    const births = await handedOver(
      { 'personeel.csv': 'praktijk_id;functie;geboortejaar;fte\nP1;da;1985;0,8\n' },
      { accept: ['births'] },
    );
    expect(found(births, 'births')[0]).toMatchObject({ column: 'geboortejaar', severity: 'stop' });
    expect(verdictOf(births)).toBe('stop');
  });
});

describe('coverage: how many practices answered', () => {
  test('counts an empty cell as no answer, and a file that is not there as no question', async () => {
    const work = await handedOver({
      'praktijken.csv': good,
      'personeel.csv': staffCsv(['P1;doktersassistent;25-29;3;2,1']),
    });
    const rows = work.derived.get(edition.registerCoverage) ?? [];
    expect(Object.fromEntries(rows.map((row) => [row['subject'], row['practices_answered']]))).toEqual({
      patients: 3,
      staff: 1,
      recognition: 2,
      offer: 2,
      supervisors: 1,
    });
    expect(new Set(rows.map((row) => row['practices_asked']))).toEqual(new Set([3]));
    expect(new Set(rows.map((row) => row['region_code']))).toEqual(new Set(['RA0102']));
  });

  test('has no row for a region that was not asked, nor for made-up practices', async () => {
    const work = await handedOver({
      'praktijken.csv': good.replace(/(?<=begeleiders)/, ';origin').replaceAll(/(?<=;1|;)$/gm, ';synthetic'),
    });
    expect(work.derived.get(edition.registerCoverage)).toEqual([]);
  });
});
