import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Locale } from '#lib/domain/locale.ts';
import type { TemplateName } from '#lib/domain/words/import.ts';
import type { RunCommand } from '#lib/server/importing/command.ts';
import { ImportProblem } from '#lib/server/importing/problem.ts';

const written = z.object({ files: z.array(z.string()).length(1) });

/** A workbook to fill in, made by the command line, under the name that it has in a language. */
export async function templateFile(
  run: RunCommand,
  name: TemplateName,
  locale: Locale,
): Promise<{ name: string; bytes: Uint8Array }> {
  const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  try {
    const { code, stdout, stderr } = await run([
      'templates',
      '--out',
      folder,
      '--sheet',
      name,
      '--language',
      locale,
      '--json',
    ]);
    if (code !== 0) throw new ImportProblem('fault', stderr);
    const [file = ''] = written.parse(JSON.parse(stdout)).files;
    return { name: file, bytes: await readFile(join(folder, file)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
