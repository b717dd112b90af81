import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { ImportProblem } from '#lib/server/importing/problem.ts';

/** How a run of the command line ended. */
export interface Outcome {
  /** The exit code: 0 done, 1 the input is wrong, 3 something has to be accepted first. */
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs the command line with arguments.
 *
 * @throws ImportProblem when it is not there, takes too long, says too much, or fails by a fault of ours
 */
export type RunCommand = (args: readonly string[]) => Promise<Outcome>;

/** What a run may use. */
export interface Limits {
  /** Milliseconds. */
  time: number;
  /** Megabytes of memory for JavaScript. */
  memory: number;
  /** Bytes that it may print. */
  output: number;
}

/** Enough for a national register with the largest files of DUO and CBS on a slow machine. */
const usualLimits: Limits = { time: 10 * 60_000, memory: 2048, output: 64 * 1024 * 1024 };

/** Exit codes that say something of the files; every other is a fault of ours. */
const answers = [0, 1, 3];

/** The last lines of what a run complained about, for the window of the server. */
export function lastLines(text: string): string {
  return text.trim().split('\n').slice(-5).join('\n');
}

/**
 * A way to run the project's own command line in a process of its own, so that a file that breaks the reader cannot
 * break the server, and the page and the command line are the same code.
 *
 * @param cli the script
 */
export function commandRunner(cli: string, limits: Limits = usualLimits): RunCommand {
  return async (args) => {
    if (!existsSync(cli)) throw new ImportProblem('no-command', cli);
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: dirname(dirname(cli)),
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: `--max-old-space-size=${limits.memory}` },
      timeout: limits.time,
      killSignal: 'SIGKILL',
    });
    const said = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let bytes = 0;
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
        if (bytes > limits.output) child.kill('SIGKILL');
        else said[stream].push(chunk);
      });
    }
    const { code, signal } = await new Promise<{ code: number | null; signal: string | null }>(
      (resolve, reject) => {
        child.on('error', (error) => reject(new ImportProblem('no-command', error.message)));
        child.on('close', (code, signal) => resolve({ code, signal }));
      },
    );
    const stdout = Buffer.concat(said.stdout).toString('utf8');
    const stderr = Buffer.concat(said.stderr).toString('utf8');
    if (bytes > limits.output) {
      throw new ImportProblem('too-much', `${args[0]} printed over ${limits.output} bytes`);
    }
    if (signal === 'SIGKILL' && child.killed) {
      throw new ImportProblem('timeout', `${args[0]} took over ${limits.time} ms`);
    }
    if (code === null && (signal === 'SIGKILL' || signal === 'SIGABRT')) {
      throw new ImportProblem('no-memory', `${args[0]} ended with ${signal}`);
    }
    if (code === null || !answers.includes(code)) {
      throw new ImportProblem('fault', `${args[0]} ended with ${code ?? signal}: ${lastLines(stderr)}`);
    }
    return { code, stdout, stderr };
  };
}
