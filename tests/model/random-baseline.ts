import fc from 'fast-check';
import type { Amount } from '#lib/model/baseline/amount.ts';
import type { DemandRow } from '#lib/model/baseline/demand.ts';
import type { EntrantRow, ExitRow, IntakeRow, StockRow } from '#lib/model/baseline/stock.ts';
import type { ClassRow, PlaceRow, PlacementModel, Track, Training } from '#lib/model/baseline/training.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { exitFlows } from '#lib/model/flows.ts';
import { allAt, assumption, sum } from './small-baseline.ts';

type MoveRow = NonNullable<Baseline['moves']>[number];

/** The size of a random baseline; `from` is undefined where people have no age. */
interface Size {
  ids: string[];
  from: number | undefined;
  ages: number;
  years: number;
}

const whole = (min: number, max: number) => fc.integer({ min, max });
/** Numbers from 0 up to `max`, the ends more often than others. */
const upTo = (max: number) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(0, max) },
    { weight: 9, arbitrary: whole(1, 9999).map((n) => (n / 1e4) * max) },
  );
const listOf = <T>(one: fc.Arbitrary<T>, length: number) =>
  fc.array(one, { minLength: length, maxLength: length });
/** Optional fields: there, or left out altogether. */
const sometimes = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

/** Leaves out what is undefined, which a baseline never holds. */
function without<T extends object>(row: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as never;
}

const shares = (length: number) =>
  listOf(whole(1, 9), length).map((parts) => parts.map((part) => part / sum(parts)));

const profile = ({ ages }: Size) =>
  fc.oneof(
    whole(0, ages - 1).map((at) => allAt(at, ages)),
    shares(ages),
  );

/** One number, a list by age, or lists by year. */
function byAgeAndYear(one: fc.Arbitrary<number>, { ages, years }: Size, rows = years): fc.Arbitrary<Amount> {
  const byAge = listOf(one, ages);
  if (ages === 1) return fc.oneof(one, listOf(one, rows));
  return fc.oneof(one, byAge, listOf(fc.oneof(listOf(one, 1), byAge), rows));
}

const byYear = (one: fc.Arbitrary<number>, { years }: Size): fc.Arbitrary<Amount> =>
  fc.oneof(one, listOf(one, years));

const choiceOf = ({ ids }: Size) =>
  fc.oneof(
    fc.constant('*' as const),
    fc.constantFrom(...ids).map((id) => [id]),
  );

function exitsOf(size: Size): fc.Arbitrary<ExitRow[]> {
  const common = { groups: choiceOf(size), flow: fc.constantFrom(...exitFlows) };
  const chance = fc.oneof(fc.constantFrom(0, 1), upTo(0.6));
  const row: fc.Arbitrary<ExitRow> = fc.oneof(
    fc.record({ ...common, exitHazard: byAgeAndYear(upTo(1.5), size) }),
    fc.record({ ...common, exitProbability: byAgeAndYear(chance, size) }),
    upTo(0.3).map((values) => ({
      groups: '*' as const,
      flow: 'earlyExits' as const,
      exitHazard: { values, times: ['leaving'] },
    })),
  );
  return fc
    .array(row, { maxLength: 4 })
    .map((rows) => [{ groups: '*', flow: 'deaths', exitHazard: 0.01 }, ...rows]);
}

function stockOf(group: string, size: Size): fc.Arbitrary<StockRow> {
  const { from, ages } = size;
  const heads: fc.Arbitrary<StockRow> = fc.oneof(
    fc.oneof(upTo(300), listOf(upTo(200), ages)).map((values) => ({ group, heads: values })),
    upTo(100).map((values) => ({ group, heads: { values, times: ['size'] } })),
  );
  if (from === undefined || ages < 3) return heads;
  return fc.oneof(
    heads,
    fc.tuple(upTo(300), upTo(300), whole(0, ages - 2)).map(([first, second, at]) => ({
      group,
      bands: [
        { from, to: from + at, heads: first },
        { from: from + at + 1, to: from + ages - 1, heads: second },
      ],
    })),
  );
}

