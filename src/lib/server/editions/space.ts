import { UserError } from '#lib/domain/errors.ts';

/** How Node and DuckDB say that a disk, a quota or the largest file allowed is full. */
const full = /\b(ENOSPC|EDQUOT|EFBIG)\b|no space left on device|disk quota exceeded|file too large/i;

/** An error in words for the user where it says that there is no more room in a folder; any other one as it is. */
export function spaceError(folder: string, error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UserError || !full.test(message)) return error;
  return new UserError(
    `no space left in ${folder}: what was there stays as it is; make room, for instance with "npm run -s cli -- editions prune", and try again (${message})`,
    { cause: error },
  );
}
