import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { diskRefusal, Refusal } from '#pipelines/refresh/refusal.ts';
import { ask, bodyOf, discard, insist, type Answer, type Session } from '#pipelines/refresh/request.ts';
import {
  partPaths,
  readPart,
  removePart,
  writeNotes,
  type Part,
  type PartNotes,
} from '#pipelines/refresh/part-file.ts';
import { shownBytes } from '#pipelines/refresh/shown.ts';

/** What a server said of the copy that is here: its mark and its date. */
export type Marks = Pick<PartNotes, 'etag' | 'lastModified'>;

interface Target {
  url: string;
  /** Where the file will stand; what has come stands aside until it is whole. */
  path: string;
  maxBytes: number;
  /** Of the copy that is here and whole; null for none. */
  known: Marks | null;
}

/** Progress is told about so often, in bytes. */
const tellEvery = 5_000_000;

/** Where a part of a file begins, ends and how long the whole is: `bytes 100-199/200`, `bytes *\/200`. */
export function parseContentRange(
  header: string | null,
): { start: number | null; length: number | null } | null {
  const found = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(header?.trim() ?? '');
  if (!found) return null;
  const [, start, length] = found;
  return {
    start: start === undefined ? null : Number(start),
    length: length === '*' ? null : Number(length),
  };
}

/** Whether a range is the rest of the very file of which a part is here. */
function continues(range: ReturnType<typeof parseContentRange>, part: Part | null): boolean {
  if (!range || !part || range.start !== part.size) return false;
  return range.length === null || part.notes.length === null || range.length === part.notes.length;
}

/** The length of the body that an answer announces; null where it says none, or that of something packed. */
function announced({ headers }: Response): number | null {
  const text = headers.get('content-length');
  return text === null || headers.has('content-encoding') ? null : Number(text);
}

function requireData({ response, url }: Answer): void {
  const type = response.headers.get('content-type')?.toLowerCase() ?? '';
  if (/html/.test(type)) {
    throw new Refusal('web-page', `${url.host} answers with a web page instead of the file`);
  }
}

function requireSize(bytes: number, { maxBytes }: Target): void {
  if (bytes <= maxBytes) return;
  throw new Refusal(
    'too-large',
    `the file is larger than ${shownBytes(maxBytes)}, which is more than it should ever be`,
  );
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
}

/** Writes a body behind the bytes that are there. @throws Refusal unless it is as long as was announced */
async function append(
  answer: Answer,
  {
    target,
    session,
    from,
    length,
  }: { target: Target; session: Session; from: number; length: number | null },
  report: (detail: string) => void,
): Promise<void> {
  const fresh = from === 0 ? constants.O_TRUNC : constants.O_APPEND;
  // A link that somebody put in its place is not followed.
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW | fresh;
  const handle = await session.outside.open(partPaths(target.path).part, flags);
  let size = from;
  let told = from;
  try {
    for await (const chunk of bodyOf(answer)) {
      requireSize(size + chunk.length, target);
      await writeAll(handle, chunk);
      size += chunk.length;
      if (size - told < tellEvery) continue;
      told = size;
      report(length === null ? shownBytes(size) : `${shownBytes(size)} of ${shownBytes(length)}`);
    }
    await handle.sync();
  } catch (error) {
    throw diskRefusal(error);
  } finally {
    await handle.close();
  }
  if (length !== null && size !== length) {
    throw new Refusal('wrong-length', `${shownBytes(size)} came, where ${shownBytes(length)} was announced`);
  }
}

async function attempt(
  target: Target,
  session: Session,
  report: (detail: string) => void,
): Promise<Marks | 'unchanged'> {
  const { url, path, known } = target;
  const part = await readPart(path, url);
  const headers: Record<string, string> = {};
  if (part) {
    headers['range'] = `bytes=${part.size}-`;
    headers['if-range'] = part.validator;
  } else if (known) {
    if (known.etag !== null) headers['if-none-match'] = known.etag;
    if (known.lastModified !== null) headers['if-modified-since'] = known.lastModified;
  }
  const answer = await ask(url, headers, session);
  try {
    const { response } = answer;
    if (response.status === 304) return 'unchanged';
    const range = parseContentRange(response.headers.get('content-range'));
    if (part && response.status === 416 && range?.length === part.size) return part.notes;
    if (response.status === 416 || (response.status === 206 && !continues(range, part))) {
      await removePart(path);
      throw new Refusal('broken-off', `${answer.url.host} cannot continue the file where it broke off`);
    }
    requireData(answer);
    const continued = part !== null && response.status === 206;
    const from = continued ? part.size : 0;
    const rest = announced(response);
    const length = range?.length ?? (rest === null ? null : from + rest);
    if (length !== null) requireSize(length, target);
    const marks = {
      etag: response.headers.get('etag'),
      lastModified: response.headers.get('last-modified'),
    };
    if (!continued) {
      await removePart(path);
      // What came packed was unpacked on the way, and cannot be continued.
      if (!response.headers.has('content-encoding')) await writeNotes(path, { url, ...marks, length });
    }
    if (continued) report(`continuing after ${shownBytes(from)}`);
    await append(answer, { target, session, from, length }, report);
    return continued ? part.notes : marks;
  } finally {
    await discard(answer);
  }
}

/**
 * Fetches a file into its part beside the place where it will stand, continuing one that was broken off. Returns what
 * the server said of it, or that the copy which is here is still the last one.
 *
 * @throws Refusal; a part that can be continued stays
 */
export async function download(
  target: Target,
  session: Session,
  report: (detail: string) => void,
): Promise<Marks | 'unchanged'> {
  try {
    return await insist(() => attempt(target, session, report), session, report);
  } catch (error) {
    const worthKeeping =
      error instanceof Refusal && error.passes && (await readPart(target.path, target.url));
    if (!worthKeeping) await removePart(target.path);
    throw error;
  }
}
