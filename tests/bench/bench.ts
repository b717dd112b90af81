import { formatTable, machine, type ResultTable } from './table.ts';

/** The benchmarks by name; each is loaded when it is asked for, so that none warms up another. */
const benches: Record<string, () => Promise<ResultTable[]>> = {
  engine: async () => (await import('./engine.ts')).benchEngine(),
  region: async () => (await import('./region.ts')).benchRegion(),
  edition: async () => (await import('./edition.ts')).benchEdition(),
  ingest: async () => (await import('./ingest.ts')).benchIngest(),
  series: async () => (await import('./series.ts')).benchSeries(),
  record: async () => (await import('./record.ts')).benchRecord(),
};

const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in benches));
if (unknown !== undefined) {
  process.stderr.write(`no benchmark ${unknown}: there are ${Object.keys(benches).join(', ')}\n`);
  process.exitCode = 2;
} else {
  process.stdout.write(`${machine()}\n\n`);
  for (const [name, bench] of Object.entries(benches)) {
    if (names.length > 0 && !names.includes(name)) continue;
    for (const table of await bench()) process.stdout.write(`${formatTable(table)}\n`);
  }
}
