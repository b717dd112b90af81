import { closedShare, realRuns, type RealRuns } from '#lib/model/solve/check.ts';
import { closedByStep, emptyStep, fillStep, gapOf } from '#lib/model/solve/effect.ts';
import { scenarioAt } from '#lib/model/solve/scenario.ts';
import { solve, type Solution, type Solver } from '#lib/model/solve.ts';

/** An answer with the runs that checked it. */
export interface Settled {
  solution: Solution;
  /** The runs under the answer, and without it. */
  runs: RealRuns | undefined;
  without: RealRuns;
  /** Times that the intake was raised because real runs fell short of the chance. */
  raised: number;
}

/** Times that an answer is raised before it is given up. */
const mostRaises = 6;

/** FTE by run and goal that real gaps are larger than linear ones at a size of the lever. */
function beyondLinear(
  { frame, drawn }: Solver,
  { target, state }: Solution,
  { gaps }: RealRuns,
  size: number,
): Float64Array {
  const { goals, lever } = target;
  const later = new Float64Array(gaps.length);
  const step = emptyStep(frame);
  for (let run = 0; run < drawn.runs; run++) {
    fillStep(step, frame, drawn, lever, run);
    goals.forEach((goal, i) => {
      const closed = closedByStep(step, frame, drawn, { goal, lever, state });
      const linear = gapOf(step, frame, drawn, { goal, lever, state }) - (size - lever.start) * closed;
      const cell = run * goals.length + i;
      later[cell] = (gaps[cell] as number) - linear;
    });
  }
  return later;
}

/**
 * Checks an answer on real runs, with every limit and everything drawn that was asked for. In the draws in which
 * somebody lacks a place students leave, and people come and go as whole heads: then the gap is larger than the linear
 * one. What it is larger by is added to the gap and the question is solved again, until the chance is reached.
 */
export function settle(solver: Solver, solution: Solution): Settled {
  const { baseline, setup, frame } = solver;
  const { question, target, state } = solution;
  const goals = target.goals.length;
  const without = realRuns(baseline, { scenario: undefined, frame, target, state }, setup);
  let now = solution;
  let best: Settled | undefined;
  let most = 0;
  for (let raised = 0; raised <= mostRaises && now.size !== undefined; raised++) {
    const { size, extra } = now;
    const scenario = scenarioAt(frame, { lever: now.target.lever, size, extra });
    const runs = scenario ? realRuns(baseline, { scenario, frame, target, state }, setup) : without;
    const attained = closedShare(runs, goals);
    most = Math.max(most, attained);
    best = { solution: now, runs, without, raised };
    if (attained >= question.chance - 1e-9) return best;
    // People come and go a little differently at every size: aim above the chance, more so at every raise.
    const aim = Math.min(1, question.chance + (raised + 1) ** 2 / solver.drawn.runs);
    now = solve(solver, question, { later: beyondLinear(solver, now, runs, size), aim });
  }
  if (now.status === 'not-possible' && !best) return { solution: now, runs: undefined, without, raised: 0 };
  return {
    solution: {
      ...solution,
      status: 'not-possible',
      size: undefined,
      extra: undefined,
      reason: { code: 'chance', attained: most },
    },
    runs: undefined,
    without,
    raised: best?.raised ?? 0,
  };
}
