/** One step of a pipeline: what it is called, and what it does with the work so far. */
export interface Step<Work> {
  name: string;
  title: string;
  run: (work: Work, report: (detail: string) => void) => Promise<void> | void;
}

/** Something that shows the steps as they run. */
export type Display = <Work>(steps: readonly Step<Work>[], work: Work) => Promise<void>;

/** Runs the steps one after another, without showing them. */
export const silently: Display = async (steps, work) => {
  for (const step of steps) await step.run(work, () => undefined);
};