function entrantOf(size: Size): fc.Arbitrary<EntrantRow> {
  const common = {
    group: fc.constantFrom(...size.ids),
    flow: fc.constantFrom('careerChangers' as const, 'returners' as const, 'graduates' as const),
  };
  const heads = fc.oneof(
    byYear(upTo(40), size),
    upTo(20).map((values) => ({ values, times: ['size'] })),
  );
  return fc.oneof(
    fc.record({ ...common, headsPerYear: heads, ages: profile(size) }),
    fc.record({ ...common, headsByAge: byAgeAndYear(upTo(10), size) }),
  );
}

/** Moves between two groups, and to or from outside. */
function movesOf(size: Size): fc.Arbitrary<MoveRow[]> {
  const { ids, ages, years } = size;
  const heads = whole(-32, 32).map((value) => value / 8);
  const rows = fc.oneof(listOf(listOf(heads, ages), 1), listOf(listOf(heads, ages), years));
  const opposite = (lists: number[][]) => lists.map((list) => list.map((value) => -value));
  // Without ages lists for years are one number each; one list alone stands for every year.
  const given = (lists: number[][]) => (lists.length === 1 ? (lists[0] as number[]) : lists);
  const between = fc
    .tuple(rows, fc.constantFrom(...ids), fc.constantFrom(...ids))
    .map(([lists, a, b]): MoveRow[] => [
      { group: a, headsPerYear: given(lists) },
      { group: b, headsPerYear: given(opposite(lists)) },
    ]);
  const outside = fc
    .tuple(rows, fc.constantFrom(...ids))
    .map(([lists, group]): MoveRow[] => [{ group, headsPerYear: given(lists), external: true }]);
  return fc.array(fc.oneof(between, outside), { maxLength: 2 }).map((pairs) => pairs.flat());
}

function intakeOf(id: string, size: Size): fc.Arbitrary<IntakeRow> {
  return fc
    .record({
      group: fc.constantFrom(...size.ids),
      durationYears: whole(0, 3),
      first: whole(2020, 2026),
      heads: fc.array(upTo(60), { minLength: 1, maxLength: 8 }),
      completion: upTo(1),
      toStock: upTo(1),
      activeAfter: sometimes(
        fc.array(upTo(1), { minLength: 1, maxLength: 4 }).map((rest) => [...rest].sort((a, b) => b - a)),
      ),
      ftePerHead: upTo(1),
      ages: profile(size),
    })
    .map(({ first, heads, activeAfter, ftePerHead, ages, ...row }) => ({
      ...row,
      id,
      heads: heads.map((value, i) => ({ year: first + i, heads: value })),
      ...(activeAfter ? { activeAfter, ftePerHead } : { ages }),
    }));
}

const periods = ['autumn', 'winter', 'spring'];

function trackOf(id: string, size: Size): fc.Arbitrary<Track> {
  return whole(1, 3).chain((durationYears) =>
    fc
      .record({
        dropoutShape: shares(durationYears),
        entryAges: profile(size),
        completion: sometimes(upTo(1)),
        repeating: sometimes(upTo(0.5)),
        starts: sometimes(fc.constant<number[]>([0.5, 0, 0.5])),
      })
      .map((row) => without({ id, durationYears, ...row })),
  );
}

function modelOf(id: string, track: Track): fc.Arbitrary<PlacementModel> {
  const block = fc.record({
    programmeYear: whole(1, track.durationYears),
    period: fc.constantFrom(...periods),
    weeks: whole(0, 10),
    daysPerWeek: fc.constantFrom(1, 2, 4),
  });
  return fc
    .record({ blocks: fc.array(block, { maxLength: 4 }), inPractice: sometimes(upTo(1)) })
    .map((row) => without({ id, track: track.id, ...row }));
}

function placeOf(group: string, size: Size): fc.Arbitrary<PlaceRow> {
  return fc
    .record({
      places: byYear(upTo(20), size),
      periods: sometimes(listOf(upTo(1), periods.length)),
      daysPerWeek: sometimes(fc.constantFrom(2, 4, 5)),
      everyYears: sometimes(whole(1, 3)),
      openIn: sometimes(whole(2020, 2026)),
    })
    .map((row) => without({ group, ...row }));
}

