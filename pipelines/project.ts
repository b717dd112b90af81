import { basename } from 'node:path';
import type { Baseline } from '#lib/model/baseline.ts';
import { parseBaseline, parseScenario } from '#lib/model/parse.ts';
import { prepare } from '#lib/model/prepare.ts';
import { resultOf, type Result } from '#lib/model/result.ts';
import { applyScenario } from '#lib/model/scenario.ts';
import { simulate, type Sources } from '#lib/model/simulate.ts';
import { inFile, readDocument } from '#pipelines/documents.ts';
import type { Effects } from '#pipelines/effects.ts';

/** What is projected, and how. */
export interface ProjectRequest {
  /** Files, as they were given on the command line. */
  baseline: string;
  scenario?: string | undefined;
  draws: number;
  seed: number;
  sources: Sources;
  withAges?: boolean | undefined;
  withWhy?: boolean | undefined;
}

/** A baseline from a file, under the scenario of another one if there is one. */
export interface ReadInput {
  baseline: Baseline;
  /** The baseline without the scenario, when there is one. */
  plain: Baseline | undefined;
  /** Title of the scenario, or null without one. */
  scenario: string | null;
  sha256: Result['sha256'];
  /** The files, for what goes wrong in a run. */
  files: string;
}

/**
 * Reads a baseline and a scenario from their files, and checks them.
 *
 * @throws UserError that begins with the file that has to change
 */
export async function readInput(
  { baseline: file, scenario: other }: Pick<ProjectRequest, 'baseline' | 'scenario'>,
  effects: Pick<Effects, 'readFile'>,
): Promise<ReadInput> {
  const document = await readDocument(file, effects);
  const baseline = inFile(file, () => parseBaseline(document.content));
  inFile(file, () => prepare(baseline));
  const sha256 = { baseline: document.sha256, scenario: null };
  if (other === undefined) return { baseline, plain: undefined, scenario: null, sha256, files: file };
  const change = await readDocument(other, effects);
  const scenario = inFile(other, () => parseScenario(change.content));
  const changed = inFile(other, () => applyScenario(baseline, scenario));
  inFile(other, () => prepare(changed));
  return {
    baseline: changed,
    plain: baseline,
    scenario: scenario.title ?? basename(other),
    sha256: { ...sha256, scenario: change.sha256 },
    files: `${file} with ${other}`,
  };
}

/** Projects a baseline, under a scenario if there is one. */
export async function projectFiles(
  request: ProjectRequest,
  effects: Pick<Effects, 'readFile'>,
): Promise<Result> {
  const { baseline, plain, scenario, sha256, files } = await readInput(request, effects);
  const { draws, seed, sources, withAges, withWhy } = request;
  const simulation = inFile(files, () => simulate(baseline, { draws, seed, sources }));
  return resultOf(simulation, {
    title: baseline.title,
    scenario,
    seed,
    sources,
    sha256,
    ...(withAges && { withAges }),
    ...(withWhy && { withWhy: { plain: plain && prepare(plain) } }),
  });
}
