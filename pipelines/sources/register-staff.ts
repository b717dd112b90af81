import { practiceStaff } from '#lib/domain/tables/register.ts';
import { ageBandExample, parseAgeBand } from '#pipelines/sources/age-band.ts';
import { plainName } from '#pipelines/sources/dutch-cells.ts';
import type { Problem, Reading } from '#pipelines/sources/reading.ts';
import { practiceNumber, readRegister, type RegisterFormat } from '#pipelines/sources/register.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';

type Cells = Record<string, string>;

/** More than this many fte per person is a slip of the pen: a week of over 43 hours for everyone. */
const maxFtePerHead = 1.2;
/** Where an open band such as 65+ ends: the table wants an end, and its bound is this age. */
const oldestAge = '120';

const assistants = /^(da|(dokters|huisarts)?assistent(e|en|es|n)?)$/;

const headers = {
  practice_id: ['praktijk id', 'praktijk', 'praktijknummer', 'praktijkcode', 'agb', 'agb code'],
  occupation: ['functie', 'beroep'],
  age_from: ['leeftijd van', 'leeftijd vanaf'],
  age_to: ['leeftijd tot', 'leeftijd tot en met', 'leeftijd t m'],
  age_group: ['leeftijdsgroep', 'leeftijdsklasse', 'leeftijdscategorie', 'leeftijdsband', 'leeftijd'],
  heads: ['aantal', 'personen', 'aantal personen'],
  fte: ['aantal fte', 'fte s'],
};

function bandOf(cells: Cells): Cells {
  const { age_group: group, age_from: start, age_to: end } = cells;
  if (group === undefined) return start !== '' && end === '' ? { ...cells, age_to: oldestAge } : cells;
  const band = parseAgeBand(group);
  return { ...cells, age_from: String(band?.from ?? ''), age_to: String(band ? (band.to ?? oldestAge) : '') };
}

function check(cells: Cells): Problem[] {
  const [from = '', to = '', heads = '', fte = ''] = ['age_from', 'age_to', 'heads', 'fte'].map(
    (c) => cells[c],
  );
  const problems: Problem[] = [];
  if (cells['age_group'] && from === '') {
    problems.push({ column: 'age_from', value: from, code: 'wrong-form', expected: ageBandExample });
  }
  if (Number(from) > Number(to)) {
    problems.push({ column: 'age_to', value: to, code: 'out-of-range', expected: `≥ ${from}` });
  }
  const most = Math.round(Number(heads) * maxFtePerHead * 100) / 100;
  if (heads !== '' && Number(fte) > most) {
    problems.push({ column: 'fte', value: fte, code: 'out-of-range', expected: `≤ ${most}` });
  }
  return problems;
}

/** The file `personeel` of a region: heads and fte by practice, function and band of ages. */
export const staffFormat: RegisterFormat<typeof practiceStaff> = {
  name: 'practice staff',
  table: practiceStaff,
  headers,
  standsFor: { age_group: ['age_from', 'age_to'] },
  reads: {
    practice_id: practiceNumber,
    occupation: (text) => (assistants.test(plainName(text)) ? 'doktersassistent' : text.toLowerCase()),
  },
  finish: bandOf,
  check,
};

/**
 * Reads a region's staff by practice and age band.
 *
 * @throws UserError when columns are missing, or the file holds years or dates of birth
 */
export function readStaff(source: SourceFile): Reading<typeof practiceStaff> {
  return readRegister(source, staffFormat);
}
