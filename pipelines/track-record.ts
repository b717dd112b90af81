import * as profession from '#lib/domain/tables/profession.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import * as trainingTables from '#lib/domain/tables/training.ts';
import { backtest, type TrackRecord } from '#lib/model/backtest.ts';
import { refitted } from '#lib/model/backtest/refit.ts';
import type { QuantityKey } from '#lib/domain/quantities.ts';
import type { History } from '#lib/model/baseline/history.ts';
import type { Baseline } from '#lib/model/baseline.ts';
import { entrantFlows, exitFlows, type EntrantFlow, type ExitFlow } from '#lib/model/flows.ts';
import { measure } from '#lib/model/measures.ts';
import { emptyOutcome } from '#lib/model/outcome.ts';
import { prepare } from '#lib/model/prepare.ts';
import { streamOf, uniformAt } from '#lib/model/draws/random.ts';
import type { BandCalibration } from '#lib/model/series/forecast.ts';
import { drawOnce } from '#lib/model/simulate.ts';
import { workspaceFor } from '#lib/model/stock/workspace.ts';
import { rowsOf, type ReferenceReading } from '#pipelines/sources/reference.ts';

type Students = NonNullable<History['students']>;
type Series = NonNullable<History['series']>;

/** Sums of figures by a key and year; a year without any figure has none. */
function sumsBy<T extends { year: number }>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  valueOf: (row: T) => number,
): { key: string; year: number; value: number }[] {
  const sums = new Map<string, { key: string; year: number; value: number }>();
  for (const row of rows) {
    const key = keyOf(row);
    const name = `${key} ${row.year}`;
    const sum = sums.get(name) ?? { key, year: row.year, value: 0 };
    sum.value += valueOf(row);
    sums.set(name, sum);
  }
  return [...sums.values()];
}

/** The public counts of students, by school; a school that merged counts with the one it went into. */
function schoolStudents(readings: readonly ReferenceReading[]): Students {
  const counts = rowsOf(readings, trainingTables.studentCounts);
  const schools = rowsOf(readings, trainingTables.schools);
  const successors = new Map(schools.map(({ brin, successor_brin }) => [brin, successor_brin ?? brin]));
  return sumsBy(
    counts,
    ({ brin }) => successors.get(brin) ?? brin,
    ({ students }) => students,
  ).map(({ key, year, value }) => ({ school: key, year, students: value, origin: 'published' }));
}

/** The public counts of students in the region of the seat of their school, and in the nation. */
function studentSums(readings: readonly ReferenceReading[]): Series {
  const counts = rowsOf(readings, trainingTables.studentCounts);
  const schools = new Map(rowsOf(readings, trainingTables.schools).map((row) => [row.brin, row]));
  const regions = new Map(rowsOf(readings, geography.regions).map((row) => [row.region_code, row.name]));
  const valueOf = ({ students }: { students: number }) => students;
  const byRegion = sumsBy(counts, ({ brin }) => schools.get(brin)?.region_code ?? '', valueOf).map(
    ({ key, year, value }) => ({
      id: `students ${key}`,
      name: regions.get(key) ?? key,
      collection: 'students in a region',
      year,
      value,
      origin: 'derived' as const,
    }),
  );
  const nation = sumsBy(counts, () => 'students', valueOf).map(({ key, year, value }) => ({
    id: key,
    name: 'students in the nation',
    collection: 'students in the nation',
    year,
    value,
    origin: 'derived' as const,
  }));
  return [...byRegion, ...nation];
}

/** The practices and their registered patients, in the nation. */
function practiceSeries(readings: readonly ReferenceReading[]): Series {
  const rows = rowsOf(readings, profession.nationalPractices);
  const series = (id: string, valueOf: (row: (typeof rows)[number]) => number | null): Series =>
    rows.flatMap((row) => {
      const value = valueOf(row);
      return value === null ? [] : [{ id, year: row.year, value, origin: 'published' as const }];
    });
  return [
    ...series('practices', ({ practices }) => practices),
    ...series('registered patients', ({ registered_patients }) => registered_patients),
  ];
}

