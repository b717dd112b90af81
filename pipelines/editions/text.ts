import type { Listed } from '#lib/server/editions/catalogue.ts';
import { tableLines } from '#pipelines/backtest.ts';

const megabyte = 1e6;

/** Files of the regions' own and of publishers, of those that were handed over. */
function fileCounts({ manifest }: Listed): { own: number; public: number } {
  const given = (manifest?.files ?? []).filter(
    ({ file, source, origin }) => origin !== 'synthetic' && manifest?.sources[source]?.file !== file,
  );
  const own = given.filter(({ origin }) => origin === 'loaded').length;
  return { own, public: given.length - own };
}

function state({ inUse, isPrevious, damage }: Listed): string {
  const role = inUse ? 'in use' : isPrevious ? 'before it' : '';
  return [role, damage === null ? '' : 'DAMAGED'].filter(Boolean).join(', ');
}

/** What a machine gets to read of an edition. */
export function editionJson(listed: Listed) {
  const { manifest, ...rest } = listed;
  return {
    ...rest,
    createdAt: manifest?.createdAt ?? null,
    modelVersion: manifest?.modelVersion ?? null,
    seed: manifest?.seed ?? null,
    draws: manifest?.draws ?? null,
    files: fileCounts(listed),
  };
}

const columns = ['edition', 'made', 'model', 'seed', 'draws', 'own files', 'public', 'MB', 'state'];

/** The editions as lines of text. */
export function listLines(editions: readonly Listed[]): string[] {
  const lines = tableLines(
    columns,
    editions.map((listed) => {
      const { own, public: published } = fileCounts(listed);
      const { manifest } = listed;
      return [
        listed.id,
        manifest?.createdAt.slice(0, 16).replace('T', ' ') ?? '?',
        manifest?.modelVersion ?? '?',
        String(manifest?.seed ?? '?'),
        String(manifest?.draws ?? '?'),
        String(own),
        String(published),
        (listed.bytes / megabyte).toFixed(1),
        state(listed),
      ];
    }),
  );
  return editions.length === 0 ? ['No editions yet.'] : lines;
}

/** One edition as lines of text: what it was made with, and from which files. */
export function showLines(listed: Listed): string[] {
  const { id, manifest, damage } = listed;
  const head = [
    `Edition ${id}${state(listed) === '' ? '' : ` (${state(listed)})`}`,
    ...(damage ? [damage] : []),
  ];
  if (!manifest) return head;
  const { createdAt, modelVersion, seed, draws, baseYear, horizonYear, refusals, unread } = manifest;
  return [
    ...head,
    `made ${createdAt}, model ${modelVersion}, seed ${seed}, ${draws} draws, ${baseYear}–${horizonYear}`,
    `${refusals} rows refused, ${unread} files not read`,
    '',
    ...tableLines(
      ['file', 'table', 'origin', 'source', 'retrieved', 'rows', 'refused'],
      manifest.files.map(({ file, table, origin, source, rowsLoaded, rowsRefused }) => [
        file,
        table,
        origin,
        source,
        manifest.sources[source]?.retrieved ?? '',
        String(rowsLoaded),
        String(rowsRefused),
      ]),
    ),
  ];
}
