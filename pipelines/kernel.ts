import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';
import { projectFolder } from '#pipelines/paths.ts';

const folder = join(projectFolder, 'src/lib/model/stock/kernel');

/** The kernel as WebAssembly, assembled from its text. */
export async function assembleKernel(): Promise<Uint8Array> {
  const tools = await wabt();
  const module = tools.parseWat('cohort.wat', await readFile(join(folder, 'cohort.wat'), 'utf8'), {
    simd: true,
  });
  module.validate();
  return module.toBinary({}).buffer;
}

/** The source file that carries the kernel to where there are no files, such as the browser. */
export function kernelSource(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('base64');
  const lines = text.match(/.{1,100}/g) ?? [];
  return `/** \`cohort.wat\`, assembled; made by pipelines/kernel.ts, and a test says whether it is up to date. */
export const kernelBase64 = [
${lines.map((line) => `  '${line}',`).join('\n')}
].join('');
`;
}

/** Where that file stands. */
export const kernelFile = join(folder, 'cohort-bytes.ts');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(kernelFile, kernelSource(await assembleKernel()));
  process.stdout.write(`${kernelFile}\n`);
}
