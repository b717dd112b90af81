import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckReport } from '#lib/domain/check-report.ts';
import { findingSentence } from '#lib/domain/finding.ts';
import { projectFolder } from '#pipelines/paths.ts';

/** What `cli check` made of some files. */
export interface Checked {
  /** What the user sees of each file: every finding about it as a sentence, by the name of the file. */
  seen: Map<string, string[]>;
  files: CheckReport['files'];
  code: number | null;
  /** What stood on the other channel: nothing, where no fault of ours is told. */
  errors: string;
  /** The most memory that the process had, in bytes. */
  peak: number;
}

/**
 * Writes down at its end how much memory a process had. What the system says of that otherwise counts that of the
 * process which began it along.
 */
const peakModule = `data:text/javascript,${encodeURIComponent(
  `import { readFileSync, writeFileSync } from 'node:fs';
   process.on('exit', () => {
     const [, kilobytes] = /VmHWM:\\s*(\\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
     writeFileSync(process.env.PEAK_FILE, String(kilobytes * 1024));
   });`,
)}`;

/** Runs `cli check` on files in a process of its own, with no edition beside it. */
export async function checkFiles(...paths: string[]): Promise<Checked> {
  const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-check-'));
  const peakFile = join(folder, 'peak');
  const command = join(projectFolder, 'bin/praktijkbalans.js');
  const options = ['--alone', '--json', '--editions', join(folder, 'editions')];
  const child = spawn(process.execPath, ['--import', peakModule, command, 'check', ...paths, ...options], {
    env: { ...process.env, PEAK_FILE: peakFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const peak = Number(await readFile(peakFile, 'utf8').catch(() => NaN));
  await rm(folder, { recursive: true });
  const report = output === '' ? undefined : (JSON.parse(output) as CheckReport);
  const seen = new Map<string, string[]>();
  for (const finding of report?.findings ?? []) {
    seen.set(finding.file, [...(seen.get(finding.file) ?? []), findingSentence(finding, 'nl')]);
  }
  return { seen, files: report?.files ?? [], code, errors, peak };
}