function classOf(school: string, track: Track, size: Size): fc.Arbitrary<ClassRow> {
  return fc
    .record({
      students: fc.oneof(
        upTo(60),
        listOf(upTo(40), track.durationYears),
        upTo(30).map((values) => ({ values, times: ['size'] })),
      ),
      intake: sometimes(byYear(upTo(40), size)),
      intakeIndex: sometimes(byYear(upTo(2), size)),
    })
    .map((row) => without({ school, track: track.id, ...row }));
}

function trainingOf(size: Size): fc.Arbitrary<Training> {
  const point = {
    lon: fc.double({ min: 4, max: 6, noNaN: true }),
    lat: fc.double({ min: 51, max: 53, noNaN: true }),
  };
  return fc
    .record({ schools: whole(1, 3), tracks: fc.oneof(fc.constant(['bol']), fc.constant(['bol', 'bbl'])) })
    .chain(({ schools, tracks: names }) => {
      const ids = Array.from({ length: schools }, (_, i) => `school${i}`);
      return fc.tuple(...names.map((id) => trackOf(id, size))).chain((tracks) =>
        fc
          .record({
            models: fc.tuple(
              ...tracks.flatMap((track) => ['a', 'b'].map((id) => modelOf(`${track.id}-${id}`, track))),
            ),
            chosen: listOf(sometimes(fc.constantFrom('a', 'b')), schools),
            where: listOf(
              fc.oneof(
                fc.constant({}),
                fc.record({ seat: fc.record(point) }),
                fc.record(point).map((at) => ({
                  teachesAt: [
                    { ...at, share: 0.75 },
                    { ...at, share: 0.25 },
                  ],
                })),
              ),
              schools,
            ),
            classes: fc.tuple(
              ...ids.flatMap((id) => tracks.map((track) => sometimes(classOf(id, track, size)))),
            ),
            completion: upTo(1),
            repeating: upTo(0.5),
            intakeIndex: sometimes(byYear(upTo(2), size)),
            switching: sometimes(fc.tuple(upTo(0.7), upTo(0.7))),
            forecast: sometimes(listOf(listOf(upTo(0.8), 3), size.years + 1)),
            toOccupation: upTo(1),
            decayKm: fc.double({ min: 5, max: 100, noNaN: true }),
            places: listOf(fc.record({ inhabitants: whole(1, 9), ...point }), size.ids.length),
            open: sometimes(fc.tuple(...size.ids.map((id) => placeOf(id, size)))),
            waiting: sometimes(upTo(1)),
          })
          .map(({ models, chosen, where, classes, switching, forecast, open, decayKm, places, ...row }) =>
            without({
              ...row,
              tracks,
              schools: ids.map((id, i) => ({
                id,
                ...where[i],
                ...(chosen[i] && { placementModels: names.map((name) => `${name}-${chosen[i]}`) }),
              })),
              classes: classes.filter((each) => each !== undefined),
              placementModels: models,
              calendar: { periods: periods.map((id) => ({ id, weeks: 10 })), daysPerWeek: 4 },
              switches:
                switching && names.length > 1
                  ? [
                      { from: 'bol', to: 'bbl', share: switching[0] },
                      { from: 'bbl', to: 'bol', share: switching[1] },
                    ]
                  : undefined,
              intakeForecast: forecast && {
                probabilities: [0.1, 0.5, 0.9],
                byYear: forecast.map((steps) => steps.map((_, i) => 0.2 + sum(steps.slice(0, i + 1)))),
                correlation: 0.7,
              },
              routing: {
                decayKm,
                places: places.map((place, g) => ({ ...place, group: size.ids[g] as string })),
              },
              places: open,
            }),
          ),
      );
    });
}

function demandOf({ ids, years }: Size): fc.Arbitrary<DemandRow[]> {
  const index = listOf(fc.double({ min: 0.5, max: 1.5, noNaN: true }), years + 1);
  const row = fc.oneof(
    fc.record({ fte: listOf(upTo(500), years + 1) }),
    fc
      .record({
        size: fc.oneof(
          upTo(500).map((fte) => ({ fte })),
          upTo(0.5).map((unfilledShare) => ({ unfilledShare })),
        ),
        volumeIndex: sometimes(index),
        indexParts: sometimes(listOf(index, 2)),
        growth: sometimes(fc.constant<Amount[]>([0.01, { values: 1, times: ['growth'] }])),
      })
      .map(({ size, ...rest }) => without({ ...size, ...rest })),
  );
  const alone = fc
    .tuple(...ids.map(() => sometimes(row)))
    .map((rows) => rows.flatMap((each, g) => (each ? [{ ...each, group: ids[g] as string }] : [])));
  const together = row.map((each) => [{ ...each, id: 'all', groups: '*' as const }]);
  return fc.oneof(alone, together);
}

