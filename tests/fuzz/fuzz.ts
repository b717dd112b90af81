import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { formatTable, machine } from '../bench/table.ts';
import { attempts } from './attempt.ts';
import { readHeavy } from './heavy.ts';
import { mutant } from './mutant.ts';
import { runAll } from './pool.ts';
import { allSamples, type Sample } from './samples.ts';
import type { Failure, Slice } from './slice.ts';
import { failureGroups, tallyTable, totalsLine } from './summary.ts';

interface Options {
  inputs: number;
  seed: number;
  minutes: number;
  only: string;
  at?: number;
  heavy?: true;
}

/** Inputs that one process reads; of a sample that is read less, because it is slow, it reads fewer. */
const perSlice = 5000;
/** Failures of one kind of which the input is kept. */
const kept = 3;

function parseWhole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
}

/** Parts the inputs over the samples by their shares, in slices of which the first of every sample come first. */
function slicesOf(samples: readonly Sample[], inputs: number): Slice[] {
  const shares = samples.reduce((sum, { share }) => sum + share, 0);
  const most = Math.max(...samples.map(({ share }) => share));
  const slices = samples.flatMap(({ name, share }) => {
    const count = Math.ceil((inputs * share) / shares);
    const size = Math.ceil((perSlice * share) / most);
    return Array.from({ length: Math.ceil(count / size) }, (_, i) => ({
      sample: name,
      from: i * size,
      to: Math.min(count, (i + 1) * size),
    }));
  });
  return slices.sort((a, b) => a.from / a.to - b.from / b.to);
}

const commandFor = (seed: number, { sample, number }: Pick<Failure, 'sample' | 'number'>) =>
  `npm run fuzz -- --seed ${seed} --only ${sample} --at ${number}`;

async function save(folder: string, sample: Sample, number: number, bytes: Buffer): Promise<string> {
  const path = join(folder, `${number}-${sample.file}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path, bytes);
  return path;
}

async function tellFailures(
  failures: readonly Failure[],
  samples: readonly Sample[],
  seed: number,
): Promise<void> {
  if (failures.length === 0) return;
  const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-fuzz-'));
  for (const group of failureGroups(failures)) {
    const [first] = group;
    console.log(`\n${group.length} × ${first?.sample}: ${first?.what}`);
    for (const failure of group.slice(0, kept)) {
      const sample = samples.find(({ name }) => name === failure.sample);
      if (!sample) continue;
      const { number } = failure;
      console.log(`  ${commandFor(seed, failure)}`);
      console.log(
        `  ${await save(join(folder, sample.name), sample, number, mutant(sample, { seed, number, samples }))}`,
      );
    }
  }
}

/** Reads one input in this process and tells what becomes of it. */
async function readOne(samples: readonly Sample[], { only, at = 0, seed }: Options): Promise<void> {
  const sample = samples.find(({ name }) => name === only);
  if (!sample)
    throw new InvalidArgumentError(
      `--at needs --only with one of ${samples.map(({ name }) => name).join(', ')}`,
    );
  const bytes = mutant(sample, { seed, number: at, samples });
  console.log(await save(await mkdtemp(join(tmpdir(), 'praktijkbalans-fuzz-')), sample, at, bytes));
  const { outcome, faults } = await (await attempts())(bytes, sample.file);
  console.log([outcome, ...faults].join('\n'));
  if (faults.length > 0) process.exitCode = 1;
}

async function fuzz(options: Options): Promise<void> {
  const { inputs, seed, minutes, only, at, heavy } = options;
  if (heavy) {
    process.exitCode = (await readHeavy()) ? 0 : 1;
    return;
  }
  const samples = await allSamples();
  if (at !== undefined) return readOne(samples, options);
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  console.log(`${machine()}; seed ${seed}`);
  let told = 0;
  const { tallies, failures } = await runAll(
    slicesOf(
      samples.filter(({ name }) => name.includes(only)),
      inputs,
    ),
    {
      seed,
      until: start + minutes * 60_000,
      onSlice: (done) => {
        if (seconds() - told < 30) return;
        told = seconds();
        console.error(`${done} of ${inputs} inputs after ${Math.round(told)} s`);
      },
    },
  );
  await tellFailures(failures, samples, seed);
  const order = samples.map(({ name }) => name);
  tallies.sort((a, b) => order.indexOf(a.sample) - order.indexOf(b.sample));
  console.log(`\n${formatTable(tallyTable(tallies))}\n${totalsLine(tallies, failures, seconds())}`);
  if (failures.length > 0) process.exitCode = 1;
}

await new Command('fuzz')
  .description('Read changed forms of files of every format, and tell what does not hold.')
  .option('--inputs <number>', 'changed files to read', parseWhole, 200_000)
  .option(
    '--seed <number>',
    'begin of chance; the same one makes the same files',
    parseWhole,
    Math.floor(Math.random() * 1e6),
  )
  .option('--minutes <number>', 'stop after so long', parseWhole, Infinity)
  .option('--only <name>', 'only changed forms of files with this in their name', '')
  .option('--at <number>', 'only this one, in this process', parseWhole)
  .option('--heavy', 'read files that are as large as they come instead')
  .action(fuzz)
  .parseAsync();