/** What really happened, as far as it was published. */
export function publishedHistory(readings: readonly ReferenceReading[]): History {
  return {
    format: 'praktijkbalans-history/1',
    title: 'Published counts',
    students: schoolStudents(readings),
    series: [...studentSums(readings), ...practiceSeries(readings)],
  };
}

/** The years of the made-up register. */
const registerYears = { from: 2019, to: 2024 };
/** By how much the made-up stocks of 2019 differ from those of the baseline, at most. Invented. */
const stockSpread = 0.15;
/** Shocks of the made-up intake, which the baseline does not know. Invented. */
const intakeShock = { sd: 0.05, correlation: 0.5 };

const flowQuantities: Record<EntrantFlow | ExitFlow, QuantityKey> = {
  graduates: 'graduates',
  careerChangers: 'career_changers',
  returners: 'returners',
  retirements: 'retirements',
  deaths: 'deaths',
  earlyExits: 'early_exits',
  furtherStudy: 'further_study',
  toTriage: 'to_triage',
};

/**
 * A register that nobody kept: one drawn run of the model from 2019 on, with other stocks, rates, years and people
 * than the forecasts assume. It shows whether the machinery is right where its assumptions hold; it says nothing of
 * the world, and every row is marked so.
 */
export function syntheticRegister(
  baseline: Baseline,
  { published, seed }: { published: History; seed: number },
): Required<Pick<History, 'stock' | 'entrants' | 'exits'>> {
  const source = { baseline, prepared: prepare(baseline), history: published };
  const from = refitted(source, { startYear: registerYears.from, horizonYear: registerYears.to });
  const factorOf = (group: string) =>
    1 + stockSpread * (2 * uniformAt(seed, streamOf(`register stock@${group}`), 0) - 1);
  const prepared = prepare({
    ...from,
    noise: { ...from.noise, intake: intakeShock },
    stock: from.stock.map((row) =>
      'heads' in row && Array.isArray(row.heads)
        ? { ...row, heads: row.heads.map((heads) => Number(heads) * factorOf(row.group)) }
        : row,
    ),
  });
  const outcome = emptyOutcome(prepared, 1);
  drawOnce(prepared, { seed }, { into: outcome, run: 0, at: 0, space: workspaceFor(prepared) });
  const origin = 'synthetic' as const;
  const seen = (key: QuantityKey, g: number, year: number) => {
    const [value] = measure(key, { prepared, outcome, groups: [g], year: year - prepared.startYear });
    return Math.round(value as number);
  };
  const years = Array.from(
    { length: registerYears.to - registerYears.from + 1 },
    (_, i) => registerYears.from + i,
  );
  const states = prepared.groups.flatMap(({ id }, g) =>
    years.map((year) => ({ group: id, g, year, origin })),
  );
  const during = states.filter(({ year }) => year < registerYears.to);
  const flowRows = <F extends EntrantFlow | ExitFlow>(flows: readonly F[]) =>
    during.flatMap(({ g, ...row }) =>
      flows.map((flow) => ({ ...row, flow, heads: seen(flowQuantities[flow], g, row.year) })),
    );
  return {
    stock: states.map(({ g, ...row }) => ({ ...row, heads: seen('supply_heads', g, row.year) })),
    entrants: flowRows(entrantFlows),
    exits: flowRows(exitFlows),
  };
}

/**
 * Our own track record: the published counts of students, practices and patients, and the made-up register, which is
 * reported apart. Nothing was tuned on any of them.
 */
export function trackRecord({
  readings,
  baseline,
  calibration,
  draws,
  seed,
}: {
  readings: readonly ReferenceReading[];
  baseline: Baseline;
  calibration: BandCalibration;
  draws: number;
  seed: number;
}): TrackRecord {
  const published = publishedHistory(readings);
  // The register has random numbers of its own.
  const register = syntheticRegister(baseline, { published, seed: seed + streamOf('register') });
  const history = { ...published, ...register, title: `${baseline.title}: track record` };
  return backtest({ baseline, history, calibration, draws, seed });
}
