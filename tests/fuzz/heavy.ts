import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatTable } from '../bench/table.ts';
import { asTheyCome, bigCases } from '../pipelines/hardening/big-cases.ts';
import { checkFiles } from '../pipelines/hardening/check-files.ts';

/** Bytes of memory that reading a file takes at most, whatever it is. */
const mostMemory = 1e9;

/** Reads large files one by one, each in a process of its own, and tells what the user sees of them. */
export async function readHeavy(): Promise<boolean> {
  const rows: string[][] = [];
  let holds = true;
  for (const { file, write, seen, rows: expected } of bigCases(asTheyCome)) {
    const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-heavy-'));
    try {
      const path = join(folder, file);
      await write(path);
      const { size } = await stat(path);
      const start = performance.now();
      const checked = await checkFiles(path);
      const seconds = (performance.now() - start) / 1000;
      const told = checked.seen.get(file)?.[0] ?? '';
      const read = checked.files[0]?.rowsRead ?? 0;
      const isRight = seen ? seen.test(told) : read === expected;
      const good = isRight && checked.errors === '' && checked.peak < mostMemory;
      holds &&= good;
      rows.push([
        good ? file : `✗ ${file}`,
        (size / 1e6).toFixed(1),
        (checked.peak / 1e6).toFixed(0),
        seconds.toFixed(1),
        told || `${read} rows read; ${checked.errors}`,
      ]);
      console.error(`${file}: ${seconds.toFixed(1)} s`);
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  const columns = ['file', 'MB', 'peak MB', 's', 'what the user sees'];
  console.log(formatTable({ title: 'Large files', columns, rows }));
  return holds;
}
