import type { Verdict } from '#lib/domain/check-report.ts';
import { coarse } from '#lib/domain/format.ts';
import type { Locale } from '#lib/domain/locale.ts';
import * as dutch from '#lib/domain/words/dutch.ts';
import * as english from '#lib/domain/words/english.ts';

/** Rows that come, differ and go. */
interface RowMoves {
  added: number;
  changed: number;
  removed: number;
}

/** Where something was found, what it was, and what was expected instead. */
interface Place {
  row: number | null;
  column: string | null;
  value: string | null;
  expected: string | null;
}

/** The parts of a sentence that are not zero. */
function parts(counts: readonly [count: number, word: string][], whole: (value: number) => string): string[] {
  return counts.filter(([count]) => count > 0).map(([count, word]) => `${whole(count)} ${word}`);
}

/** “ca. 120 te weinig” */
function dutchGap(value: number): string {
  const rounded = coarse(value);
  if (rounded === 0) return 'in evenwicht';
  return `${dutch.ca(value)} ${rounded > 0 ? 'te weinig' : 'te veel'}`;
}

/** “about 120 too few” */
function englishGap(value: number): string {
  const rounded = coarse(value);
  if (rounded === 0) return 'in balance';
  return `${english.ca(value)} ${rounded > 0 ? 'too few' : 'too many'}`;
}

function dutchFiles(count: number): string {
  return count === 1 ? 'één bestand' : `${dutch.f.whole(count)} bestanden`;
}

function englishFiles(count: number): string {
  return count === 1 ? 'one file' : `${english.f.whole(count)} files`;
}

const verdicts: Record<Verdict, string> = {
  ready: 'U kunt er een nieuwe editie van maken.',
  confirm: 'U kunt er een nieuwe editie van maken zodra u onderaan deze pagina hebt goedgekeurd wat opvalt.',
  stop: 'Zo kunnen deze bestanden nog niet worden ingelezen. Hieronder staat bij elk bestand wat er eerst anders moet.',
};