const shock = sometimes(
  fc.record({ sd: fc.double({ min: 0, max: 0.3, noNaN: true }), correlation: upTo(0.9) }),
);

/** Which optional parts every baseline has; the others come and go. */
export interface Wanted {
  moves?: boolean;
  training?: boolean;
  people?: 'aged' | 'unaged';
}

/** Small baselines with, now and then, every part that a baseline can have. */
export function someBaseline(wanted: Wanted = {}): fc.Arbitrary<Baseline> {
  const from = fc.oneof(whole(18, 24), whole(58, 66));
  return fc
    .record({
      ids: whole(1, 4).map((count) => ['north', 'south', 'east', 'west'].slice(0, count)),
      from: wanted.people === 'aged' ? from : sometimes(from),
      ages: whole(1, 8),
      years: whole(1, 5),
    })
    .map((size): Size => ({ ...size, ages: size.from === undefined ? 1 : size.ages }))
    .chain((size) => {
      const { ids, ages, years } = size;
      const states = byAgeAndYear(upTo(1), size, years + 1);
      return fc
        .record({
          stock: fc.tuple(...ids.map((id) => stockOf(id, size))),
          fte: sometimes(states.map((ftePerHead) => [{ groups: '*' as const, ftePerHead }])),
          exits: exitsOf(size),
          exitCounts: sometimes(
            fc.tuple(
              ...ids.map((group) =>
                fc.record({ exits: whole(0, 30), personYears: whole(1, 300) }).map((row) => ({
                  ...row,
                  group,
                  flow: 'earlyExits' as const,
                })),
              ),
            ),
          ),
          pension: sometimes(whole(60 * 12, 68 * 12)),
          entrants: fc.array(entrantOf(size), { maxLength: 3 }),
          entrantExposure: sometimes(upTo(1)),
          moves: wanted.moves === false ? fc.constant(undefined) : sometimes(movesOf(size)),
          intakes: fc.tuple(sometimes(intakeOf('one', size)), sometimes(intakeOf('two', size))),
          training: wanted.training ? trainingOf(size) : sometimes(trainingOf(size)),
          noise: sometimes(
            fc.record({ exits: shock, entrants: shock, intake: shock, demand: shock }).map(without),
          ),
          demand: sometimes(demandOf(size)),
          inhabitants: sometimes(whole(1, 1e5)),
        })
        .map(
          ({ pension, inhabitants, intakes, ...parts }): Baseline =>
            without({
              format: 'praktijkbalans-baseline/1' as const,
              title: 'Random',
              startYear: 2024,
              horizonYear: 2024 + years,
              ages: size.from === undefined ? undefined : { from: size.from, to: size.from + ages - 1 },
              groups: ids.map((id) =>
                without({ id, inhabitants: inhabitants && Array<number>(years + 1).fill(inhabitants) }),
              ),
              assumptions: {
                size: assumption({ low: 0.8, central: 1.1, high: 1.6, max: 9, scale: 'log' }),
                leaving: assumption({ low: 0.5, central: 1, high: 1.5, max: 9, scale: 'log' }),
                growth: assumption({ low: -0.02, central: 0.01, high: 0.05, min: -0.5 }),
              },
              ...parts,
              intakes: intakes.filter((row) => row !== undefined),
              pension:
                size.from === undefined || pension === undefined
                  ? undefined
                  : [
                      {
                        groups: '*' as const,
                        schedule: [2020, 2025, 2027].map((year, i) => ({ year, ageMonths: pension + 9 * i })),
                        offsetMonths: -6,
                        spreadMonths: 10,
                      },
                    ],
            }) as Baseline,
        );
    });
}
