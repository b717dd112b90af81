import { beforeAll, describe, expect, test } from 'vitest';
import { inputBytes } from '#pipelines/sources/input-file.ts';
import { sha256, type Reading } from '#pipelines/sources/reading.ts';
import { readFile } from '#pipelines/sources/recognise.ts';
import { cbsContext } from '../../fixtures/cbs/context.ts';
import { fixture } from '../../fixtures/fixture.ts';
import { attempts, type Attempt } from '../../fuzz/attempt.ts';
import { readingFaults, refusalFaults } from '../../fuzz/faults.ts';
import { mutant } from '../../fuzz/mutant.ts';
import { allSamples } from '../../fuzz/samples.ts';

const seed = 1;
const samples = await allSamples();
let read: (bytes: Uint8Array, name: string) => Promise<Attempt>;
beforeAll(async () => {
  read = await attempts();
});

/** What does not hold of any number of changed forms of a file; the command repeats one of them. */
test.each(samples)('changed forms of $name are read or refused, with a place', async (sample) => {
  const failures: string[] = [];
  const outcomes = new Set<string>();
  for (let number = 0; number < sample.share / 2; number++) {
    const { outcome, faults } = await read(mutant(sample, { seed, number, samples }), sample.file);
    outcomes.add(outcome);
    const command = `npm run fuzz -- --seed ${seed} --only ${sample.name} --at ${number}`;
    failures.push(...faults.map((fault) => `${command}\n${fault}`));
  }
  expect(failures).toEqual([]);
  expect(outcomes.size).toBeGreaterThan(1);
});

test('the same seed and number make the same file, others another one', () => {
  for (const sample of samples) {
    const made = (of: number, number: number) =>
      mutant(sample, { seed: of, number, samples }).toString('latin1');
    expect(made(7, 3)).toBe(made(7, 3));
    const others = [made(7, 1), made(7, 2), made(8, 1), made(8, 2), made(9, 1)];
    expect(new Set(others).size).toBeGreaterThan(2);
  }
});

test('every file is read as it is, but for those that are refused on purpose', async () => {
  const refused = new Map<string, string>();
  for (const { name, file, bytes } of samples) {
    const { outcome, faults } = await read(bytes, file);
    expect(faults, name).toEqual([]);
    if (outcome !== 'loaded') refused.set(name, outcome);
  }
  expect(Object.fromEntries(refused)).toEqual({
    'screen.csv': 'statline-layout',
    'regio.xls': 'old-spreadsheet',
  });
});

describe('a fault is seen', () => {
  const bytes = fixture('praktijken.csv');
  const about = { name: 'a.csv', sha256: sha256(bytes), sources: new Set(['register_files']) };
  let reading: Reading;
  beforeAll(async () => {
    const [first] = await readFile(inputBytes(bytes, 'a.csv'), cbsContext);
    if (!first) throw new Error('no reading');
    reading = first;
  });
  const first = () => reading.rows[0] as Record<string, unknown>;
  const told = () => reading.findings.find(({ code }) => code === 'not-whole') ?? reading.findings[0];
  type Change = [what: string, change: () => Partial<Reading>, fault: RegExp];
  const changes: Change[] = [
    [
      'a row that is lost',
      () => ({ rows: reading.rows.slice(1), lines: reading.lines.slice(1) }),
      /^read 6, refused 3/,
    ],
    [
      'a row that is there twice',
      () => ({ rows: [first(), ...reading.rows.slice(0, -1)] }),
      /has a key twice/,
    ],
    [
      'a value out of bounds',
      () => ({ rows: [{ ...first(), registered_patients: -1 }, ...reading.rows.slice(1)] }),
      /out-of-range/,
    ],
    [
      'a value of another kind',
      () => ({ rows: [{ ...first(), registered_patients: '2350' }, ...reading.rows.slice(1)] }),
      /has a row/,
    ],
    ['a refusal without a finding', () => ({ findings: [] }), /refused 3 with 0 findings/],
    [
      'a finding without a row',
      () => ({ findings: reading.findings.map((finding) => ({ ...finding, row: null })) }),
      /has no row/,
    ],
    [
      'a finding about another file',
      () => ({ findings: [...reading.findings, { ...told(), file: 'b.csv' }] as Reading['findings'] }),
      /is about "b\.csv"/,
    ],
    [
      'a code that is not known',
      () => ({ findings: [...reading.findings, { ...told(), code: 'x' }] as Reading['findings'] }),
      /code x is not known/,
    ],
    ['another hash', () => ({ sha256: '' }), /hash/],
  ];

  test.each(changes)('%s', (_, change, fault) => {
    expect(readingFaults(reading, about)).toEqual([]);
    expect(readingFaults({ ...reading, ...change() }, about).join('\n')).toMatch(fault);
  });

  test('a refusal without a row where it has one', () => {
    const finding = {
      file: 'a.csv',
      row: null,
      column: null,
      value: null,
      severity: 'stop',
      code: 'ragged-row',
      expected: null,
    } as const;
    expect(refusalFaults(finding, 'a.csv')).toEqual(['ragged-row has no row']);
    expect(refusalFaults({ ...finding, row: 2 }, 'a.csv')).toEqual([]);
  });
});