const nl = {
  check: {
    title: 'Dit staat er in de bestanden',
    titleWithout: (names: string[]) => `Een editie zonder ${dutch.f.list(names)}`,
    verdicts,
    summary: (files: number, loaded: number, refused: number) =>
      `In ${dutchFiles(files)} ${loaded === 1 ? 'kan 1 rij' : `kunnen ${dutch.f.whole(loaded)} rijen`} worden geladen; ` +
      `${refused === 0 ? 'geen enkele rij is' : refused === 1 ? '1 rij is' : `${dutch.f.whole(refused)} rijen zijn`} geweigerd.`,
    nothingLeft: 'Er zijn geen bestanden over. Kies opnieuw.',
    without: (names: string[]) => `Weggelaten uit de editie die nu in gebruik is: ${dutch.f.list(names)}.`,
    births: (names: string[]) =>
      `Verwijderd omdat er geboortegegevens in stonden: ${dutch.f.list(names)}. Er is niets van bewaard.`,
    files: {
      title: 'Wat er is herkend',
      columns: { file: 'Bestand', what: 'Wat het is', rows: 'Rijen' },
      rows: (loaded: number, refused: number) =>
        `${dutch.f.whole(loaded)} geladen${refused === 0 ? '' : `, ${dutch.f.whole(refused)} geweigerd`}`,
      unread: 'niet herkend of niet leesbaar',
      kept: (count: number) => `En ${dutchFiles(count)} uit de editie die nu in gebruik is`,
    },
    findings: {
      title: 'Wat opvalt',
      none: 'Er is niets gevonden dat aandacht vraagt.',
      general: 'Alle bestanden samen',
      kept: 'uit de editie die nu in gebruik is',
      refusedRow: 'Regel niet geladen',
      count: (count: number) => `${dutch.f.whole(count)} keer`,
      where: ({ row, column, value, expected }: Place) =>
        [
          ...(row === null ? [] : [`regel ${dutch.f.whole(row)}`]),
          ...(column === null ? [] : [`kolom “${column}”`]),
          ...(value === null ? [] : [`gevonden: ${value}`]),
          ...(expected === null ? [] : [`verwacht: ${expected}`]),
        ].join('; '),
      columns: { row: 'Regel', column: 'Kolom', value: 'Gevonden', expected: 'Verwacht' },
      whole: 'hele bestand',
      empty: 'leeg',
      more: (count: number) => `En nog ${dutch.f.whole(count)}; ze staan alle in de CSV.`,
      csv: 'Alle bevindingen als CSV',
      text: 'Het hele verslag als tekst',
      ofKept: 'Ter informatie, in bestanden uit de editie die nu in gebruik is',
      otherFiles: (count: number) =>
        `De bevindingen van nog ${dutchFiles(count)} staan in de CSV en in het verslag.`,
    },
    changes: {
      title: 'Wat er zou veranderen',
      none: 'Er verandert niets: deze gegevens staan al zo in de editie die nu in gebruik is.',
      columns: { what: 'Gegevens', region: 'Regio', rows: 'Rijen, nu → straks' },
      nation: 'heel Nederland',
      moves: ({ added, changed, removed }: RowMoves) =>
        parts(
          [
            [added, 'nieuw'],
            [changed, 'gewijzigd'],
            [removed, 'weg'],
          ],
          dutch.f.whole,
        ).join(', '),
    },
    accept: {
      title: 'De nieuwe editie maken',
      legend: 'Bekijk dit eerst, en keur het goed als het klopt',
      ready: 'Er wordt een nieuwe editie gemaakt. Zij komt nog niet in gebruik.',
      stopped:
        'Dit kan pas als alles wat “eerst in orde” moet, in orde is. Pas de bestanden aan en lees ze opnieuw in, of ga verder zonder wat niet goed is.',
      right: (what: string) => `Dit klopt, lees het zo in: ${what}`,
      where: (files: string[]) => `in ${dutch.f.list(files)}`,
      takeOut: (names: string[]) => `Ga verder zonder ${dutch.f.list(names)}`,
      button: 'Maak de nieuwe editie',
      busy: 'Bezig met rekenen. Dit duurt meestal tien tot zestig seconden; laat deze pagina open.',
      building:
        'De nieuwe editie wordt op dit moment gemaakt. Deze pagina kijkt elke paar seconden of zij klaar is.',
    },
    again: 'Kies andere bestanden',
    retry: 'Probeer het opnieuw',
    failed: 'De controle is niet gelukt',
  },
  built: {
    title: 'De nieuwe editie is klaar',
    answer: (id: string) =>
      `Editie ${id} is gemaakt, maar nog niet in gebruik. Kijk of de verschillen hieronder zijn wat u verwacht.`,
    same: 'Alle cijfers zijn gelijk aan die van de editie die nu in gebruik is.',
    forecastSame: 'Aan de raming van het tekort verandert niets; wel aan de gegevens hieronder.',
    unknown: 'Het verschil met de editie die nu in gebruik is, kon niet worden bepaald.',
    nation: ({ year, before, after }: { year: number; before: number; after: number }) =>
      `De landelijke raming voor ${year} gaat van ${dutchGap(before)} naar ${dutchGap(after)} (doktersassistenten, in personen).`,
    nationSame: (year: number) =>
      `Het landelijke tekort in ${year} verandert niet, of niet meer dan het toeval van de berekening.`,
    regions: {
      title: (year: number) => `Waar het tekort in ${year} het meest verandert`,
      none: 'In geen enkele regio verandert het tekort meer dan het toeval van de berekening.',
      columns: { region: 'Regio', before: 'Nu', after: 'Straks', change: 'Verschil' },
      gap: dutchGap,
      others: (count: number) =>
        count === 1
          ? 'In nog één andere regio verandert het ook.'
          : `In nog ${count} andere regio’s verandert het ook.`,
      note: 'Aantallen doktersassistenten in personen; “te weinig” is een tekort, “te veel” een overschot.',
    },
    data: { title: 'Welke gegevens veranderen', none: 'De gegevens zelf veranderen niet.' },
    button: 'Neem in gebruik',
    busy: 'Bezig met in gebruik nemen.',
    explain: 'De pagina’s tonen daarna de nieuwe cijfers. De editie van nu blijft bewaard.',
    discard: 'Gooi dit weg',
  },
  used: {
    title: 'De nieuwe editie is in gebruik',
    answer: (id: string) => `Alle pagina’s tonen nu editie ${id}.`,
    overview: 'Bekijk het overzicht',
    data: 'Bekijk de gegevens en hun bronnen',
    more: 'Lees nog meer bestanden in',
  },
  past: {
    title: 'Deze bestanden zijn al ingelezen',
    answer: (id: string) =>
      `Zij kwamen in editie ${id}. Inmiddels is een andere editie in gebruik; hier hoeft niets meer te gebeuren.`,
  },
};

/** Words of the pages that show what somebody prepares: the check, the difference, and what became of it. */
export type DraftWords = typeof nl;

