import type { FanInput } from '#lib/charts/fan.ts';
import type { FlowsInput } from '#lib/charts/flows.ts';
import type { GapInput } from '#lib/charts/gap.ts';
import type { ChartInputs } from '#lib/charts/kinds.ts';
import type { PyramidInput } from '#lib/charts/pyramid.ts';

// Small figures, easy to follow by hand in the snapshots.

const bands = 'Donker: 50 % van de uitkomsten, licht: 80 %';

const fan: FanInput = {
  data: [
    { year: 2024, series: 'demand', q10: 1030, q25: 1030, q50: 1030, q75: 1030, q90: 1030 },
    { year: 2025, series: 'demand', q10: 1090, q25: 1110, q50: 1130, q75: 1150, q90: 1180 },
    { year: 2026, series: 'demand', q10: 1150, q25: 1200, q50: 1250, q75: 1300, q90: 1360 },
    { year: 2024, series: 'supply', q10: 985, q25: 985, q50: 985, q75: 985, q90: 985 },
    { year: 2025, series: 'supply', q10: 900, q25: 940, q50: 970, q75: 1000, q90: 1040 },
    { year: 2026, series: 'supply', q10: 820, q25: 900, q50: 960, q75: 1020, q90: 1100 },
  ],
  year: 2026,
  locale: 'nl',
  words: {
    supply: 'Aanbod',
    demand: 'Vraag',
    shortage: 'tekort ca.',
    surplus: 'overschot ca.',
    unit: 'fte',
    estimate: 'geschatte beginstand',
    bands,
    brokenAxis: 'de as begint niet bij nul',
  },
};

const gap: GapInput = {
  data: [
    { year: 2024, q10: -60, q25: -50, q50: -40, q75: -30, q90: -20 },
    { year: 2025, q10: -30, q25: 0, q50: 40, q75: 80, q90: 120 },
    { year: 2026, q10: 20, q25: 60, q50: 120, q75: 180, q90: 250 },
  ],
  locale: 'nl',
  words: { shortage: 'tekort', surplus: 'overschot', unit: 'fte', bands },
};

const flows: FlowsInput = {
  data: [
    { year: 2024, flow: 'graduates', heads: 900, direction: 'in' },
    { year: 2024, flow: 'career_changers', heads: 100, direction: 'in' },
    { year: 2024, flow: 'retirements', heads: 400, direction: 'out' },
    { year: 2024, flow: 'early_exits', heads: 500, direction: 'out' },
    { year: 2024, flow: 'deaths', heads: 10, direction: 'out' },
    { year: 2025, flow: 'graduates', heads: 800, direction: 'in' },
    { year: 2025, flow: 'career_changers', heads: 150, direction: 'in' },
    { year: 2025, flow: 'retirements', heads: 600, direction: 'out' },
    { year: 2025, flow: 'early_exits', heads: 500, direction: 'out' },
    { year: 2025, flow: 'deaths', heads: 10, direction: 'out' },
  ],
  locale: 'nl',
  words: {
    flows: {
      graduates: 'gediplomeerden',
      career_changers: 'zij-instromers',
      returners: 'herintreders',
      retirements: 'pensioen',
      deaths: 'overlijden',
      early_exits: 'ander vertrek',
      further_study: 'vervolgstudie',
      to_triage: 'huisartsenpost',
    },
    inflow: 'erbij',
    outflow: 'eraf',
    net: 'netto',
    unit: 'personen per jaar',
  },
};

const pyramid: PyramidInput = {
  data: [
    { ageFrom: 60, ageTo: 64, year: 2024, heads: 1450 },
    { ageFrom: 65, ageTo: 69, year: 2024, heads: 320 },
    { ageFrom: 70, ageTo: null, year: 2024, heads: 40 },
    { ageFrom: 60, ageTo: 64, year: 2035, heads: 1250 },
    { ageFrom: 65, ageTo: 69, year: 2035, heads: 700 },
    { ageFrom: 70, ageTo: null, year: 2035, heads: 60 },
  ],
  baseYear: 2024,
  year: 2035,
  aowAgeMonths: 810,
  locale: 'nl',
  words: { aow: 'AOW-leeftijd 67 jaar en 6 maanden', unit: 'personen', age: 'leeftijd' },
};

export const inputs: ChartInputs = { fan, gap, flows, pyramid };
