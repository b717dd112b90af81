import { formatTable, machine, type ResultTable } from './table.ts';

/** The benchmarks by name; each is loaded when it is asked for, so that none warms up another. */
const benches: Record<string, () => Promise<ResultTable[]>> = {
  forecast: async () => (await import('./forecast.ts')).benchForecast(),
  edition: async () => (await import('./edition.ts')).benchEdition(),
};

const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in benches));
if (unknown !== undefined) {
  process.stderr.write(`no benchmark ${unknown}: there are ${Object.keys(benches).join(' and ')}\n`);
  process.exitCode = 2;
} else {
  process.stdout.write(`${machine()}\n\n`);
  for (const [name, bench] of Object.entries(benches)) {
    if (names.length > 0 && !names.includes(name)) continue;
    for (const table of await bench()) process.stdout.write(`${formatTable(table)}\n`);
  }
}
