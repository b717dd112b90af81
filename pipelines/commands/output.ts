import { say } from '#pipelines/commands/arguments.ts';
import { documentText, writeWhole } from '#pipelines/documents.ts';

/** Writes a document to a file and says what is in it; to standard output, with nothing else, when the file is "-". */
export async function deliver(document: object, out: string, lines: () => readonly string[]): Promise<void> {
  const text = documentText(document);
  if (out === '-') {
    process.stdout.write(text);
    return;
  }
  await writeWhole(out, text);
  [...lines(), `Wrote ${out}.`].forEach(say);
}
