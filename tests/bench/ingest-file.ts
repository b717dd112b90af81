import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { referenceFolder } from '#pipelines/paths.ts';

const measures = ['M000352', 'M000357'];
const states = ['T001019', '1010', '1020', '1050', '1080'];
const lastYear = 2024;
const ages = 100;

const ageCode = (age: number) => (age === 0 ? 10_010 : 10_000 + 100 * age);
const women = (area: number, age: number) => 10 + ((area * 7 + age * 3) % 50);
const men = (area: number, age: number) => 12 + ((area * 5 + age * 11) % 40);

/** Rows of 03759ned, the last year first, as pieces of text. Municipalities add up to the nation, and ages to all. */
function* pieces(areas: readonly string[], rows: number): Generator<string> {
  yield '\uFEFFId;Measure;ValueAttribute;Value;StringValue;Geslacht;Leeftijd;BurgerlijkeStaat;RegioS;Perioden\n';
  const all = (count: typeof men, age: number) => areas.reduce((sum, _, area) => sum + count(area, age), 0);
  const nation = Array.from({ length: ages }, (_, age) => ({ men: all(men, age), women: all(women, age) }));
  let id = 0;
  for (let year = lastYear; ; year--) {
    for (const [area, code] of ['NL01', ...areas].entries()) {
      const counts = Array.from({ length: ages }, (_, age) =>
        area === 0
          ? (nation[age] ?? { men: 0, women: 0 })
          : { men: men(area - 1, age), women: women(area - 1, age) },
      );
      const sexes = [
        ['T001038', counts.map((count) => count.men + count.women)],
        ['3000', counts.map((count) => count.men)],
        ['4000', counts.map((count) => count.women)],
      ] as const;
      let piece = '';
      for (const measure of measures) {
        for (const state of states) {
          for (const [sex, persons] of sexes) {
            const total = persons.reduce((sum, n) => sum + n, 0);
            for (let age = -1; age < ages; age++) {
              if (id === rows) return yield piece;
              const value = `${age < 0 ? total : persons[age]}${measure === 'M000357' ? ',5' : ''}`;
              piece += `${id};${measure};None;${value};;${sex};${age < 0 ? 10_000 : ageCode(age)};${state};${code};${year}JJ00\n`;
              id += 1;
            }
          }
        }
      }
      yield piece;
    }
  }
}

/** Writes a file like 03759ned, of so many rows and about sixty bytes each, without keeping it in memory. */
export async function writePopulation(path: string, rows: number): Promise<void> {
  const reference = await readFile(join(referenceFolder, 'municipalities.csv'), 'utf8');
  const areas = reference
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, 6));
  await pipeline(Readable.from(pieces(areas, rows)), createWriteStream(path));
}
