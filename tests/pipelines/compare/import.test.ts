import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeEditions, editionIn } from '#lib/server/edition.ts';
import { currentId, currentManifest } from '#lib/server/editions.ts';
import { changesAgainst } from '#pipelines/compare/changes.ts';
import { checkReport, findingsCsv, reportText } from '#pipelines/compare/report.ts';
import { NotReady } from '#pipelines/compare/verdict.ts';
import { editionSteps, readingSteps } from '#pipelines/edition.ts';
import { realEffects } from '#pipelines/effects.ts';
import { keptFiles } from '#pipelines/kept-files.ts';
import { silently } from '#pipelines/steps.ts';
import { newEdition, type EditionWork } from '#pipelines/work.ts';
import { practicesCsv, staffCsv } from './handed-over.ts';

let folder: string;
let root: string;
let seconds = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  root = join(folder, 'editions');
});
afterAll(async () => {
  await closeEditions(root);
  await rm(folder, { recursive: true, force: true });
});

async function written(name: string, text: string): Promise<string> {
  const raw = join(folder, `raw ${++seconds}`);
  await mkdir(raw);
  await writeFile(join(raw, name), text);
  return raw;
}

/** What would be built from the files of the edition in use and some new ones. */
function workOf(raw: string[], without: string[] = [], accept: string[] = []): EditionWork {
  const kept = async () => keptFiles(root, await currentManifest(root), without);
  const now = () => new Date(Date.UTC(2026, 10, 22, 12, 0, ++seconds));
  return newEdition({ root, raw, kept, accept, draws: 10, seed: 1 }, { ...realEffects, now });
}

async function imported(raw: string[], without: string[] = []): Promise<string[]> {
  const work = workOf(raw, without);
  await silently(editionSteps, work);
  return work.inputs.map(({ name }) => name);
}

const practices = practicesCsv(['3.000;ja;ja;1', '2.900;nee;nog niet;', '4.100;;niet bezocht;']);
const staff = staffCsv(['P1;doktersassistent;25-29;3;2,1', 'P2;doktersassistent;60-64;2;1,2']);

describe('one file after another', () => {
  test('an edition keeps the files that it was built from, for their owner only', async () => {
    expect(await imported([await written('praktijken.csv', practices)])).toEqual(['praktijken.csv']);
    const [kept] = keptFiles(root, await currentManifest(root));
    expect(kept?.name).toBe('praktijken.csv');
    expect((await stat(kept?.path ?? '')).mode & 0o077).toBe(0);
  });

  test('a second file is added to the first', async () => {
    expect(await imported([await written('personeel.csv', staff)])).toEqual([
      'personeel.csv',
      'praktijken.csv',
    ]);
    const edition = await editionIn(root);
    expect(
      await edition.rows("SELECT count(*)::INTEGER AS n FROM practices WHERE origin = 'loaded'"),
    ).toEqual([{ n: 3 }]);
    expect(
      await edition.rows("SELECT sum(heads)::INTEGER AS n FROM practice_staff WHERE origin = 'loaded'"),
    ).toEqual([{ n: 5 }]);
  });

  test('the report says what a new file would change, and changes nothing', async () => {
    const before = await currentId(root);
    const newer = practices.replace('2.900;nee', '2.950;nee').replace(/P3;.*\n/, '');
    const work = workOf([await written('praktijken.csv', newer)]);
    await silently(readingSteps, work);
    const report = checkReport(work, await changesAgainst(await editionIn(root), work));
    expect(report).toMatchObject({ verdict: 'ready', toAccept: [] });
    expect(report.files.map(({ file, kept }) => [file, kept])).toEqual([
      ['praktijken.csv', false],
      ['personeel.csv', true],
    ]);
    expect(report.changes).toEqual([
      { table: 'practices', region: 'RA0102', before: 3, after: 2, added: 0, changed: 1, removed: 1 },
    ]);
    const text = reportText(report, 'nl');
    expect(text).toContain('Huisartsenpraktijken, RA0102: van 3 naar 2 rijen (0 nieuw, 1 gewijzigd, 1 weg)');
    expect(await currentId(root)).toBe(before);
  });

  test('a file with mostly the same rows takes the place of the older one, and says so', async () => {
    const newer = practices.replace(/P3;.*\n/, 'P4;Praktijk 4 (verzonnen);Emmen;2.000;ja;ja;1\n');
    const work = workOf([await written('praktijken 2026.csv', newer)]);
    await silently(editionSteps, work);
    expect(work.inputs.map(({ name }) => name)).toEqual(['praktijken 2026.csv', 'personeel.csv']);
    expect(work.readings.flatMap(({ findings }) => findings)).toEqual([
      expect.objectContaining({
        code: 'replaces-file',
        file: 'praktijken 2026.csv',
        value: 'praktijken.csv',
      }),
    ]);
    const edition = await editionIn(root);
    const ids = await edition.rows<{ id: string }>(
      "SELECT practice_id AS id FROM practices WHERE origin = 'loaded' ORDER BY 1",
    );
    expect(ids.map(({ id }) => id)).toEqual(['P1', 'P2', 'P4']);
  });

  test('a file can be left out again; one that is not there cannot', async () => {
    await expect(silently(readingSteps, workOf([], ['praktijken.csv']))).rejects.toThrow(
      /--without praktijken\.csv: .*praktijken 2026\.csv, personeel\.csv/,
    );
    expect(await imported([], ['personeel.csv'])).toEqual(['praktijken 2026.csv']);
  });

  test('what has to be accepted loads only then, and nothing of it is kept before', async () => {
    const before = await currentId(root);
    const kept = await readdir(join(root, 'files'));
    const odd = staffCsv(['P1;doktersassistent;25-29;30;7']);
    const raw = await written('personeel.csv', odd);
    await expect(silently(editionSteps, workOf([raw]))).rejects.toThrow(NotReady);
    await expect(silently(editionSteps, workOf([raw]))).rejects.toThrow(
      /nothing was loaded.*--accept unlikely-fte:\n.*personeel\.csv, column “fte”/s,
    );
    expect(await currentId(root)).toBe(before);
    expect(await readdir(join(root, 'files'))).toEqual(kept);
    await silently(editionSteps, workOf([raw], [], ['unlikely-fte']));
    expect(await currentId(root)).not.toBe(before);
  });
});

test('the report is a text and a CSV with a line per finding, in both languages', async () => {
  const work = workOf([await written('praktijken.csv', practices.replace('3.000', 'veel'))]);
  await silently(readingSteps, work);
  const report = checkReport(work, []);
  expect(reportText(report, 'nl')).toMatch(
    /praktijken\.csv, regel 2, kolom “patiënten”: geen getal; gevonden “veel”; verwacht 123/,
  );
  expect(reportText(report, 'en')).toMatch(/praktijken\.csv, line 2, column “patiënten”: not a number/);
  const [header, ...lines] = findingsCsv(report.findings, 'nl').trimEnd().split('\r\n');
  expect(header).toBe('\uFEFFfile;row;column;value;severity;code;what;expected');
  expect(lines).toHaveLength(report.findings.length);
  expect(lines.join('\n')).toContain('praktijken.csv;2;patiënten;veel;warn;not-a-number;geen getal;123');
});
