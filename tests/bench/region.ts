import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { build } from 'vite';
import type { Baseline } from '#lib/model/baseline.ts';
import { measure } from '#lib/model/measures.ts';
import { emptyOutcome } from '#lib/model/outcome.ts';
import { prepare } from '#lib/model/prepare.ts';
import { quantilesOf } from '#lib/model/draws/quantiles.ts';
import { applyScenario } from '#lib/model/scenario.ts';
import { drawRange } from '#lib/model/simulate.ts';
import { projectFolder } from '#pipelines/paths.ts';
import { forecastDefaults } from '#pipelines/settings.ts';
import { launchBrowser } from '../e2e/browser.ts';
import { realBaseline } from '../model/real-baseline.ts';
import { timeRegion, type RegionTiming, type RegionTimingOptions } from './region-timing.ts';
import type { ResultTable } from './table.ts';
import { median, shown, span } from './timing.ts';

const { draws, seed } = forecastDefaults;
const factor = 1.2;

/** The code that runs in Node, as one script for a page. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'silent',
    build: {
      write: false,
      minify: true,
      lib: {
        entry: join(projectFolder, 'tests/bench/region-timing.ts'),
        formats: ['iife'],
        name: 'regionTiming',
      },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  const [chunk] = outputs;
  if (outputs.length !== 1 || chunk?.type !== 'chunk') throw new Error('expected one script');
  return chunk.code;
}

/** Runs the script in a blank page of Chromium, with the baseline as text, as a file of it is. */
async function timeInBrowser(
  script: string,
  baseline: string,
  options: RegionTimingOptions,
): Promise<{ timing: RegionTiming; version: string }> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    const timing = await page.evaluate(
      ([text, asked]) => {
        const page = globalThis as unknown as { regionTiming: { timeRegion: typeof timeRegion } };
        return page.regionTiming.timeRegion(JSON.parse(text) as Baseline, asked);
      },
      [baseline, options] as const,
    );
    return { timing, version: browser.version() };
  } finally {
    await browser.close();
  }
}

/** Gap and demand of a region in the national run under the same change, by draw and state. */
function national(group: string): { gap: number[]; demand: number[] } {
  const { startYear } = realBaseline;
  const prepared = prepare(
    applyScenario(realBaseline, {
      format: 'praktijkbalans-scenario/1',
      intake: [{ schools: '*', from: startYear, factor }],
    }),
  );
  const outcome = emptyOutcome(prepared, draws);
  const sources = { assumptions: true, years: true, people: false };
  drawRange(prepared, { seed, sources }, { into: outcome, from: 0, to: draws });
  const groups = [prepared.groups.findIndex(({ id }) => id === group)];
  const years = Array.from({ length: prepared.years + 1 }, (_, year) => year);
  const byDraw = (key: 'gap_fte' | 'demand_fte') => {
    const byYear = years.map((year) => measure(key, { prepared, outcome, groups, year }));
    return Array.from({ length: draws }, (_, draw) => byYear.map((values) => values[draw] as number)).flat();
  };
  return { gap: byDraw('gap_fte'), demand: byDraw('demand_fte') };
}

/** One region under a moving slider, in Node and in Chromium, beside the national run. */
export async function benchRegion(): Promise<ResultTable[]> {
  const [group] = realBaseline.groups;
  if (!group) throw new Error('the baseline has no regions');
  const options = { group: group.id, draws, seed, warmUp: 20, runs: 60, factor };
  const text = JSON.stringify(realBaseline);
  const script = await bundle();
  const inNode = timeRegion(JSON.parse(text) as Baseline, options);
  const { timing: inBrowser, version } = await timeInBrowser(script, text, options);
  const { gap, demand } = national(group.id);
  const row = (where: string, { runMs, referenceMs, bytes, gap: own }: RegionTiming) => {
    const off = own.map((value, i) => Math.abs(value - (gap[i] ?? NaN)) / (demand[i] ?? NaN));
    return [
      where,
      shown(median(runMs)),
      shown(quantilesOf(Float64Array.from(runMs), [0.95])[0] ?? NaN),
      span(runMs),
      shown(referenceMs),
      (bytes / 1e6).toFixed(1),
      Math.max(...off).toExponential(1),
      'students, places, graduates, stock, demand, gap in FTE and heads, five quantiles of every year',
    ];
  };
  const kB = (size: number) => `${shown(size / 1e3)} kB`;
  return [
    {
      title:
        `region: ${group.name ?? group.id} × ${draws} draws, ${options.runs} runs with another intake each after ` +
        `${options.warmUp} that do not count; model and test as one script: ${kB(script.length)}, ` +
        `${kB(gzipSync(script).length)} compressed; the gap beside the national run of ${realBaseline.groups.length} regions ` +
        `with ${factor} × the intake`,
      columns: [
        'where',
        'median ms',
        '95th percentile ms',
        'min–max ms',
        'reference ms',
        'kept MB',
        'largest difference ÷ demand',
        'includes',
      ],
      rows: [row(`Node ${process.versions.node}`, inNode), row(`Chromium ${version}`, inBrowser)],
    },
  ];
}
