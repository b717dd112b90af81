import type { Localized } from '#lib/domain/locale.ts';
import type { Ledger } from '#pipelines/refresh/ledger.ts';
import type { PublicSource } from '#pipelines/refresh/public-source.ts';
import { acceptableCodes } from '#pipelines/refresh/refusal.ts';
import type { Outcome } from '#pipelines/refresh/outcome.ts';
import { shownBytes, shownDay } from '#pipelines/refresh/shown.ts';

/** What a refresh came to. */
export interface Summary {
  /** Whether there was no connection at all. */
  offline: boolean;
  outcomes: readonly Outcome[];
  /** 0 done, or offline with something to keep; 1 something was refused; 3 something needs to be accepted. */
  exitCode: 0 | 1 | 3;
}

/**
 * @param answered whether any server answered
 * @param excused sources that may fail without the run failing: those that nobody asked for by name, and whose address
 * was never verified
 */
export function summarize(
  outcomes: readonly Outcome[],
  { answered, excused }: { answered: boolean; excused: ReadonlySet<string> },
): Summary {
  const refused = outcomes.filter(({ refusal }) => refusal !== null);
  const offline =
    !answered && refused.length > 0 && refused.every(({ refusal }) => refusal?.code === 'unreachable');
  if (offline) return { offline, outcomes, exitCode: outcomes.some(({ entry }) => entry) ? 0 : 1 };
  const counted = refused.filter(({ source }) => !excused.has(source));
  const isAcceptable = ({ refusal }: Outcome) => acceptableCodes.some((code) => code === refusal?.code);
  if (counted.length === 0) return { offline, outcomes, exitCode: 0 };
  return { offline, outcomes, exitCode: counted.every(isAcceptable) ? 3 : 1 };
}

function outcomeLine({ source, file, status, refusal, entry }: Outcome): string {
  const about = file ?? source;
  const size = entry ? `${entry.rows} rows, ${shownBytes(entry.bytes)}` : '';
  if (refusal === null) {
    return status === 'unchanged' ? `${about}: unchanged, ${size}` : `${about}: ${status}, ${size}`;
  }
  const what = entry ? `the file of ${shownDay(entry.retrieved)} stays` : 'not fetched';
  return `${about}: ${what}, because ${refusal.message}`;
}

function adviceFor({ refusal, setAside, source }: Outcome): string[] {
  const isAcceptable = acceptableCodes.some((code) => code === refusal?.code);
  return [
    ...(setAside === null ? [] : [`  what stood there before is kept as ${setAside}`]),
    ...(isAcceptable ? [`  if that is right: cli refresh ${source} --accept ${refusal?.code}`] : []),
  ];
}

/** What is known of the address of a source that did not give what was expected, when nobody was sure of it. */
function doubtsAbout(source: PublicSource, outcomes: readonly Outcome[]): string[] {
  const failed = outcomes.some(({ refusal }) => refusal !== null && refusal.code !== 'unreachable');
  return failed && !source.verified
    ? [`  the address of ${source.key} was never verified: ${source.known.en}`]
    : [];
}

/** The days between which something happened. */
function days(moments: readonly string[]): string {
  const [first = '', last = ''] = [moments.toSorted()[0], moments.toSorted().at(-1)].map((moment) =>
    shownDay(moment ?? ''),
  );
  return first === last ? first : `${first} to ${last}`;
}

/** What a refresh came to, in lines for people. */
export function summaryLines(
  { offline, outcomes }: Summary,
  sources: readonly PublicSource[],
  folder: string,
): string[] {
  const kept = outcomes.flatMap(({ entry }) => (entry ? [entry.retrieved] : []));
  if (offline) {
    return kept.length > 0
      ? [`No internet connection: keeping what is there, from ${days(kept)}.`]
      : [`No internet connection, and nothing in ${folder} yet.`];
  }
  const counts = (['new', 'updated', 'unchanged', 'kept', 'failed'] as const)
    .map((status) => ({ status, count: outcomes.filter((outcome) => outcome.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${status === 'failed' ? 'not fetched' : status}`);
  return [
    ...sources.flatMap((source) => {
      const its = outcomes.filter((outcome) => outcome.source === source.key);
      return [
        ...its.flatMap((outcome) => [outcomeLine(outcome), ...adviceFor(outcome)]),
        ...doubtsAbout(source, its),
      ];
    }),
    `${counts.join(', ')}, in ${folder}.`,
  ];
}

/** A source for machines, with what is here of it. */
export function listed(source: PublicSource, ledger: Ledger) {
  const { key, publisher, licence, tables, verified, standsInFor } = source;
  const texts: Record<'title' | 'known', Localized> = { title: source.title, known: source.known };
  const address = 'catalogue' in source ? [source.catalogue] : source.files.map(({ url }) => url);
  const here = [...ledger.values()].filter((entry) => entry.source === key);
  return {
    key,
    ...texts,
    publisher,
    licence,
    tables,
    verified,
    standsInFor: standsInFor ?? null,
    address,
    here,
  };
}

/** A source for people, with what is here of it. */
export function listLines(source: PublicSource, ledger: Ledger): string[] {
  const { key, title, known, publisher, licence, verified, standsInFor, here } = listed(source, ledger);
  return [
    `${key}: ${title.en} (${publisher}, ${licence})`,
    `  ${verified ? 'address' : 'address NOT VERIFIED'}: ${known.en}`,
    ...(standsInFor === null ? [] : [`  fetched only when asked for; takes the place of ${standsInFor}`]),
    ...here.map(
      ({ file, retrieved, rows, bytes }) =>
        `  here: ${file}, of ${shownDay(retrieved)}, ${rows} rows, ${shownBytes(bytes)}`,
    ),
  ];
}
