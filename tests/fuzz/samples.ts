import { readdirSync, readFileSync } from 'node:fs';
import { writeOds, writeXlsx } from 'hucre';
import { bookNames, templateBooks } from '#pipelines/templates/books.ts';
import { workbookBytes } from '#pipelines/templates/workbook.ts';
import { fixture, todaysMunicipalities } from '../fixtures/fixture.ts';
import { zip, type ZipEntry } from '../fixtures/zip.ts';
import { cbsSamples } from './cbs-samples.ts';
import { cellsOf } from './change-cells.ts';
import { entriesOf } from './change-archive.ts';
import { mapSamples } from './map-samples.ts';

/** What a file is made of, which says how it can be changed. */
export type SampleKind = 'table' | 'archive' | 'packed table' | 'map' | 'bytes';

/** A file that is as it should be, or nearly, and what its changed forms cost. */
export interface Sample {
  /** The name under which the fuzzer reports, unique. */
  name: string;
  /** The name under which it is read: some formats take the year from it. */
  file: string;
  bytes: Buffer;
  kind: SampleKind;
  /** How many changed forms of it are read, beside those of others. */
  share: number;
  /** The files in an archive. */
  entries?: readonly ZipEntry[];
}

/** A table that is read row by row takes a millisecond or two, a workbook ten, and one that goes through DuckDB a hundred. */
const shares = { rows: 100, workbook: 25, map: 40, bulk: 12 };

const duo = new URL('../fixtures/duo/', import.meta.url);
/** The working files of a region. */
const working = ['praktijken.csv', 'personeel.csv', 'stageplaatsen.csv', 'vraag.csv', 'plaatsingen.csv'];
/** Says when it was made, so that the same command would not make the same bytes. */
const dated = /^docProps\/|^meta\.xml$/;

async function archive(name: string, bytes: Uint8Array, share: number): Promise<Sample> {
  const entries = (await entriesOf(bytes)).filter((entry) => !dated.test(entry.name));
  return { name, file: name, bytes: zip(entries), kind: 'archive', share, entries };
}

function tables(): Sample[] {
  const table = (name: string, bytes: Buffer): Sample => ({
    name,
    file: name,
    bytes,
    kind: 'table',
    share: shares.rows,
  });
  const visits = 'praktijk_id;datum;uitkomst\nV001;01-03-2024;wil\nV002;2024-05-06;nog niet bezocht\n';
  return [
    ...['duo-students.csv', 'population-2021.csv', ...working].map((name) => table(name, fixture(name))),
    ...readdirSync(duo).map((name) => table(name, readFileSync(new URL(name, duo)))),
    table('bezoeken.csv', Buffer.from(visits)),
  ];
}

async function workbooks(): Promise<Sample[]> {
  const samples = await Promise.all(
    ['regio.xlsx', 'regio.ods'].map((name) =>
      archive(name, fixture(`workbooks/${name}`), shares.workbook / 2),
    ),
  );
  for (const name of working) {
    const sheets = [{ name: 'blad', rows: cellsOf(fixture(name).toString('utf8')) }];
    samples.push(await archive(name.replace('.csv', '.xlsx'), await writeXlsx({ sheets }), shares.workbook));
    samples.push(await archive(name.replace('.csv', '.ods'), await writeOds({ sheets }), shares.workbook));
  }
  const books = templateBooks(todaysMunicipalities());
  for (const name of bookNames) {
    const { name: title, example } = books[name];
    const rows = [{ [books[name].format.table.key[0] ?? '']: '25LW', ...example }];
    for (const [language, form] of [
      ['nl', 'xlsx'],
      ['en', 'ods'],
    ] as const) {
      samples.push(
        await archive(
          `template-${title[language]}.${form}`,
          await workbookBytes(books[name], { language, form, rows }),
          shares.workbook,
        ),
      );
    }
  }
  samples.push({
    name: 'regio.xls',
    file: 'regio.xls',
    bytes: fixture('workbooks/regio.xls'),
    kind: 'bytes',
    share: shares.workbook,
  });
  return samples;
}

async function others(): Promise<Sample[]> {
  const cbs = [...cbsSamples()].map(async ([name, bytes]): Promise<Sample> => {
    if (name.endsWith('.zip')) return archive(name, bytes, shares.bulk);
    if (name.endsWith('.gz')) return { name, file: name, bytes, kind: 'packed table', share: shares.bulk };
    return {
      name,
      file: name,
      bytes,
      kind: 'table',
      share: name === 'Observations.csv' ? shares.bulk : shares.rows,
    };
  });
  const maps = [...mapSamples()].map(([name, bytes]): Sample => ({
    name,
    file: name,
    bytes,
    kind: 'map',
    share: shares.map,
  }));
  return [...(await Promise.all(cbs)), ...maps];
}

/** A file of every format that is read. */
export async function allSamples(): Promise<Sample[]> {
  return [...tables(), ...(await workbooks()), ...(await others())];
}
