import { rename, rm, writeFile } from 'node:fs/promises';
import { UserError } from '#lib/domain/errors.ts';
import { ModelError } from '#lib/model/error.ts';
import type { Effects } from '#pipelines/effects.ts';
import { parseJson } from '#pipelines/json-syntax.ts';
import { sha256 } from '#pipelines/sources/reading.ts';

/** A JSON file that was read: its name as it was given, what stands in it, and the hash of its bytes. */
export interface Document {
  file: string;
  content: unknown;
  sha256: string;
}

function textOf(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${file}: not a text in UTF-8`);
  }
}

/**
 * Does something with what came from a file, and puts its name before what is wrong with it.
 *
 * @throws UserError for input that is refused
 */
export function inFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ModelError || error instanceof UserError) {
      throw new UserError(`${file}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

/** Reads a JSON file. @throws UserError with the file, and for bad JSON the line and column */
export async function readDocument(file: string, effects: Pick<Effects, 'readFile'>): Promise<Document> {
  const bytes = await effects.readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(
      error.code === 'ENOENT' ? `cannot read ${file}: no such file` : `cannot read ${file}: ${error.message}`,
    );
  });
  const text = textOf(bytes, file);
  return { file, content: inFile(file, () => parseJson(text)), sha256: sha256(bytes) };
}

/** Whether a value goes on the line of its list: numbers and nulls do. */
function isShort(value: unknown): boolean {
  return typeof value === 'number' || value === null;
}

function textOfValue(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every(isShort)) return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
    const items = value.map((item) => `${inner}${textOfValue(item, inner)}`);
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([key, field]) => `${inner}${JSON.stringify(key)}: ${textOfValue(field, inner)}`);
  return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n${indent}}`;
}

/** A plain object as the text of a JSON file, with full doubles and a list of numbers on one line. */
export function documentText(document: unknown): string {
  return `${textOfValue(document, '')}\n`;
}

/** Writes a text to a file, aside first and then renamed, so that it appears whole or not at all. */
export async function writeWhole(file: string, text: string | Uint8Array): Promise<void> {
  const aside = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(aside, text);
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw new UserError(`cannot write ${file}: ${(error as Error).message}`);
  }
}
