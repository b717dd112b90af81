import { fail, type ActionFailure } from '@sveltejs/kit';
import type { ImportProblemCode } from '#lib/domain/words/import.ts';
import { ImportProblem } from '#lib/server/importing/problem.ts';

/** What a page says where something did not go through. */
export interface Told {
  problem: ImportProblemCode;
  /** What the command line said of it, for those who can do something with that. */
  detail: string | null;
}

const statuses: Partial<Record<ImportProblemCode, number>> = {
  'too-many': 413,
  'too-large': 413,
  'no-draft': 404,
  'moved-on': 409,
  'no-space': 507,
  'no-write': 500,
  'no-command': 500,
  'no-memory': 500,
  timeout: 500,
  fault: 500,
};

const storage: Record<string, ImportProblemCode> = {
  ENOSPC: 'no-space',
  EDQUOT: 'no-space',
  EACCES: 'no-write',
  EPERM: 'no-write',
  EROFS: 'no-write',
};

/** What to tell of an error, in the words of the user; everything else of it goes to the window of the server. */
export function toldOf(error: unknown): Told & { status: number } {
  const problem =
    error instanceof ImportProblem
      ? error
      : new ImportProblem(
          storage[(error as NodeJS.ErrnoException).code ?? ''] ?? 'fault',
          error instanceof Error ? error.message : String(error),
        );
  const { code } = problem;
  const status = statuses[code] ?? 400;
  if (status >= 500 || code === 'refused') console.error(`import: ${problem.message}`);
  return { status, problem: code, detail: code === 'refused' ? problem.detail : null };
}

/** Does what a form asks for; what keeps it from going on is told on the page. */
export async function told(work: () => Promise<unknown>): Promise<ActionFailure<Told> | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    const { status, ...said } = toldOf(error);
    return fail(status, said);
  }
}
