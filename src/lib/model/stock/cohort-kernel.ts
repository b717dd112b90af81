import { kernelBase64 } from '#lib/model/stock/kernel/cohort-bytes.ts';

/** One group through all its years, in memory; the parameters stand in `cohort.wat`, positions are in bytes. */
export type PassKernel = (
  stock: number,
  stay: number,
  block: number,
  fte: number,
  fteStep: number,
  base: number,
  factor: number,
  arrivals: number,
  years: number,
  row: number,
  last: number,
  out: number,
) => number;

const pageBytes = 65536;
let compiled: WebAssembly.Module | undefined;

function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(kernelBase64), (c) => c.charCodeAt(0)));
  return compiled;
}

/** A kernel with memory of its own for a number of cells of 8 bytes. */
export function kernelWith(cells: number): { memory: Float64Array; pass: PassKernel } {
  const memory = new WebAssembly.Memory({ initial: Math.ceil((cells * 8) / pageBytes) });
  const instance = new WebAssembly.Instance(kernelModule(), { env: { memory } });
  return { memory: new Float64Array(memory.buffer), pass: instance.exports['pass'] as PassKernel };
}
