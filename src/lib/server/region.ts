import type { AgeBandHeads, ForecastPoint, ForecastSeries } from '#lib/domain/forecast.ts';
import { quantities, type QuantityKey } from '#lib/domain/quantities.ts';
import type { CoverageSubject } from '#lib/domain/tables/columns.ts';
import type { Status } from '#lib/domain/status.ts';
import type { Edition } from '#lib/server/edition.ts';

/** Name and code of a region. */
export interface RegionName {
  code: string;
  name: string;
  formerNames: string[];
}

/** Width of the bands in which ages are shown, in years. */
const bandYears = 5;

/** All regions by name, for links and for a page that helps with an unknown code. */
export async function regionNames(edition: Edition): Promise<RegionName[]> {
  const rows = await edition.rows<{ code: string; name: string; former: string | null }>(`
    SELECT region_code AS code, name, former_names AS former FROM regions ORDER BY region_code`);
  return rows.map(({ code, name, former }) => ({ code, name, formerNames: former?.split('|') ?? [] }));
}

/** What is known of the assistants that a region starts with. */
export interface StartingStock {
  heads: number;
  fte: number;
  registeredPatients: number;
  status: Status;
  coverage: number;
}

/** What the register says of the practices of a region; counts by what they say of offering a place. */
export interface RegisterSummary {
  origin: string;
  practices: number;
  offers: { status: string; practices: number }[];
  withSupervisor: number;
  supervisorUnknown: number;
}

/** How many of the practices that a region listed answered something. */
export interface Coverage {
  subject: CoverageSubject;
  answered: number;
  asked: number;
}

/** Everything that the page of a region shows. */
export interface RegionForecast {
  region: RegionName;
  municipalities: string[];
  stock: StartingStock;
  series: ForecastSeries;
  chance: { year: number; chance: number }[];
  ages: AgeBandHeads[];
  pensionAge: { year: number; ageMonths: number; status: Status }[];
  register: RegisterSummary;
  /** Empty for a region that handed over no practices: it was not asked. */
  coverage: Coverage[];
}

const protectedRegister: RegisterSummary = {
  practices: 0,
  origin: 'loaded',
  withSupervisor: 0,
  supervisorUnknown: 0,
  offers: [],
};

async function registerSummary(edition: Edition, code: string): Promise<RegisterSummary> {
  const [counts] = await edition.rows<Omit<RegisterSummary, 'offers'>>(
    `
    SELECT count(*)::INTEGER AS practices, CASE WHEN coalesce(bool_and(origin = 'synthetic'), true) THEN 'synthetic' ELSE 'loaded' END AS origin,
      count(*) FILTER (supervisors > 0)::INTEGER AS "withSupervisor",
      count(*) FILTER (supervisors IS NULL)::INTEGER AS "supervisorUnknown"
    FROM practices JOIN municipalities USING (municipality_code) WHERE region_code = $1`,
    [code],
  );
  // What a practice itself reported is for coordinators; only a made-up register may be shown to all.
  if (counts?.origin === 'loaded') return protectedRegister;
  const offers = await edition.rows<RegisterSummary['offers'][number]>(
    `
    SELECT offer_status AS status, count(*)::INTEGER AS practices
    FROM practices JOIN municipalities USING (municipality_code) WHERE region_code = $1
    GROUP BY offer_status`,
    [code],
  );
  return { practices: 0, origin: 'synthetic', withSupervisor: 0, supervisorUnknown: 0, ...counts, offers };
}

async function ageBands(edition: Edition, code: string): Promise<AgeBandHeads[]> {
  return edition.rows<AgeBandHeads>(
    `
    WITH open AS (SELECT max(age) AS age FROM forecast_ages),
    banded AS (
      SELECT year, heads, (age // ${bandYears} * ${bandYears})::INTEGER AS band, age FROM forecast_ages
      WHERE region_code = $1
    )
    SELECT year, min(banded.age)::INTEGER AS "ageFrom",
      CASE WHEN max(banded.age) = any_value(open.age) THEN NULL ELSE max(banded.age)::INTEGER END AS "ageTo",
      round(sum(heads), 1) AS heads
    FROM banded, open GROUP BY year, band ORDER BY year, band`,
    [code],
  );
}

/** A point with the digits that a page can show; more would only cost bytes. */
function rounded(quantity: QuantityKey, point: ForecastPoint): ForecastPoint {
  const scale = quantities[quantity].unit === 'share' ? 1e4 : 10;
  const short = Object.entries(point).map(([key, value]) => [key, Math.round(value * scale) / scale]);
  return Object.fromEntries(short) as ForecastPoint;
}

/** The forecast of a region, or undefined where no region has that code. */
export async function regionForecast(edition: Edition, code: string): Promise<RegionForecast | undefined> {
  const region = (await regionNames(edition)).find((known) => known.code === code);
  if (!region) return undefined;
  const [municipalities, points, chance, ages, stocks, pensionAge, register, coverage] = await Promise.all([
    edition.rows<{ name: string }>('SELECT name FROM municipalities WHERE region_code = $1 ORDER BY name', [
      code,
    ]),
    edition.rows<ForecastPoint & { quantity: QuantityKey }>(
      'SELECT * EXCLUDE (region_code) FROM forecast WHERE region_code = $1 ORDER BY year',
      [code],
    ),
    edition.rows<{ year: number; chance: number }>(
      'SELECT year, chance_of_shortage AS chance FROM forecast_chance WHERE region_code = $1 ORDER BY year',
      [code],
    ),
    ageBands(edition, code),
    edition.rows<StartingStock>(
      `
      SELECT heads, fte, registered_patients AS "registeredPatients", status, coverage
      FROM starting_stock WHERE region_code = $1`,
      [code],
    ),
    edition.rows<{ year: number; ageMonths: number; status: Status }>(
      'SELECT year, age_months AS "ageMonths", status FROM aow_schedule ORDER BY year',
    ),
    registerSummary(edition, code),
    edition.rows<Coverage>(
      `
      SELECT subject, practices_answered AS answered, practices_asked AS asked
      FROM register_coverage WHERE region_code = $1 ORDER BY share DESC, subject`,
      [code],
    ),
  ]);
  const [stock] = stocks;
  if (!stock) throw new Error(`starting stock of ${code}: none in edition ${edition.manifest.id}`);
  const series: Partial<ForecastSeries> = {};
  for (const { quantity, ...point } of points) (series[quantity] ??= []).push(rounded(quantity, point));
  return {
    region,
    municipalities: municipalities.map(({ name }) => name),
    stock,
    series: series as ForecastSeries,
    chance,
    ages,
    pensionAge,
    register,
    coverage,
  };
}
