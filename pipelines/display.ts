import { Listr, PRESET_TIMER } from 'listr2';
import { silently, type Display } from '#pipelines/steps.ts';

/** Steps as a live list on a terminal, and as plain lines otherwise. */
const listed: Display = async (steps, work) => {
  const list = new Listr(
    steps.map((step) => ({
      title: step.title,
      task: (_: unknown, task: { output: string; title: string }) =>
        step.run(work, (detail) => {
          task.output = detail;
        }),
    })),
    {
      renderer: process.stderr.isTTY ? 'default' : 'simple',
      fallbackRenderer: 'simple',
      rendererOptions: { timer: PRESET_TIMER },
      fallbackRendererOptions: { timer: PRESET_TIMER },
    },
  );
  await list.run();
};

/** The display for a command: nothing but its result where a machine reads along. */
export function displayFor({ json }: { json?: boolean | undefined }): Display {
  return json ? silently : listed;
}
