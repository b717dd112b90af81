import { assumptions } from '#lib/domain/assumptions.ts';
import * as c from '#lib/domain/column.ts';
import type { Finding } from '#lib/domain/finding.ts';
import { practiceStaff } from '#lib/domain/tables/register.ts';
import { ageBandExample, parseAgeBand } from '#pipelines/sources/age-band.ts';
import { practiceNumber } from '#pipelines/sources/codes.ts';
import { plainName } from '#pipelines/sources/dutch-cells.ts';
import { cellFinding, type Problem, type Reading } from '#pipelines/sources/reading.ts';
import { namedColumns, type RegisterFormat } from '#pipelines/sources/register-format.ts';
import { readRegister } from '#pipelines/sources/register.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';

type Cells = Record<string, string>;

/** More than this many fte per person is a slip of the pen: a week of over 43 hours for everyone. */
export const maxFtePerHead = 1.2;
/** Hours of a full-time job, which hours per week are divided by (an assumption of data/reference). */
export const hoursPerFte = assumptions.hoursPerFte.central;
/** Where an open band such as 65+ ends: the table wants an end, and its bound is this age. */
const oldestAge = '120';
/** Decimals of an fte that was worked out from hours. */
const decimals = 4;

const assistants = /^(da|(dokters|huisarts)?assistent(e|en|es|n)?)$/;

const headers = {
  practice_id: ['praktijk_id', 'praktijk', 'praktijknummer', 'praktijkcode', 'agb', 'agb code'],
  occupation: ['Functie', 'beroep'],
  age_from: ['leeftijd van', 'leeftijd vanaf'],
  age_to: ['leeftijd tot', 'leeftijd tot en met', 'leeftijd t m'],
  age_group: ['Leeftijdsgroep', 'leeftijdsklasse', 'leeftijdscategorie', 'leeftijdsband', 'leeftijd'],
  heads: ['Aantal', 'personen', 'aantal personen'],
  fte: ['Fte', 'aantal fte', 'fte s'],
  hours: ['Uren per week', 'uren week', 'uur per week', 'uren', 'aantal uren', 'contracturen'],
};

const extras = {
  age_group: {
    column: c.text('Leeftijdsgroep van vijf jaar', 'Age group of five years', {
      pattern: { source: '.*', example: ageBandExample },
    }),
    standsFor: ['age_from', 'age_to'],
  },
  hours: {
    column: c.optional(
      c.decimal(
        `Uren per week van allen samen; ${hoursPerFte} uur is 1 fte`,
        `Hours per week of all together; ${hoursPerFte} hours are 1 FTE`,
        { min: 0, max: 10_000, privacy: 'work' },
      ),
    ),
    standsFor: ['fte'],
  },
};

/** The function of a person, with every way to write doktersassistent as that. */
export function occupationOf(text: string): string {
  return assistants.test(plainName(text)) ? 'doktersassistent' : text.toLowerCase();
}

function bandOf(cells: Cells): Cells {
  const { age_group: group = '', age_from: start = '', age_to: end = '' } = cells;
  if (group === '' || start !== '')
    return start !== '' && end === '' ? { ...cells, age_to: oldestAge } : cells;
  const band = parseAgeBand(group);
  return { ...cells, age_from: String(band?.from ?? ''), age_to: String(band ? (band.to ?? oldestAge) : '') };
}

/** Fte from hours where the file gives no fte; what is no number of hours is left for the check to refuse. */
function fteOf(cells: Cells): Cells {
  const { hours = '', fte = '' } = cells;
  if (hours === '' || fte !== '') return cells;
  const value = Number(hours) / hoursPerFte;
  return { ...cells, fte: Number.isFinite(value) ? String(Number(value.toFixed(decimals))) : hours };
}

function check(cells: Cells): Problem[] {
  const [from = '', to = '', heads = '', fte = ''] = ['age_from', 'age_to', 'heads', 'fte'].map(
    (name) => cells[name],
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
    const inHours = Boolean(cells['hours']);
    const expected = inHours ? `≤ ${Math.round(most * hoursPerFte)}` : `≤ ${most}`;
    problems.push({ column: inHours ? 'hours' : 'fte', value: fte, code: 'out-of-range', expected });
  }
  return problems;
}

function noteHours({ file, header, headerLine, records }: SourceFile): Finding[] {
  const columns = namedColumns(staffFormat, header);
  const [hours, fte] = [columns.get('hours'), columns.get('fte')];
  const says = (cells: Cells, column: string | undefined) => column !== undefined && cells[column]?.trim();
  const converted = records.filter(({ cells }) => says(cells, hours) && !says(cells, fte)).length;
  if (hours === undefined || converted === 0) return [];
  const problem = { column: hours, value: `${converted} ×`, code: 'hours-converted' as const };
  return [cellFinding(file, headerLine, { ...problem, expected: `${hoursPerFte} h = 1 fte` })];
}

/** The file `personeel` of a region: heads and fte by practice, function and band of ages. */
export const staffFormat: RegisterFormat<typeof practiceStaff> = {
  name: 'practice staff',
  table: practiceStaff,
  headers,
  extras,
  reads: { practice_id: practiceNumber, occupation: occupationOf },
  finish: (cells) => fteOf(bandOf(cells)),
  check,
  note: noteHours,
};

/**
 * Reads a region's staff by practice and age band. Hours per week do for fte; that they were converted is noted.
 *
 * @throws RefusedFile when columns are missing
 */
export function readStaff(source: SourceFile): Reading<typeof practiceStaff> {
  return readRegister(source, staffFormat);
}
