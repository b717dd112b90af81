import type { Table } from '#lib/domain/table.ts';
import { tables } from '#lib/domain/tables.ts';
import { startingStock } from '#lib/domain/tables/forecast.ts';
import { checkedManifest, editionPaths } from '#lib/server/editions.ts';
import { withAttached, type Attached } from '#lib/server/editions/attached.ts';
import {
  sides,
  type EditionDiff,
  type FileChange,
  type SettingChange,
  type Side,
  type SourceChange,
} from '#lib/server/editions/change.ts';
import { tableChange } from '#lib/server/editions/facts.ts';
import { figureChanges } from '#lib/server/editions/figures.ts';
import { rowChanges } from '#lib/server/editions/rows.ts';
import type { Manifest } from '#lib/server/manifest.ts';

type Manifests = Record<Side, Manifest>;

const settings = ['modelVersion', 'seed', 'draws', 'baseYear', 'horizonYear'] as const;

function settingChanges({ before, after }: Manifests): SettingChange[] {
  return settings
    .filter((setting) => before[setting] !== after[setting])
    .map((setting) => ({ setting, before: before[setting], after: after[setting] }));
}

/** Files that somebody made; what a seed made follows from the settings. */
function realFiles({ files }: Manifest): Manifest['files'] {
  return files.filter(({ origin }) => origin !== 'synthetic' && origin !== 'derived');
}

function fileChanges({ before, after }: Manifests): FileChange[] {
  const [old, young] = [realFiles(before), realFiles(after)];
  const lost = old.filter(
    ({ sha256, table }) => !young.some((f) => f.sha256 === sha256 && f.table === table),
  );
  const gained = young.filter(
    ({ sha256, table }) => !old.some((f) => f.sha256 === sha256 && f.table === table),
  );
  const short = (file: Manifest['files'][number] | undefined) =>
    file ? { sha256: file.sha256, rowsLoaded: file.rowsLoaded, rowsRefused: file.rowsRefused } : null;
  const twin = (files: Manifest['files'], of: Manifest['files'][number]) =>
    files.find(({ file, table }) => file === of.file && table === of.table);
  return [
    ...gained.map((now) => ({ now, then: twin(lost, now) })),
    ...lost.filter((then) => !twin(gained, then)).map((then) => ({ now: undefined, then })),
  ].flatMap(({ now, then }) => {
    const named = now ?? then;
    if (!named) return [];
    const { file, table, origin } = named;
    return [{ file, table, origin, before: short(then), after: short(now) }];
  });
}

function sourceChanges({ before, after }: Manifests): SourceChange[] {
  const used = (made: Manifest) => {
    const keys = new Set(realFiles(made).map(({ source }) => source));
    return new Map(
      Object.entries(made.sources)
        .filter(([key]) => keys.has(key))
        .map(([key, { period, retrieved }]) => [key, { period, retrieved }]),
    );
  };
  const [old, young] = [used(before), used(after)];
  return [...new Set([...old.keys(), ...young.keys()])]
    .map((source) => ({ source, before: old.get(source) ?? null, after: young.get(source) ?? null }))
    .filter(
      ({ before: then, after: now }) => then?.period !== now?.period || then?.retrieved !== now?.retrieved,
    );
}

function shapeChanges(attached: Attached): EditionDiff['shape'] {
  return sides.flatMap((only) => {
    const other = only === 'before' ? 'after' : 'before';
    return attached.tables(only).flatMap((table): EditionDiff['shape'] => {
      const there = attached.columns(other, table);
      if (there.size === 0) return [{ table, column: null, only }];
      return [...attached.columns(only, table).keys()]
        .filter((column) => !there.has(column))
        .map((column) => ({ table, column, only }));
    });
  });
}

/** Tables that differ in their number of rows, without those that a seed fills and those about the build itself. */
function countChanges({ before, after }: Manifests): EditionDiff['data']['rowCounts'] {
  const passedOver = new Set([
    ...tables.filter(({ kind }) => kind === 'edition').map(({ name }) => name),
    ...[...before.files, ...after.files]
      .filter(({ origin }) => origin === 'synthetic')
      .map(({ table }) => table),
  ]);
  return [...new Set([...Object.keys(before.rowCounts), ...Object.keys(after.rowCounts)])]
    .filter((table) => !passedOver.has(table))
    .map((table) => ({ table, before: before.rowCounts[table] ?? 0, after: after.rowCounts[table] ?? 0 }))
    .filter((count) => count.before !== count.after);
}

/** Tables of facts: those that the forecast is worked out into, and those about the build, are not. */
function isFact({ kind }: Table): boolean {
  return kind === 'reference' || kind === 'raw' || kind === 'register';
}

async function compared(attached: Attached, manifests: Manifests): Promise<EditionDiff> {
  const assumed = new Set(
    [...manifests.before.files, ...manifests.after.files]
      .filter(({ origin }) => origin === 'assumed')
      .map(({ table }) => table),
  );
  const facts = tables.filter(isFact);
  const world = [];
  for (const table of facts.filter(({ name }) => !assumed.has(name))) {
    const change = await tableChange(attached, table);
    if (change) world.push(change);
  }
  const assumptions = [];
  for (const table of facts.filter(({ name }) => assumed.has(name))) {
    const changes = await rowChanges(attached, table);
    assumptions.push(...changes.map((change) => ({ table: table.name, ...change })));
  }
  const data = {
    files: fileChanges(manifests),
    sources: sourceChanges(manifests),
    rowCounts: countChanges(manifests),
    stocks: await rowChanges(attached, startingStock),
    assumptions,
  };
  const model = settingChanges(manifests);
  const shape = shapeChanges(attached);
  const figures = await figureChanges(attached, manifests);
  const causes = [...data.files, ...data.assumptions, ...model, ...world, ...shape];
  const name = ({ id, createdAt }: Manifest) => ({ id, createdAt });
  return {
    before: name(manifests.before),
    after: name(manifests.after),
    same: [...causes, ...figures, ...data.sources, ...data.rowCounts, ...data.stocks].length === 0,
    data,
    model,
    world,
    shape,
    figures,
    unexplained: figures.length > 0 && causes.length === 0,
  };
}

/**
 * In what two editions of a folder differ: what was handed over, the settings of the model, the facts of the world,
 * and the shortages that come of it. It compares what both have where they were made by different versions.
 *
 * The answer names practices only by their number, yet the difference of two stocks that rest on nearly the same
 * practices tells what one of them reported: show it to those who may see the register.
 *
 * @throws UserError for an edition that is damaged
 */
export async function compareEditions(root: string, ids: Record<Side, string>): Promise<EditionDiff> {
  const manifests = {
    before: await checkedManifest(root, ids.before),
    after: await checkedManifest(root, ids.after),
  };
  const databases = {
    before: editionPaths(root, ids.before).database,
    after: editionPaths(root, ids.after).database,
  };
  return withAttached(databases, (attached) => compared(attached, manifests));
}
