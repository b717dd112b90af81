import { coarse, formatFor } from '#lib/domain/format.ts';
import type { CountUnit, Spread } from '#lib/domain/gap.ts';
import type { Words } from '#lib/domain/words/nl.ts';

const f = formatFor('en');
const people: Record<CountUnit, string> = { heads: 'medical assistants', fte: 'FTE' };

function ca(value: number): string {
  return `about ${f.whole(Math.abs(coarse(value)))}`;
}

function side(value: number): string {
  const rounded = coarse(value);
  if (rounded === 0) return 'no shortage';
  return `${f.whole(Math.abs(rounded))} ${rounded > 0 ? 'too few' : 'too many'}`;
}

/** “the expected shortage in Zeeland is about 60 FTE (80% interval: 20 too many to 140 too few)” */
function gapIs([low, median, high]: Spread, unit: CountUnit, where = ''): string {
  const interval = `(80% interval: ${side(low)} to ${side(high)})`;
  if (coarse(median) === 0) return `demand and supply${where} are expected to be in balance ${interval}`;
  return `the expected ${median > 0 ? 'shortage' : 'surplus'}${where} is ${ca(median)} ${people[unit]} ${interval}`;
}

function chanceIs(chance: number): string {
  if (chance > 0.99) return 'more than 99%';
  return chance < 0.01 ? 'less than 1%' : f.percent(chance);
}

function age(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return rest === 0 ? `${years} years` : `${years} years and ${rest} ${rest === 1 ? 'month' : 'months'}`;
}

function rows(count: number): string {
  return `${f.whole(count)} ${count === 1 ? 'row' : 'rows'}`;
}

