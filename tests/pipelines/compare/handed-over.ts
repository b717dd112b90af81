import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readingSteps } from '#pipelines/edition.ts';
import { realEffects } from '#pipelines/effects.ts';
import { silently } from '#pipelines/steps.ts';
import { newEdition, type EditionOptions, type EditionWork } from '#pipelines/work.ts';

/** Files that somebody handed over, read and compared, without building anything. */
export async function handedOver(
  files: Readonly<Record<string, string>>,
  options: Partial<EditionOptions> = {},
): Promise<EditionWork> {
  const folder = await mkdtemp(join(tmpdir(), 'praktijkbalans-'));
  try {
    const raw = join(folder, 'raw');
    await mkdir(raw);
    for (const [name, text] of Object.entries(files)) await writeFile(join(raw, name), text);
    const work = newEdition(
      { root: join(folder, 'editions'), raw: [raw], draws: 20, seed: 1, ...options },
      realEffects,
    );
    await silently(readingSteps, work);
    return work;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A list of practices in Assen (Drenthe); each row goes on after the name and the municipality. */
export function practicesCsv(rows: readonly string[]): string {
  const header =
    'praktijk_id;naam;gemeente;patiënten;erkend leerbedrijf;biedt stageplaats;opgeleide begeleiders';
  const lines = rows.map((row, i) => `P${i + 1};Praktijk ${i + 1} (verzonnen);Assen;${row}`);
  return `${[header, ...lines].join('\n')}\n`;
}

/** Staff per practice, function, band, heads and FTE. */
export function staffCsv(rows: readonly string[]): string {
  return `${['praktijk_id;functie;leeftijdsgroep;aantal;fte', ...rows].join('\n')}\n`;
}