const en: DraftWords = {
  check: {
    title: 'What is in the files',
    titleWithout: (names) => `An edition without ${english.f.list(names)}`,
    verdicts: {
      ready: 'You can make a new edition of it.',
      confirm:
        'You can make a new edition of it once you have accepted, at the bottom of this page, what stands out.',
      stop: 'These files cannot be read in like this. Below it says for each file what has to change first.',
    },
    summary: (files, loaded, refused) =>
      `In ${englishFiles(files)}, ${english.rows(loaded)} can be loaded; ` +
      `${refused === 0 ? 'no row was' : `${english.rows(refused)} ${refused === 1 ? 'was' : 'were'}`} refused.`,
    nothingLeft: 'No files are left. Choose again.',
    without: (names) => `Left out of the edition that is in use now: ${english.f.list(names)}.`,
    births: (names) =>
      `Removed because they held dates or years of birth: ${english.f.list(names)}. Nothing of them was kept.`,
    files: {
      title: 'What was recognised',
      columns: { file: 'File', what: 'What it is', rows: 'Rows' },
      rows: (loaded, refused) =>
        `${english.f.whole(loaded)} loaded${refused === 0 ? '' : `, ${english.f.whole(refused)} refused`}`,
      unread: 'not recognised or not readable',
      kept: (count) => `And ${englishFiles(count)} of the edition that is in use now`,
    },
    findings: {
      title: 'What stands out',
      none: 'Nothing was found that needs attention.',
      general: 'All files together',
      kept: 'of the edition that is in use now',
      refusedRow: 'Line not loaded',
      count: (count) => `${english.f.whole(count)} times`,
      where: ({ row, column, value, expected }) =>
        [
          ...(row === null ? [] : [`line ${english.f.whole(row)}`]),
          ...(column === null ? [] : [`column “${column}”`]),
          ...(value === null ? [] : [`found: ${value}`]),
          ...(expected === null ? [] : [`expected: ${expected}`]),
        ].join('; '),
      columns: { row: 'Line', column: 'Column', value: 'Found', expected: 'Expected' },
      whole: 'whole file',
      empty: 'empty',
      more: (count) => `And ${english.f.whole(count)} more; the CSV has them all.`,
      csv: 'All findings as CSV',
      text: 'The whole report as text',
      ofKept: 'For your information, in files of the edition that is in use now',
      otherFiles: (count) =>
        `The findings of ${englishFiles(count)} more stand in the CSV and in the report.`,
    },
    changes: {
      title: 'What would change',
      none: 'Nothing changes: the edition that is in use now holds these data already.',
      columns: { what: 'Data', region: 'Region', rows: 'Rows, now → then' },
      nation: 'the whole country',
      moves: ({ added, changed, removed }) =>
        parts(
          [
            [added, 'new'],
            [changed, 'changed'],
            [removed, 'gone'],
          ],
          english.f.whole,
        ).join(', '),
    },
    accept: {
      title: 'Make the new edition',
      legend: 'Look at this first, and accept it if it is right',
      ready: 'A new edition is made. It is not in use yet.',
      stopped:
        'This has to wait until everything that must be “put right first” is right. Change the files and read them in again, or go on without what is wrong.',
      right: (what) => `This is right, read it in like this: ${what}`,
      where: (files) => `in ${english.f.list(files)}`,
      takeOut: (names) => `Go on without ${english.f.list(names)}`,
      button: 'Make the new edition',
      busy: 'Calculating. This usually takes ten to sixty seconds; keep this page open.',
      building:
        'The new edition is being made right now. This page looks every few seconds whether it is done.',
    },
    again: 'Choose other files',
    retry: 'Try again',
    failed: 'The check did not succeed',
  },
  built: {
    title: 'The new edition is done',
    answer: (id) =>
      `Edition ${id} was made, but is not in use yet. See whether the differences below are what you expect.`,
    same: 'All figures are equal to those of the edition that is in use now.',
    forecastSame: 'The forecast of the shortage stays the same; the data below do change.',
    unknown: 'The difference from the edition that is in use now could not be made out.',
    nation: ({ year, before, after }) =>
      `The national forecast for ${year} goes from ${englishGap(before)} to ${englishGap(after)} (medical assistants, in people).`,
    nationSame: (year) =>
      `The shortage of the whole country in ${year} does not change, or no more than the chance of the calculation.`,
    regions: {
      title: (year) => `Where the shortage in ${year} changes most`,
      none: 'In no region does the shortage change by more than the chance of the calculation.',
      columns: { region: 'Region', before: 'Now', after: 'Then', change: 'Difference' },
      gap: englishGap,
      others: (count) =>
        count === 1 ? 'It also changes in one other region.' : `It also changes in ${count} other regions.`,
      note: 'Numbers of medical assistants in people; “too few” is a shortage, “too many” a surplus.',
    },
    data: { title: 'Which data change', none: 'The data themselves do not change.' },
    button: 'Put into use',
    busy: 'Putting into use.',
    explain: 'After that the pages show the new figures. The present edition is kept.',
    discard: 'Throw this away',
  },
  used: {
    title: 'The new edition is in use',
    answer: (id) => `All pages now show edition ${id}.`,
    overview: 'See the overview',
    data: 'See the data and their sources',
    more: 'Read in more files',
  },
  past: {
    title: 'These files were read in already',
    answer: (id) =>
      `They went into edition ${id}. Another edition is in use by now; there is nothing left to do here.`,
  },
};

export const draftWords: Record<Locale, DraftWords> = { nl, en };