/** Everything that the pages say in English, in the order of the pages. */
export const en: Words = {
  site: {
    name: 'Praktijkbalans',
    claim: 'Medical assistants: where shortages are coming, and how certain that is',
    skip: 'Skip to content',
    nav: {
      overview: 'Overview',
      regions: 'Regions',
      method: 'Method',
      data: 'Data',
      label: 'Main menu',
    },
    otherLanguage: { name: 'Nederlands', label: 'Lees deze pagina in het Nederlands' },
    edition: (id, date, model) => `Edition ${id} of ${f.date(date)}, model ${model}`,
    peildatum: (year) => `Reference date 1 January ${year}`,
    synthetic:
      'The practice register in this edition is made up (synthetic); the forecast does not rest on it.',
    about:
      'Open source under EUPL-1.2. A forecast is not a prediction: it shows what happens if the assumptions hold.',
  },
  chart: {
    table: 'Show as a table',
    csv: 'CSV for a spreadsheet',
    link: 'Link to this chart',
    how: 'How do we know this?',
    bands: 'Dark: 50% of draws, light: 80%',
  },
  units: {
    label: 'Count in',
    heads: 'people',
    fte: 'FTE',
    apply: 'Show',
  },
  year: 'Year',
  overview: {
    title: 'How large is the shortage of medical assistants, where, and how certain is it?',
    answer: ({ year, unit, gap, share, chance, short, surplus, regions }) =>
      `On 1 January ${year} ${gapIs(gap, unit)}, which is ${f.percent(Math.abs(share))} of demand. The chance of a national shortage is ${chanceIs(chance)}. ` +
      (short + surplus === 0
        ? `In all ${regions} regions it is uncertain whether there will be a shortage or a surplus.`
        : `A shortage is likely in ${short === 0 ? 'none' : short} of the ${regions} regions, a surplus in ${surplus === 0 ? 'none' : surplus}; in the other ${regions - short - surplus} it is uncertain whether there will be a shortage or a surplus.`),
    likely: 'Likely means: in at least 80% of the draws.',
    map: {
      title: 'The 28 RegioPlus regions',
      summary: (year) =>
        `Each tile is a region, roughly where it lies on the map. The colour is the shortage as a share of demand in ${year}; hatching shows where it is uncertain whether there will be a shortage or a surplus.`,
      uncertain: 'uncertain',
    },
    ranking: {
      title: 'From the largest shortage to the largest surplus',
      summary: (year) =>
        `Shortage as a share of demand on 1 January ${year}. The dot is the median, the line contains 80% of the draws. The ranks beside it are those that a region takes in 80% of the draws: where they overlap, the order is uncertain.`,
      ranks: ([high, low]) => (high === low ? `rank ${high}` : `rank ${high} to ${low}`),
    },
    columns: {
      region: 'Region',
      share: 'Share of demand',
      interval: '80% interval',
      count: (unit) => (unit === 'heads' ? 'Shortage (people)' : 'Shortage (FTE)'),
      chance: 'Chance of a shortage',
      rank: 'Rank',
    },
    how: 'Supply and demand in each region come from the model on the Method page; the starting stock is an estimate everywhere, because nobody counts how many assistants work in each region.',
  },
  shortage: { shortage: 'shortage', surplus: 'surplus', uncertain: 'uncertain' },
  region: {
    title: (name) => `What lies ahead for ${name}?`,
    all: 'All regions',
    listTitle: 'The 28 regions',
    listIntro: 'RegioPlus labour-market regions for health care and welfare, boundaries of 2023.',
    formerly: (names) => `formerly ${f.list(names)}`,
    municipalities: (count) => `The ${count} municipalities in this region`,
    answer: ({ name, year, unit, gap, share, chance, supply, demand }) =>
      `On 1 January ${year} ${gapIs(gap, unit, ` in ${name}`)}, which is ${f.percent(Math.abs(share))} of demand. The chance of a shortage is ${chanceIs(chance)}. ` +
      `Supply is then expected to be ${ca(supply)} ${people[unit]}; there is work for ${ca(demand)}.`,
    fan: {
      title: 'Demand and supply',
      summary: (year) =>
        `There are no measurements to the left of ${year}: nobody counts assistants by region. The starting point is therefore an estimate too.`,
      supply: 'Supply',
      demand: 'Demand',
      estimate: 'estimated start',
      brokenAxis: 'axis does not start at 0',
      how: 'Supply and demand are projected from an estimated start; the bands come from the draws of all assumptions.',
    },
    gap: {
      title: 'Shortage by year',
      per10000: 'Per 10,000 inhabitants (people)',
      how: 'Demand minus supply within the same draw, so that the connection between the two is kept.',
      summary: ({ from, to, chance }) =>
        `Above zero is a shortage, below it a surplus. The chance of a shortage goes from ${chanceIs(from)} at the start to ${chanceIs(chance)} in ${to}.`,
    },
    pyramid: {
      how: 'The ages at the start are a national assumption, calibrated on one source: in 2023 one in five assistants in the Utrecht region was 55 or over.',
      title: 'Ages of those who work here',
      summary: ({ base, year, share, shareThen }) =>
        `Outline: ${base}, with a national assumption for the ages; filled: ${year}, central run. The share aged 55 or over is ${f.percent(share)} in ${base} and ${f.percent(shareThen)} in ${year}.`,
      aow: (months) => `State pension (AOW) age ${age(months)}`,
      age: 'age',
      columns: { band: 'Age', heads: (year) => `People in ${year}` },
      open: (age) => `${age} and over`,
    },
    flows: {
      title: 'Joining and leaving by year',
      summary: ({ year, into, out }) =>
        `In ${year} ${ca(into)} people join and ${ca(out)} leave, with every assumption at its central value. Those who move to an out-of-hours centre or into further study count as leaving daytime practice.`,
      how: 'Estimated. Only the students at funded schools were counted, up to and including 2019; the rest are assumptions.',
      inflow: 'joining',
      outflow: 'leaving',
      net: 'net',
      unit: 'people per year',
      replacement: 'Replacement demand (FTE)',
      expansion: 'Expansion demand (FTE)',
    },
    stock: {
      title: 'What this forecast rests on',
      estimated: ({ heads, fte, patients }) =>
        `The starting stock is an estimate: ${ca(heads)} people (${ca(fte)} FTE), derived from ${ca(patients)} registered patients and the national number of assistant hours per 1,000 patients. No practice in this region reported its staff.`,
      loaded: ({ heads, fte, coverage }) =>
        `The starting stock comes from files of the region: ${ca(heads)} people (${ca(fte)} FTE). The practices that reported their staff together have ${f.percent(coverage)} of the patients; the rest is estimated in proportion.`,
      register: 'Practices and placements',
      syntheticRegister: 'Made-up example (synthetic): data on individual practices are not public.',
      columns: ['What practices say', 'Number'],
      of: (count, all) => `${f.whole(count)} of the ${f.whole(all)} practices (${f.percent(count / all)})`,
      supervisor: 'Practices with a trained supervisor',
      supervisorUnknown: (count) => `unknown for ${f.whole(count)}`,
      statuses: {
        offering: 'Offer a placement now',
        'will-offer': 'Will offer one in the coming year',
        'wants-to': 'Want to offer one',
        'not-yet': 'Not yet',
        'not-visited': 'Not visited yet (not asked)',
      },
    },
  },
  table: {
    year: 'Year',
    interval: '80% interval',
    caption: (what, unit) => `${what}, ${unit}: median and 80% interval of the draws`,
  },
  method: {
    title: 'How does this forecast work?',
    answer: ({ draws, from, to }) =>
      `For each region the model follows who works there, who leaves and who joins, from ${from} to ${to}, and sets that beside the work that the population asks for. Every uncertain assumption was drawn ${f.whole(draws)} times; the margin is what comes out of that.`,
    parts: [
      {
        title: 'Who works there and who leaves',
        text: 'The number of assistants of each age on 1 January of a year is: those who were there a year earlier, less retirement, death, further study, moves to an out-of-hours centre and other exits, plus those who joined. Retirement depends on the state pension (AOW) age for the year of birth, and so shifts when that age rises. The chances of leaving compete with each other: whoever leaves for one reason cannot also leave for another.',
      },
      {
        title: 'Who joins',
        text: 'Students go through the years of the BOL (school-based) or the BBL (work-based), sometimes repeat a year, and drop out or obtain their diploma. Some of the graduates go to work in a general practice; in which region depends on inhabitants and on the distance to the school. A region without a school therefore gets graduates too. Private schools are not in the counts and are an assumption. In addition there are career changers and returners. A student who starts in the autumn and trains for three years counts from 1 January of the fourth year after that.',
      },
      {
        title: 'What the population asks for',
        text: 'Demand starts from supply on the reference date plus the part of demand that is unfilled. It grows with the number of contacts with general practice: inhabitants by age × contacts per person of that age. On top of that come four assumptions: more assistance per contact, tasks that shift, work that technology and organisation save, and population growth beyond the projection.',
      },
      {
        title: 'The population',
        text: 'Each region starts with its own age structure of 2021. After that, each birth cohort changes as the same cohort does in the national UN projection of 2019, which includes mortality and migration. The whole is scaled to the known number of inhabitants of 2023, because that projection fell behind what happened. The weakness: the model does not follow moves between regions.',
      },
      {
        title: 'The shortage',
        text: 'The shortage is demand minus supply, in FTE; a surplus is negative. A shortage in people is the shortage in FTE divided by the average job in that region in that year. Counts of people and of FTE are never mixed.',
      },
    ],
    bands: {
      title: 'How certain is it?',
      text: 'The bands show the middle half (50%) and the middle four fifths (80%) of the draws. They contain only the uncertainty of the assumptions below, not that from year to year and not the chance variation of small numbers. The assumptions have not yet been tested against the past; so it is not known whether the bands are too wide or too narrow. In this version, placements do not yet limit the number who join.',
    },
    assumptions: {
      title: 'All assumptions',
      summary:
        'Low and high are the 10th and 90th percentile: in one draw in ten the value is below low, in one in ten above high.',
      columns: {
        name: 'Assumption',
        unit: 'Unit',
        low: 'Low',
        central: 'Central',
        high: 'High',
        status: 'Status',
        source: 'Source or reason',
      },
      perRegion: 'drawn for each region separately',
      units: {
        'hours-per-week': 'hours per week',
        share: 'share',
        ratio: 'ratio',
        months: 'months',
        'per-person-year': 'per person per year',
        km: 'km',
        'per-year': 'growth per year',
      },
    },
    pension: {
      title: 'State pension (AOW) age',
      summary:
        'Up to and including 2030 largely set by law or published; what follows is an assumption along the lines indicated by Statistics Netherlands (CBS).',
      columns: { year: 'Year', age: 'Age', status: 'Status', source: 'Source' },
      age: (months) => age(months),
    },
    comparison: {
      title: 'What others reported',
      summary:
        'For comparison: the model was not tuned to these figures. This edition cannot check figures for years before the reference date. Figures for all functions cover more occupations; about 35% of the hours in a practice are those of assistants.',
      columns: {
        where: 'Where',
        year: 'For the year',
        published: 'Reported shortage',
        ours: 'This edition (80% interval)',
        source: 'Source',
      },
      allFunctions: 'all functions',
      assistants: 'medical assistants',
      unconfirmed: 'not confirmed',
      nation: 'Netherlands',
      none: 'not comparable',
    },
    unknown: {
      title: 'What nobody publishes',
      items: [
        'How many medical assistants work in each region, their contract hours and their ages.',
        'How many leave each year, when they retire and how many go on to further study.',
        'Diplomas, drop-out and the share that goes to work in general practice; student numbers for this occupation after 2019.',
        'Students of private schools.',
        'Placements and recognised training companies for this occupation.',
      ],
    },
  },
  data: {
    title: 'Where do the figures come from?',
    answer: ({ sources, files, rows: read, refused }) =>
      `This edition was made from ${sources} sources and ${files} files with ${rows(read)} in total. ` +
      (refused === 0
        ? 'No row was refused.'
        : `${rows(refused)} ${refused === 1 ? 'was' : 'were'} refused; the reasons are given below.`),
    sources: {
      title: 'Sources',
      columns: {
        title: 'Source',
        publisher: 'Publisher',
        period: 'Period',
        licence: 'Licence',
        retrieved: 'Retrieved',
        remark: 'Remark',
      },
      unused: 'not in this edition',
    },
    files: {
      title: 'Files read',
      columns: {
        file: 'File',
        table: 'Table',
        read: 'Read',
        loaded: 'Loaded',
        refused: 'Refused',
        origin: 'Origin',
        hash: 'SHA-256',
      },
      origins: {
        published: 'published',
        loaded: 'from the region',
        derived: 'calculated',
        synthetic: 'made up (synthetic)',
      },
    },
    findings: {
      title: 'Findings',
      none: 'There are no findings: every row in the files read was in order.',
      summary: (shown, all) =>
        shown < all
          ? `The first ${shown} of ${f.whole(all)}; the CSV has them all.`
          : `${f.whole(all)} ${all === 1 ? 'finding' : 'findings'}.`,
      columns: { file: 'File', row: 'Line', column: 'Column', what: 'Finding', expected: 'Expected' },
      codes: {
        missing: 'empty, but required',
        'not-a-number': 'not a number',
        'not-whole': 'not a whole number',
        'not-a-date': 'not a date',
        'not-yes-or-no': 'not yes or no',
        'out-of-range': 'out of range',
        'not-in-list': 'not in the list',
        'wrong-form': 'wrong form',
        repeated: 'already present, on the line named',
        'sum-differs': 'sum does not add up',
        'partly-blank': 'partly empty',
        'merged-municipality': 'municipality no longer exists; not counted with any present one',
        'ignored-column': 'column was not used',
        'unreadable-file': 'file was not read',
      },
      other: (code) => `other (${code})`,
    },
    dictionary: {
      title: 'All tables and columns',
      summary:
        'An empty cell means unknown, never zero. The contents of columns for coordinators are not shown on these pages.',
      columns: {
        column: 'Column',
        meaning: 'Meaning',
        type: 'Type',
        unit: 'Unit',
        empty: 'May be empty',
        privacy: 'For whom',
      },
      rows,
      yes: 'yes',
      no: 'no',
      privacy: { open: 'everyone', partners: 'partners', work: 'coordinators' },
    },
  },
  error: {
    notFoundTitle: 'This page does not exist',
    notFound: 'The link may be out of date, or a letter may have dropped out.',
    unknownRegion: (code) => `There is no region with code ${code}. Choose one of these 28:`,
    failedTitle: 'Something went wrong',
    failed: 'The page could not be made. Try again in a minute.',
    noEdition:
      'There is no edition with data yet, or it is damaged. The administrator can see in the server window what is wrong.',
    home: 'To the overview',
  },
};
