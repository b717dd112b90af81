import * as profession from '#lib/domain/tables/profession.ts';
import type { Amount } from '#lib/model/baseline/amount.ts';
import type { EntrantRow } from '#lib/model/baseline/stock.ts';
import type { Training } from '#lib/model/baseline/training.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import type { History, Observation } from '#lib/model/match.ts';
import { nationalStudents, openingCount } from '#pipelines/enrolment.ts';
import { onLine } from '#pipelines/line.ts';
import { programmeStudents } from '#pipelines/student-counts.ts';
import { rowsOf, type ReferenceReading } from '#pipelines/sources/reference.ts';
import { nationalAges } from '#pipelines/stock.ts';

/** The first year of the practice series, from which the past is run, and the year of the last survey of hours. */
const historyStart = 2012;
const historyEnd = 2022;

/** Code under which the regions stand together. */
const nation = 'NL';

/**
 * Relative standard deviations of what was seen. Hours per 1,000 patients come from samples (the one of 2022 had 15 %
 * response, and moved by 7 % in a year without a cause); the start of 2012 lies between two of them. Assumptions.
 */
const sampleSd = 0.06;
const startSd = 0.05;

/** Registered patients, in thousands; before the first known year by the trend of all known ones. */
function patientsIn(readings: readonly ReferenceReading[], year: number): number {
  const known = rowsOf(readings, profession.nationalPractices).flatMap((row) =>
    row.registered_patients === null ? [] : [{ year: row.year, value: row.registered_patients / 1000 }],
  );
  const [first] = known;
  const last = known[known.length - 1];
  if (!first || !last) throw new Error('history: no registered patients');
  return onLine(year < first.year ? [first, last] : known, year);
}

/** Students relative to those of the first count, for every intake of the past; flat outside the counts. */
function intakeIndices(readings: readonly ReferenceReading[]): number[] {
  const counts = nationalStudents(programmeStudents(readings));
  const [first] = counts;
  const last = counts[counts.length - 1];
  if (!first || !last) throw new Error('history: no counts of students');
  return Array.from({ length: historyEnd - historyStart }, (_, t) => {
    const year = Math.min(last.year, Math.max(first.year, historyStart + t));
    return onLine(counts, year) / first.value;
  });
}

/** Students at another size; the assumptions that scale them stay. */
function resized(students: Amount, scale: number): Amount {
  const full = typeof students === 'number' ? { values: students } : students;
  const values = 'values' in full ? full.values : full;
  if (typeof values !== 'number') throw new Error('history: expected one number of students for each class');
  return { ...full, values: values * scale };
}

/** One school for the whole nation, with the students of the first count in every track. */
function nationalTraining(training: Training, readings: readonly ReferenceReading[]): Training {
  const counted = programmeStudents(readings);
  const known = nationalStudents(counted);
  const [first] = known;
  const opening = known.find(({ year }) => year === openingCount(counted));
  if (!first || !opening) throw new Error('history: no counts of students');
  const scale = first.value / opening.value;
  return {
    tracks: training.tracks,
    schools: training.schools.map(({ id }) => ({ id })),
    classes: training.classes.map((row) => ({
      ...row,
      students: resized(row.students, scale),
      ...(row.masked !== undefined && { masked: resized(row.masked, scale) }),
    })),
    completion: training.completion,
    repeating: training.repeating,
    toOccupation: training.toOccupation,
    intakeIndex: { values: intakeIndices(readings) },
    routing: {
      decayKm: training.routing.decayKm,
      places: [{ group: nation, inhabitants: 1, lon: 5.4, lat: 52.1 }],
    },
  };
}

/** The entrants of one group as a share of the stock, as the forecast has them. */
function nationalEntrants(baseline: Baseline, total: number): EntrantRow[] {
  const rows = (baseline.entrants ?? []).filter(({ group }) => group === baseline.groups[0]?.id);
  return rows.map((row) => {
    if (!('headsPerYear' in row)) throw new Error('history: expected entrants by year');
    return {
      ...row,
      group: nation,
      headsPerYear: { values: total, times: [row.flow], per: ['contractHours'] },
    };
  });
}

/**
 * The past that the assumptions must explain: the nation from 2012 on with the rates of the forecast, and the hours of
 * assistants that were seen since, as FTE by the patients of that year. The last one is the level that a draw starts
 * the forecast from, so that each draw has a past of its own.
 *
 * What is not known of 2012 is taken from later: the age structure of now, the students of 2015. No places limited
 * the programme as far as is known.
 */
export function history(readings: readonly ReferenceReading[], forecast: Baseline): History {
  if (!forecast.training) throw new Error('history: no training');
  const hours = rowsOf(readings, profession.assistantHours).map(({ year, hours_per_1000_patients }) => ({
    year,
    value: hours_per_1000_patients,
  }));
  const total =
    patientsIn(readings, historyStart) * onLine([...hours.slice(0, 1), ...hours.slice(-1)], historyStart);
  const perFte = { per: ['hoursPerFte'] };
  const relativeSd = Math.hypot(sampleSd, startSd);
  const seen = hours
    .filter(({ year }) => year > historyStart && year < historyEnd)
    .map(({ year, value }): Observation => ({
      quantity: 'supply_fte',
      year,
      value: { values: patientsIn(readings, year) * value, ...perFte },
      relativeSd: Math.hypot(relativeSd, sampleSd),
    }));
  const level: Observation = {
    quantity: 'supply_fte',
    year: historyEnd,
    value: { values: patientsIn(readings, historyEnd), times: ['assistantHoursPer1000Patients'], ...perFte },
    relativeSd: startSd,
  };
  return {
    baseline: {
      format: forecast.format,
      title: `${forecast.title}, ${historyStart}–${historyEnd}`,
      startYear: historyStart,
      horizonYear: historyEnd,
      ...(forecast.ages && { ages: forecast.ages }),
      groups: [{ id: nation }],
      ...(forecast.assumptions && { assumptions: forecast.assumptions }),
      stock: [
        {
          group: nation,
          status: 'estimated',
          heads: { values: nationalAges(readings).map((share) => share * total), per: ['contractHours'] },
        },
      ],
      fte: [{ groups: '*', ftePerHead: { values: 1, times: ['contractHours'], per: ['hoursPerFte'] } }],
      exits: forecast.exits,
      ...(forecast.pension && { pension: forecast.pension }),
      entrants: nationalEntrants(forecast, total),
      training: nationalTraining(forecast.training, readings),
    },
    observations: [...seen, level],
  };
}
