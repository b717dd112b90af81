import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { kernelBase64 } from '#lib/model/stock/kernel/cohort-bytes.ts';
import { assembleKernel, kernelFile, kernelSource } from '#pipelines/kernel.ts';

test('the kernel that is shipped is what its text assembles to (npx tsx pipelines/kernel.ts)', async () => {
  const bytes = await assembleKernel();
  expect(Buffer.from(kernelBase64, 'base64').equals(Buffer.from(bytes))).toBe(true);
  expect(await readFile(kernelFile, 'utf8')).toBe(kernelSource(bytes));
});
