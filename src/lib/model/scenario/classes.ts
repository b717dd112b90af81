import type { Baseline } from '#lib/model/baseline.ts';
import type { Training } from '#lib/model/baseline/training.ts';
import { ModelError } from '#lib/model/error.ts';
import { fromYear, listByYear, phaseIn, scaledByYear } from '#lib/model/scenario/by-year.ts';
import { chosenIds, yearIn, yearsOf } from '#lib/model/scenario/choices.ts';
import { isFactor, type PlacedIntake } from '#lib/model/scenario/levers.ts';

type ClassRow = Training['classes'][number];

/** A lever with the classes that it is for. */
interface Found {
  lever: PlacedIntake['lever'];
  position: number;
  isChosen: (row: ClassRow) => boolean;
}

function find({ training, startYear, horizonYear }: Baseline, { lever, path }: PlacedIntake): Found {
  if (!training) throw new ModelError(`${path}: the baseline has no training, so no schools or tracks`);
  const { schools, tracks, classes } = training;
  const schoolIds = chosenIds(
    lever.schools ?? '*',
    schools.map(({ id }) => id),
    `${path}.schools`,
  );
  const trackIds = chosenIds(
    lever.tracks ?? '*',
    tracks.map(({ id }) => id),
    `${path}.tracks`,
  );
  const isChosen = ({ school, track }: ClassRow) => schoolIds.includes(school) && trackIds.includes(track);
  const idle = schoolIds.filter((id) => !classes.some((row) => row.school === id && isChosen(row)));
  const named = (lever.schools ?? '*') !== '*';
  if (idle.length > 0 && (named || idle.length === schoolIds.length))
    throw new ModelError(`${path}: school ${idle[0]} has no class in ${trackIds.join(', ')}`);
  const span = { first: startYear, count: horizonYear - startYear };
  return { lever, isChosen, position: yearIn(lever.from, span, `${path}.from`) };
}

function scaledClass(row: ClassRow, factors: readonly number[]): ClassRow {
  const path = `training.classes.${row.school}.${row.track}.intakeIndex`;
  return { ...row, intakeIndex: scaledByYear(row.intakeIndex ?? 1, factors, path) };
}

/** The part of its own intake that a class keeps in each year, and the fixed number that comes in its place. */
interface Replaced {
  kept: number[];
  fixed: number[];
}

function replacing(found: readonly Found[], count: number): Replaced {
  const start: Replaced = { kept: new Array<number>(count).fill(1), fixed: new Array<number>(count).fill(0) };
  return found.reduce(({ kept, fixed }, { lever, position }) => {
    if (isFactor(lever)) return { kept, fixed };
    const phase = fromYear(position, { count, before: 0, since: (years) => phaseIn(lever.phase, years) });
    return {
      kept: kept.map((part, year) => part * (1 - (phase[year] ?? 0))),
      fixed: fixed.map((heads, year) => heads + (lever.heads - heads) * (phase[year] ?? 0)),
    };
  }, start);
}

/**
 * A class with a fixed number of first-years in place of its own, which keeps a part of its own intake in each year.
 *
 * @throws ModelError when the class has an extra intake that depends on assumptions: the two cannot be added
 */
function replacedClass(row: ClassRow, { kept, fixed }: Replaced): ClassRow {
  const path = `training.classes.${row.school}.${row.track}.extraIntake`;
  const { extraIntake = 0 } = row;
  if (typeof extraIntake === 'object' && !Array.isArray(extraIntake))
    throw new ModelError(`${path}: depends on assumptions, expected numbers`);
  const extra = listByYear(extraIntake, kept.length, path);
  return {
    ...scaledClass(row, kept),
    extraIntake: fixed.map((heads, year) => heads + (extra[year] ?? 0) * (kept[year] ?? 0)),
  };
}

/** More or fewer new first-years in classes. Fixed numbers replace what factors made of the intake. */
export function changeClasses(baseline: Baseline, placed: readonly PlacedIntake[]): Baseline {
  const found = placed.map((one) => find(baseline, one)).sort((a, b) => a.position - b.position);
  const { training } = baseline;
  if (!training || found.length === 0) return baseline;
  const count = yearsOf(baseline);
  const classes = training.classes.map((row): ClassRow => {
    const mine = found.filter(({ isChosen }) => isChosen(row));
    const scaled = mine.reduce((changing, { lever, position }) => {
      if (!isFactor(lever)) return changing;
      const since = (years: number) => 1 + (lever.factor - 1) * phaseIn(lever.phase, years);
      return scaledClass(changing, fromYear(position, { count, before: 1, since }));
    }, row);
    return mine.every(({ lever }) => isFactor(lever))
      ? scaled
      : replacedClass(scaled, replacing(mine, count));
  });
  return { ...baseline, training: { ...training, classes } };
}
