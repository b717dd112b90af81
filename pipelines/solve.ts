import { adviceOf, type Advice } from '#lib/model/solve/advice.ts';
import { settle } from '#lib/model/solve/settle.ts';
import { prepareSolve, solve, type SolveQuestion, type SolveSetup } from '#lib/model/solve.ts';
import { inFile } from '#pipelines/documents.ts';
import type { Effects } from '#pipelines/effects.ts';
import { readInput } from '#pipelines/project.ts';

/** What is asked of which files. */
export interface SolveRequest extends SolveQuestion, SolveSetup {
  /** Files, as they were given on the command line. */
  baseline: string;
  scenario?: string | undefined;
}

/** Solves for a baseline, under a scenario if there is one, and checks the answer on real runs. */
export async function solveFiles(request: SolveRequest, effects: Pick<Effects, 'readFile'>): Promise<Advice> {
  const { baseline, scenario, sha256, files } = await readInput(request, effects);
  return inFile(files, () => {
    const solver = prepareSolve(baseline, request);
    const settled = settle(solver, solve(solver, request));
    return adviceOf(solver, settled, { title: baseline.title, scenario, sha256 });
  });
}
