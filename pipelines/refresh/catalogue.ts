import { z } from 'zod';
import { Refusal } from '#pipelines/refresh/refusal.ts';
import type { FixedFile, ListedFile } from '#pipelines/refresh/public-source.ts';
import { ask, bodyOf, discard, insist, type Session } from '#pipelines/refresh/request.ts';

/** A file that is to be fetched, with what the catalogue said of it. */
export interface FoundFile extends FixedFile {
  /** Bytes that the catalogue promises, or null. */
  promised: number | null;
}

/** A catalogue entry is never larger, in bytes. */
const largestEntry = 5_000_000;

// Of what CKAN answers, only what is used. https://docs.ckan.org/en/2.11/api/
const packageShow = z.object({
  success: z.literal(true),
  result: z.object({
    resources: z.array(
      z.object({ url: z.string(), size: z.number().int().positive().nullish().catch(null) }),
    ),
  }),
});

interface Resource {
  url: string;
  name: string;
  size: number | null;
}

/** What a file may be called here. */
const plainName = /^\w[\w.%-]*$/;

/** The years in the name of a file: 2021-2025 or 2025. */
function periodOf(name: string): string | null {
  const found = /^(\d{4})(?:-(\d{4}))?-/.exec(name);
  return found ? [found[1], found[2]].filter(Boolean).join('–') : null;
}

function resourcesOf(text: string, host: string): Resource[] {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Refusal('wrong-kind', `${host} answers with something else than its catalogue`);
  }
  const parsed = packageShow.safeParse(content);
  if (!parsed.success)
    throw new Refusal('wrong-kind', `the catalogue of ${host} has another form than before`);
  return parsed.data.result.resources
    .filter(({ url }) => URL.canParse(url))
    .map(({ url, size }) => ({
      url,
      name: new URL(url).pathname.split('/').at(-1) ?? '',
      size: size ?? null,
    }));
}

/**
 * Picks the wanted files out of what a catalogue lists. The last by name is the one of the latest years.
 *
 * @throws Refusal that names what was found, when one is not there
 */
export function pickFiles(wanted: readonly ListedFile[], resources: readonly Resource[]): FoundFile[] {
  return wanted.flatMap(({ name: pattern, each, slot, ...file }) => {
    const matches = resources
      .filter(({ name }) => pattern.test(name) && plainName.test(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    if (matches.length === 0) {
      const names = resources.map(({ name }) => name).join(', ');
      throw new Refusal(
        'not-in-catalogue',
        `the catalogue does not list ${slot} any more; found ${names || 'nothing'}`,
      );
    }
    return (each ? matches : matches.slice(-1)).map(({ url, name, size }) => ({
      ...file,
      slot: each ? `${slot}-${periodOf(name) ?? name}` : slot,
      url,
      file: name,
      period: periodOf(name),
      promised: size,
    }));
  });
}

/** Asks a CKAN catalogue where the wanted files are. @throws Refusal */
export async function findFiles(
  address: string,
  wanted: readonly ListedFile[],
  session: Session,
  report: (detail: string) => void,
): Promise<FoundFile[]> {
  const [text, host] = await insist(
    async () => {
      const answer = await ask(address, { accept: 'application/json' }, session);
      try {
        const chunks: Uint8Array[] = [];
        let size = 0;
        for await (const chunk of bodyOf(answer)) {
          size += chunk.length;
          if (size > largestEntry)
            throw new Refusal('too-large', `the catalogue of ${answer.url.host} has no end`);
          chunks.push(chunk);
        }
        return [Buffer.concat(chunks).toString('utf8'), answer.url.host] as const;
      } finally {
        await discard(answer);
      }
    },
    session,
    report,
  );
  return pickFiles(wanted, resourcesOf(text, host));
}
