import type { Column, SqlType } from '#lib/domain/column.ts';
import { quantities } from '#lib/domain/quantities.ts';
import type { Manifest } from '#lib/server/manifest.ts';
import type { ParquetFile } from '#lib/server/parquet.ts';

/** What a folder says that we wrote: only such a folder is ever replaced. */
export const publicationFormat = 'praktijkbalans-publication/1';

interface Licence {
  name: string;
  title: string;
  path?: string;
}

/** Also the licence of what we work out ourselves; the sources allow it as long as they are named. */
const attribution: Licence = {
  name: 'CC-BY-4.0',
  title: 'Creative Commons Attribution 4.0',
  path: 'https://creativecommons.org/licenses/by/4.0/',
};

/** Licences by the text in `data/sources.json`, with their names in the Open Definition register where they have one. */
const licences: Record<string, Licence> = {
  CC0: {
    name: 'CC0-1.0',
    title: 'Creative Commons Zero 1.0',
    path: 'https://creativecommons.org/publicdomain/zero/1.0/',
  },
  'CC BY 4.0': attribution,
  'CC BY 3.0 IGO': {
    name: 'CC-BY-3.0-IGO',
    title: 'Creative Commons Attribution 3.0 IGO',
    path: 'https://creativecommons.org/licenses/by/3.0/igo/',
  },
  assumption: attribution,
  cited: { name: 'notspecified', title: 'Figures cited from their publisher' },
};

/** Types of Table Schema by SQL type. */
const types: Record<SqlType, string> = {
  VARCHAR: 'string',
  INTEGER: 'integer',
  DOUBLE: 'number',
  BOOLEAN: 'boolean',
  DATE: 'date',
};

/** Sources by key, of the files that are not made up. */
function sourcesOf({ files, sources }: Manifest, table?: string) {
  const keys = files
    .filter((file) => file.origin !== 'synthetic' && (table === undefined || file.table === table))
    .map(({ source }) => source);
  return [...new Set(keys)].flatMap((key) => sources[key] ?? []);
}

/** The licences of a table: those of its publishers, or ours where it was worked out or assumed here. */
function licencesOf(manifest: Manifest, table: string): Licence[] {
  const found = sourcesOf(manifest, table).map(
    ({ licence }) => licences[licence] ?? { name: 'notspecified', title: licence },
  );
  return found.length === 0 ? [attribution] : [...new Set(found)];
}

/** The licences of a table in one text. */
export function licenceText(manifest: Manifest, table: string): string {
  return licencesOf(manifest, table)
    .map(({ name }) => name)
    .join(', ');
}

function sourceEntries(manifest: Manifest, table?: string) {
  const found = sourcesOf(manifest, table);
  return (found.length > 0 ? found : sourcesOf(manifest)).map(({ publisher, title, period, url }) => ({
    title: `${publisher}: ${title.nl}${period === '' ? '' : ` (${period})`}`,
    ...(url !== undefined && { path: url }),
  }));
}

function constraints({ nullable, min, max, oneOf, pattern }: Column) {
  return {
    required: !nullable,
    ...(min !== undefined && { minimum: min }),
    ...(max !== undefined && { maximum: max }),
    ...(oneOf && { enum: oneOf }),
    ...(pattern && { pattern: pattern.source }),
  };
}

/** What the quantities of the forecast are, and the unit of its figures for each. */
function quantityNotes() {
  const entries = Object.entries(quantities);
  return {
    categories: entries.map(([value, { label }]) => ({ value, label: label.nl })),
    units: Object.fromEntries(entries.map(([value, { unit }]) => [value, unit])),
  };
}

function resource(manifest: Manifest, { table, columns, file, rows, bytes, sha256 }: ParquetFile) {
  const names = columns.map(([name]) => name);
  return {
    name: table.name,
    type: 'table',
    path: file,
    title: table.title.nl,
    'title@en': table.title.en,
    format: 'parquet',
    mediatype: 'application/vnd.apache.parquet',
    bytes,
    hash: `sha256:${sha256}`,
    rows,
    licenses: licencesOf(manifest, table.name),
    sources: sourceEntries(manifest, table.name),
    schema: {
      fields: columns.map(([name, column]) => ({
        name,
        type: types[column.sql],
        description: column.meaning.nl,
        'description@en': column.meaning.en,
        ...(column.unit && { unit: column.unit }),
        ...(name === 'quantity' && quantityNotes()),
        constraints: constraints(column),
      })),
      // A key in Table Schema may not have missing values.
      ...(table.key.every((name) => names.includes(name) && table.columns[name]?.nullable === false) && {
        primaryKey: table.key,
      }),
    },
  };
}

/** The description of a publication as a Data Package (datapackage.org, version 2), from the declared tables. */
export function dataPackage(manifest: Manifest, files: readonly ParquetFile[]) {
  const { id, createdAt, modelVersion, seed, draws, baseYear, horizonYear } = manifest;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'praktijkbalans',
    title: 'Praktijkbalans: raming van het tekort aan doktersassistenten per RegioPlus-regio',
    'title@en': 'Praktijkbalans: forecast of the shortage of medical assistants by RegioPlus region',
    description:
      'Open tabellen van één editie: feiten met hun bron, en ramingen met hun onzekerheid. Een leeg veld is onbekend, nooit nul.',
    'description@en':
      'Open tables of one edition: facts with their source, and forecasts with their uncertainty. An empty field is unknown, never zero.',
    version: id,
    created: createdAt,
    licenses: [attribution],
    sources: sourceEntries(manifest),
    praktijkbalans: {
      format: publicationFormat,
      edition: id,
      modelVersion,
      seed,
      draws,
      baseYear,
      horizonYear,
    },
    resources: files.map((file) => resource(manifest, file)),
  };
}
