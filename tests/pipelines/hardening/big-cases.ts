import { writePopulation } from '../../bench/ingest-file.ts';
import { writeLongLine, writeRows, writeWorkbook } from './big-files.ts';

/** A large file, and what becomes of it. */
export interface BigCase {
  file: string;
  write: (path: string) => Promise<void>;
  /** What the user sees of it; null where all of its rows are loaded. */
  seen: RegExp | null;
  /** Rows of the file, where they are read. */
  rows?: number;
}

/** How large the files are: as they come, or scaled down. */
export interface BigSizes {
  /** Bytes of a workbook that is too large, and of one that is not. */
  workbook: Record<'xlsx' | 'ods', { most: number; fits: number }>;
  /** Rows of a table of the CBS. */
  observations: number;
  /** Bytes of a line of it. */
  line: number;
}

export const scaledDown: BigSizes = {
  workbook: { xlsx: { most: 70e6, fits: 2e6 }, ods: { most: 40e6, fits: 2e6 } },
  observations: 100_000,
  line: 20e6,
};
export const asTheyCome: BigSizes = {
  workbook: { xlsx: { most: 490e6, fits: 59e6 }, ods: { most: 490e6, fits: 34e6 } },
  observations: 10_000_000,
  line: 100e6,
};

const header =
  'Id;Measure;ValueAttribute;Value;StringValue;Geslacht;Leeftijd;BurgerlijkeStaat;RegioS;Perioden';
const observation = '1;M000352;None;5;;3000;10100;T001019;GM0363;2022JJ00';
const unpacked = /: het bestand is uitgepakt veel te groot voor een spreadsheet$/;
const tooLarge =
  /: het bestand is groter dan hier gelezen wordt; gevonden “\d+ bytes”; verwacht ≤ 100000000$/;
const tooLong = (line: number) => new RegExp(`, regel ${line}: een regel is te lang voor een tabel$`);

/** Files that are large in every way that one can be. */
export function bigCases({ workbook, observations, line }: BigSizes): BigCase[] {
  const forms = ['xlsx', 'ods'] as const;
  return [
    ...forms.flatMap((form): BigCase[] => [
      {
        file: `groot.${form}`,
        write: (path) => writeWorkbook(path, { form, unpacked: workbook[form].most }),
        seen: unpacked,
      },
      {
        file: `liegt.${form}`,
        write: (path) => writeWorkbook(path, { form, unpacked: workbook[form].most, says: 5000 }),
        seen: unpacked,
      },
      {
        file: `past.${form}`,
        write: (path) => writeWorkbook(path, { form, unpacked: workbook[form].fits }),
        seen: /dit soort bestand is hier niet bekend|dit zijn meer rijen en kolommen dan hier gelezen worden/,
      },
    ]),
    {
      file: 'tien-miljoen-rijen.csv',
      write: (path) => writeRows(path, 'naam;aantal', 'Verzonnen naam;12345', 10_000_000),
      seen: tooLarge,
    },
    {
      file: 'cbs.csv',
      write: (path) => writePopulation(path, observations),
      seen: null,
      rows: observations,
    },
    { file: 'een-regel.csv', write: (path) => writeLongLine(path, 99e6), seen: tooLong(1) },
    { file: 'een-regel-te-groot.csv', write: (path) => writeLongLine(path, 101e6), seen: tooLarge },
    {
      file: 'een-regel-onder-andere.csv',
      write: (path) => writeLongLine(path, 99e6, 'praktijk;fte\nV001;1\n'),
      seen: tooLong(3),
    },
    {
      file: 'een-regel-bij-het-cbs.csv',
      write: (path) => writeLongLine(path, line, `${header}\n${observation}\n`),
      seen: tooLong(3),
    },
    {
      file: 'een-kop-bij-het-cbs.csv',
      write: (path) => writeLongLine(path, line, `${header};`),
      seen: tooLong(1),
    },
  ];
}
