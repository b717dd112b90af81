import { writeOds, writeXlsx, type CellValue } from 'hucre';
import { describe, expect, test } from 'vitest';
import type { Reading } from '#pipelines/sources/reading.ts';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { readFile } from '#pipelines/sources/recognise.ts';
import { fixture, todaysMunicipalities } from '../../fixtures/fixture.ts';

// What people do to a spreadsheet (domain.md 6.6), each as .csv, .xlsx and .ods: all of them must read alike.

const context = { municipalities: todaysMunicipalities() };
type Grid = readonly (readonly (string | number | boolean | Date | null)[])[];
type Form = 'csv' | 'xlsx' | 'ods';
const forms: Form[] = ['csv', 'xlsx', 'ods'];

const csvCell = (value: CellValue) => {
  if (value instanceof Date) return value.toISOString().slice(0, 10).split('-').reverse().join('-');
  if (typeof value === 'boolean') return value ? 'WAAR' : 'ONWAAR';
  const text = typeof value === 'number' ? String(value).replace('.', ',') : (value ?? '');
  return /[;"\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

async function bytesOf(form: Form, grid: Grid): Promise<Uint8Array> {
  const width = Math.max(...grid.map((row) => row.length));
  const rows = grid.map((row) => [...row, ...Array<null>(width - row.length).fill(null)]);
  if (form === 'csv') return Buffer.from(rows.map((row) => row.map(csvCell).join(';')).join('\r\n'));
  const sheets = [{ name: 'blad', rows }];
  return form === 'xlsx' ? writeXlsx({ sheets }) : writeOds({ sheets });
}

async function read(form: Form, grid: Grid): Promise<Reading> {
  const [reading] = await readFile(inputBytes(await bytesOf(form, grid), `regio.${form}`), context);
  if (!reading) throw new Error('no reading');
  return reading;
}

const values = ({ rows }: Reading, ...columns: string[]) =>
  rows.map((row) => columns.map((column) => (row as Record<string, unknown>)[column]));
const codes = ({ findings }: Reading) =>
  findings.map(({ row, column, value, code }) => [row, column, value, code]);

const practiceHeader = ['praktijk_id', 'Naam', 'Gemeente', 'Biedt stageplaats', 'Patiënten'];
const practice = (id: string | number, patients: string | number | null = 1000) =>
  [id, `Verzonnen ${id}`, 'Utrecht', 'ja', patients] as const;
const staffHeader = ['praktijk', 'functie', 'leeftijdsgroep', 'aantal', 'fte'];

describe.each(forms)('as .%s', (form) => {
  test('titles, blank rows and remarks around the table', async () => {
    const reading = await read(form, [
      ['Praktijken van de zorggroep, stand 1 januari'],
      ['Aangeleverd door: het secretariaat'],
      [],
      practiceHeader,
      practice('V1'),
      [],
      practice('V2'),
      [],
      ['Bron: opgave van de praktijken zelf'],
    ]);
    expect(values(reading, 'practice_id')).toEqual([['V1'], ['V2']]);
    expect(reading.lines).toEqual([5, 7]);
    expect(codes(reading)).toEqual([[9, 'praktijk_id', 'Bron: opgave van de praktijken zelf', 'remark-row']]);
  });

  test('totals at the bottom, in the middle, under any column, and without a label', async () => {
    const staff = await read(form, [
      staffHeader,
      ['V1', 'DA', '25-29', 2, 1.5],
      ['V1', 'DA', '30-34', 1, 0.5],
      ['Totaal V1', null, null, 3, 2],
      ['V2', 'Totaal', null, 3, 2],
      ['V2', 'DA', '65+', 1, 1],
      ['Eindtotaal', null, null, 4, 3],
      ['Gemiddelde', null, null, 1.3, 1],
      [null, null, null, 4, 3],
    ]);
    expect(values(staff, 'practice_id', 'age_from', 'heads')).toEqual([
      ['V1', 25, 2],
      ['V1', 30, 1],
      ['V2', 65, 1],
    ]);
    expect(codes(staff)).toEqual([
      [4, 'praktijk', 'Totaal V1', 'totals-row'],
      [5, 'functie', 'Totaal', 'totals-row'],
      [7, 'praktijk', 'Eindtotaal', 'totals-row'],
      [8, 'praktijk', 'Gemiddelde', 'totals-row'],
      [9, 'aantal', '4', 'totals-row'],
    ]);
    expect([staff.rowsRead, staff.rowsRefused]).toEqual([3, 0]);
  });

  test('a practice that is called Totaal is a practice, and a row without a name is refused', async () => {
    const reading = await read(form, [
      practiceHeader,
      ['V1', 'Totaal Zorg Verzonnen', 'Utrecht', 'ja', 900],
      [null, 'Verzonnen 2', 'Utrecht', 'ja', 900],
    ]);
    expect(values(reading, 'name')).toEqual([['Totaal Zorg Verzonnen']]);
    expect(codes(reading)).toEqual([[3, 'praktijk_id', '', 'missing']]);
  });

  test('columns in any order, by synonym, capitals, accents and a line break', async () => {
    const reading = await read(form, [
      ['BIEDT STAGE', 'aantal patienten', 'GEMEENTENAAM', 'AGB-code', 'Naam\npraktijk', 'Apotheek-\nhoudend'],
      ['komend jaar', '2.350', "'s-Gravenhage", '01001234', 'Verzonnen', 'x'],
    ]);
    expect(values(reading, 'offer_status', 'registered_patients', 'municipality_code', 'dispensing')).toEqual(
      [['will-offer', 2350, 'GM0518', true]],
    );
    expect(codes(reading)).toEqual([]);
  });

  test('leading zeros that were lost come back where only one code can be meant', async () => {
    const practices = await read(form, [
      practiceHeader,
      practice(1001234),
      practice('01-005678'),
      practice(1009999),
    ]);
    expect(values(practices, 'practice_id')).toEqual([['01001234'], ['01005678'], ['01009999']]);
    expect(codes(practices)).toEqual([[2, 'praktijk_id', '1001234 … (2 ×)', 'zero-restored']]);
    const demand = await read(form, [
      ['BRIN', 'Leerweg', 'Leerjaar', 'Schooljaar', 'Aantal studenten'],
      ['0GT', 'BOL', 1, '2024-2025', 10],
      ['00gt', 'BOL', 2, '2024-2025', 10],
      ['27E1', 'BOL', 1, '2024-2025', 10],
      [270, 'BOL', 1, '2024-2025', 10],
      ['4E+00', 'BOL', 2, '2024-2025', 10],
      ['GT', 'BOL', 3, '2024-2025', 10],
    ]);
    expect(values(demand, 'school_id')).toEqual([['00GT'], ['00GT']]);
    expect(codes(demand)).toEqual([
      [4, 'BRIN', '27E1', 'code-became-number'],
      [5, 'BRIN', '270', 'code-became-number'],
      [6, 'BRIN', '4E+00', 'code-became-number'],
      [7, 'BRIN', 'GT', 'wrong-form'],
      [2, 'BRIN', '0GT', 'zero-restored'],
    ]);
  });

  test('postcodes and municipalities as people write them', async () => {
    const header = [...practiceHeader.slice(0, 2), 'Postcode', 'Gemeente', 'Biedt stageplaats'];
    const rows = [
      ['1234ab', 344],
      ['1234 AB', '0344'],
      [3511, 'GM0344'],
      ['0123 AB', 'Utrecht'],
      ['1234 A', 'Utrecht'],
    ].map(([postcode = null, town = null], i) => [`V${i}`, 'Verzonnen', postcode, town, 'nee']);
    const reading = await read(form, [header, ...rows]);
    expect(values(reading, 'postcode', 'municipality_code')).toEqual([
      ['1234 AB', 'GM0344'],
      ['1234 AB', 'GM0344'],
      ['3511', 'GM0344'],
    ]);
    expect(codes(reading)).toEqual([
      [5, 'Postcode', '0123 AB', 'wrong-form'],
      [6, 'Postcode', '1234 A', 'wrong-form'],
    ]);
  });

  test('numbers and days: a decimal comma, 1.234 and 1.234,5, and two-digit years, which say no century', async () => {
    const reading = await read(form, [
      [...practiceHeader, 'Normpraktijken', 'Laatst bezocht'],
      [...practice('V1', '1.234'), '1,5', '5-3-2024'],
      [...practice('V2', 2350), 1.234, new Date('2024-03-05T00:00:00Z')],
      [...practice('V3', '1.234,5'), '2', '05-03-2024 00:00:00'],
      [...practice('V4'), '2', '5-3-24'],
    ]);
    expect(values(reading, 'registered_patients', 'norm_practices', 'last_visited')).toEqual([
      [1234, 1.5, '2024-03-05'],
      [2350, 1.234, '2024-03-05'],
    ]);
    expect(codes(reading)).toEqual([
      [4, 'Patiënten', '1.234,5', 'not-whole'],
      [5, 'Laatst bezocht', '5-3-24', 'not-a-date'],
    ]);
  });

  test('ja, nee and x, and what a checkbox gives', async () => {
    const answers = ['ja', 'NEE', 'x', 'j', 'n', true, false, ''];
    const reading = await read(form, [
      [...practiceHeader, 'Erkend leerbedrijf'],
      ...answers.map((answer, i) => [...practice(`V${i}`), answer]),
    ]);
    expect(values(reading, 'recognised').flat()).toEqual([true, false, true, true, false, true, false, null]);
  });

  test('formulas that went wrong, or were never worked out', async () => {
    const reading = await read(form, [practiceHeader, practice('V1', '#N/B'), practice('V2', '=SOM(A1:A3)')]);
    expect(codes(reading)).toEqual([
      [2, 'Patiënten', '#N/B', 'error-cell'],
      [3, 'Patiënten', '=SOM(A1:A3)', 'formula-without-value'],
    ]);
  });

  test('rows that stand there twice', async () => {
    const reading = await read(form, [practiceHeader, practice('V1'), practice('V2'), practice('V1')]);
    expect(codes(reading)).toEqual([[4, 'praktijk_id', 'V1', 'repeated']]);
    expect(reading.findings[0]?.expected).toBe('2');
  });

  test('a header that is repeated is no row', async () => {
    const reading = await read(form, [practiceHeader, practice('V1'), practiceHeader, practice('V2')]);
    expect([values(reading, 'practice_id'), codes(reading)]).toEqual([[['V1'], ['V2']], []]);
  });

  test('hours per week do for fte, and that they were turned into it is said', async () => {
    const reading = await read(form, [
      ['praktijk', 'functie', 'leeftijdsgroep', 'aantal', 'uren/week'],
      ['V1', 'DA', '25-29', 2, 57],
      ['V1', 'DA', '30-34', 1, 60],
      ['Totaal', null, null, 3, 117],
    ]);
    expect(values(reading, 'fte')).toEqual([[1.5]]);
    expect(codes(reading)).toEqual([
      [3, 'uren/week', '60', 'out-of-range'],
      [4, 'praktijk', 'Totaal', 'totals-row'],
      [1, 'uren/week', '2 ×', 'hours-converted'],
    ]);
    expect(reading.findings[2]?.expected).toBe('38 h = 1 fte');
    const both = await read(form, [
      [...staffHeader, 'uren'],
      ['V1', 'DA', '25-29', 1, 0.8, 19],
      ['V1', 'DA', '30-34', 1, null, 19],
    ]);
    expect(values(both, 'fte')).toEqual([[0.8], [0.5]]);
  });

  test('places by period, by several periods and by weeks', async () => {
    const header = [
      'plaats_id',
      'praktijk_id',
      'schooljaar',
      'periode',
      'week van',
      'week tot',
      'dagen/week',
      'capaciteit',
      'status',
    ];
    const place = (...when: (string | number | Date | null)[]) => [
      'S1',
      'V1',
      '24-25',
      ...when,
      4,
      1,
      'bezet',
    ];
    const periods = async (...when: (string | number | Date | null)[]) =>
      values(await read(form, [header, place(...when)]), 'school_year', 'period', 'place_status');
    const filled = (...numbers: number[]) => numbers.map((period) => [2024, period, 'filled']);
    expect(await periods('P2', null, null)).toEqual(filled(2));
    expect(await periods('1 t/m 3', null, null)).toEqual(filled(1, 2, 3));
    expect(await periods('1 en 4', null, null)).toEqual(filled(1, 4));
    expect(await periods('heel jaar', null, null)).toEqual(filled(1, 2, 3, 4));
    expect(await periods(null, 36, 4)).toEqual(filled(1, 2));
    expect(await periods(null, 'week 5', 'wk 27')).toEqual(filled(3, 4));
    expect(await periods(null, new Date('2025-02-03T00:00:00Z'), new Date('2025-04-11T00:00:00Z'))).toEqual(
      filled(3),
    );
    const short = await read(form, [
      header,
      place(null, 36, 38),
      place('5', null, null),
      place(null, 'mei', 'juni'),
    ]);
    expect(codes(short)).toEqual([
      [2, 'periode', '', 'wrong-form'],
      [3, 'periode', '5', 'out-of-range'],
      [4, 'periode', '', 'wrong-form'],
    ]);
    expect(short.findings[0]?.expected).toBe('≥ 5 weken | weeks');
  });

  test('what is not known of a number: unknown, not asked, not applicable and protected are never zero', async () => {
    const header = ['BRIN', 'Leerweg', 'Leerjaar', 'Schooljaar'];
    const row = (year: number, ...more: (string | number)[]) => ['90AA', 'BOL', year, 2024, ...more];
    const asked = await read(form, [
      [...header, 'Aantal studenten'],
      row(1, 0),
      row(2, ''),
      row(3, 'n.v.t.'),
      row(4, '<5'),
    ]);
    expect(values(asked, 'students', 'students_status')).toEqual([
      [0, 'measured'],
      [null, 'unknown'],
      [null, 'not-applicable'],
      [null, 'protected'],
    ]);
    expect(values(await read(form, [header, row(1)]), 'students', 'students_status')).toEqual([
      [null, 'not-asked'],
    ]);
    const stated = await read(form, [[...header, 'Aantal', 'Status'], row(1, 12, 'geschat')]);
    expect(values(stated, 'students', 'students_status')).toEqual([[12, 'estimated']]);
  });

  test('another programme is set aside; a course code of doktersassistent is not', async () => {
    const reading = await read(form, [
      ['BRIN', 'Opleiding', 'Leerweg', 'Leerjaar', 'Schooljaar', 'Aantal'],
      ['90AA', 25473, 'BOL', 1, 2024, 10],
      ['90AA', 'Apothekersassistent', 'BOL', 1, 2024, 20],
      ['90AA', 'Doktersassistente', 'BOL', 2, 2024, 9],
    ]);
    expect(values(reading, 'programme', 'students')).toEqual([
      ['25473', 10],
      ['Doktersassistente', 9],
    ]);
    expect(codes(reading)).toEqual([[3, 'Opleiding', 'Apothekersassistent', 'other-programme']]);
  });

  test('placements of students who stay unknown: what may be a name, a birth or a citizen number is not even shown', async () => {
    const students = [
      'L0123',
      'student-17',
      204417,
      'Jan Jansen',
      'jansen03',
      'Jansen',
      '12-03-2006',
      20060312,
      '111222333',
      'j.',
    ];
    const reading = await read(form, [
      ['student_ref', 'school', 'plaats_id', 'van', 'tot', 'status'],
      ...students.map((student, i) => [
        student,
        '90AA',
        `S${i}`,
        new Date('2025-09-01T00:00:00Z'),
        '14-11-2025',
        'loopt',
      ]),
      ['L0124', '90AA', 'S1', '01-09-2025', '01-08-2025', 'gepland'],
    ]);
    expect(reading.table.name).toBe('placements');
    expect(values(reading, 'student_ref', 'ends_on', 'placement_status')).toEqual([
      ['L0123', '2025-11-14', 'running'],
      ['student-17', '2025-11-14', 'running'],
      ['204417', '2025-11-14', 'running'],
    ]);
    expect(codes(reading)).toEqual([
      ...[5, 6, 7, 8, 9, 10, 11].map((row) => [row, 'student_ref', '•••', 'not-a-pseudonym']),
      [12, 'tot', '01-08-2025', 'out-of-range'],
    ]);
    expect(JSON.stringify(reading)).not.toMatch(/jansen|2006|111222333/i);
  });

  test.each([
    ['geboortejaar', /column “geboortejaar”.*cli band/],
    ['Datum geboorte', /column “Datum geboorte”.*cli band/],
    ['BSN', /column “BSN”/],
  ])('a list with a column %s is not read at all', async (column, message) => {
    const grid = [
      ['praktijk', 'functie', column, 'fte'],
      ['V1', 'DA', 1980, 1],
    ];
    await expect(read(form, grid)).rejects.toThrow(message);
  });

  test('but a practice for births is a practice', async () => {
    const reading = await read(form, [practiceHeader, ['V1', 'Geboortezorg Verzonnen', 'Utrecht', 'ja', 1]]);
    expect(values(reading, 'name')).toEqual([['Geboortezorg Verzonnen']]);
  });
});

describe('a workbook of a region', () => {
  test.each(['regio.xlsx', 'regio.ods'])(
    '%s: every sheet with a table is read, the others are noted',
    async (name) => {
      const readings = await readFile(inputBytes(fixture(`workbooks/${name}`), name), context);
      expect(
        readings.map(({ file, table, rows, rowsRefused }) => [file, table.name, rows.length, rowsRefused]),
      ).toEqual([
        [`${name} [praktijken 2025]`, 'practices', 3, 1],
        [`${name} [personeel]`, 'practice_staff', 4, 0],
        [`${name} [vraag]`, 'placement_demand', 3, 1],
        [`${name} [oude plaatsen]`, 'practice_places', 3, 1],
      ]);
      expect(new Set(readings.map(({ sha256 }) => sha256)).size).toBe(1);
      const found = readings.flatMap(({ findings }) =>
        findings.map(({ file, row, column, code }) => [file.slice(name.length + 1), row, column, code]),
      );
      expect(found).toEqual([
        ['[praktijken 2025]', 10, 'Patiënten', 'error-cell'],
        ['[praktijken 2025]', 11, 'Naam', 'totals-row'],
        ['[praktijken 2025]', 13, 'praktijk_id', 'remark-row'],
        ['[praktijken 2025]', 9, 'J', 'nameless-column'],
        ['[praktijken 2025]', 5, 'praktijk_id', 'zero-restored'],
        ['[draaitabel]', null, null, 'other-sheet'],
        ['[personeel]', 5, 'Praktijk', 'totals-row'],
        ['[personeel]', 7, 'Aantal', 'totals-row'],
        ['[personeel]', 1, 'Uren per week', 'hours-converted'],
        ['[personeel]', 6, 'Praktijk', 'zero-restored'],
        ['[vraag]', 3, 'BRIN', 'code-became-number'],
        ['[vraag]', 4, 'Opleiding', 'other-programme'],
        ['[oude plaatsen]', 4, 'week van', 'wrong-form'],
        // The form .ods does not tell the library which sheets are hidden.
        ...(name.endsWith('xlsx') ? [['[oude plaatsen]', null, null, 'hidden-sheet']] : []),
      ]);
    },
  );

  test('one without any known table is refused, with what its widest row says', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 'blad', rows: [['Vakantie'], ['wie', 'wanneer'], ['ik', 'mei']] }],
    });
    await expect(readFile(inputBytes(bytes, 'vakantie.xlsx'), context)).rejects.toThrow(
      'vakantie.xlsx, line 2: this kind of file is not known here; it is passed over; found “wie, wanneer”',
    );
  });
});
