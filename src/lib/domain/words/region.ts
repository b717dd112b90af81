import type { CountUnit, Spread } from '#lib/domain/gap.ts';
import type { Locale } from '#lib/domain/locale.ts';
import type { CoverageSubject } from '#lib/domain/tables/columns.ts';
import * as dutch from '#lib/domain/words/dutch.ts';
import * as english from '#lib/domain/words/english.ts';

/** What the answer sentence of a region is made of. */
export interface RegionAnswer {
  name: string;
  year: number;
  unit: CountUnit;
  gap: Spread;
  share: number;
  chance: number;
  supply: number;
  demand: number;
}

/** What is said of a starting stock. */
export interface StockWords {
  heads: number;
  fte: number;
  patients: number;
  coverage: number;
}
const nl = {
  title: (name: string) => `Wat komt er op ${name} af?`,
  all: 'Alle regio’s',
  listTitle: 'De 28 regio’s',
  listIntro: 'RegioPlus-arbeidsmarktregio’s zorg en welzijn, indeling 2023.',
  municipalities: (count: number) => `De ${count} gemeenten in deze regio`,
  answer: ({ name, year, unit, gap, share, chance, supply, demand }: RegionAnswer) =>
    `In ${name} ${dutch.gapIs({ year, unit, gap, share })}. De kans op een tekort is ${dutch.chanceIs(chance)}. ` +
    `Er werken dan naar verwachting ${dutch.ca(supply)} ${dutch.people[unit]}; er is werk voor ${dutch.ca(demand)}.`,
  bands: 'Donker: 50 % van de trekkingen, licht: 80 %',
  table: {
    year: 'Jaar',
    interval: '80\u00a0%-interval',
    caption: (what: string, unit: string) => `${what}, ${unit}: mediaan en 80 %-interval van de trekkingen`,
  },
  fan: {
    title: 'Vraag en aanbod',
    summary: (year: number) =>
      `Vóór ${year} staan er geen metingen: een openbare telling van assistenten per regio is niet gevonden. Het begin is geschat, tenzij de regio zelf haar personeel opgaf.`,
    supply: 'Aanbod',
    demand: 'Vraag',
    estimate: 'begin van de raming',
    brokenAxis: 'as begint niet bij 0',
    how: 'Geraamd; waar het begin op rust staat onderaan deze pagina. De banden komen uit de trekkingen: van aannames, van jaren en van mensen.',
  },
  gap: {
    title: 'Tekort per jaar',
    per10000: 'Per 10.000 inwoners (personen)',
    share: 'Deel van de vraag',
    chance: 'Kans op tekort',
    how: 'Vraag min aanbod in dezelfde trekking, zodat de samenhang tussen beide behouden blijft.',
    summary: ({ from, to, chance }: { from: number; to: number; chance: number }) =>
      `Boven nul is een tekort, eronder een overschot. De kans op een tekort gaat van ${dutch.chanceIs(from)} op de peildatum naar ${dutch.chanceIs(chance)} in ${to}.`,
  },
  pyramid: {
    how: 'Zonder gegevens van de regio zelf zijn de leeftijden op de peildatum een landelijke aanname, afgestemd op één bron: in 2023 was een op de vijf assistenten in de regio Utrecht 55 jaar of ouder.',
    title: 'Leeftijden van wie hier werkt',
    summary: ({
      base,
      year,
      share,
      shareThen,
    }: {
      base: number;
      year: number;
      share: number;
      shareThen: number;
    }) =>
      `Omlijnd: ${base}; gevuld: ${year}, doorgerekend met elke aanname op haar middelste waarde. Het aandeel van 55 jaar of ouder is ${dutch.f.percent(share)} in ${base} en ${dutch.f.percent(shareThen)} in ${year}.`,
    aow: (months: number) => `AOW-leeftijd ${dutch.age(months)}`,
    age: 'leeftijd',
    columns: { band: 'Leeftijd', heads: (year: number) => `Personen in ${year}` },
    open: (age: number) => `${age} en ouder`,
  },
  flows: {
    title: 'Instroom en uitstroom per jaar',
    summary: ({ year, into, out }: { year: number; into: number; out: number }) =>
      `In ${year} komen er ${dutch.ca(into)} mensen bij en gaan er ${dutch.ca(out)} weg, met elke aanname op haar middelste waarde. Wie naar de huisartsenpost of een vervolgstudie gaat, telt als vertrek uit de dagpraktijk.`,
    how: 'Geraamd. Alleen de leerlingen op bekostigde scholen zijn geteld, tot en met 2019; hun aantal daarna is geraamd, de rest zijn aannames. Stageplaatsen begrenzen hoeveel leerlingen hun diploma halen.',
    inflow: 'erbij',
    outflow: 'eruit',
    net: 'saldo',
    unit: 'personen per jaar',
    replacement: 'Vervangingsvraag (fte)',
    expansion: 'Uitbreidingsvraag (fte)',
  },
  stock: {
    title: 'Waar deze raming op rust',
    estimated: ({ heads, fte, patients }: StockWords) =>
      `De beginstand is geschat: ${dutch.ca(heads)} personen (${dutch.ca(fte)} fte), afgeleid van ${dutch.ca(patients)} ingeschreven patiënten en het landelijke aantal assistentie-uren per 1.000 patiënten. Er waren geen bruikbare personeelscijfers van ten minste drie praktijken en dertig assistenten in deze regio.`,
    loaded: ({ heads, fte, coverage }: StockWords) =>
      `De beginstand komt uit bestanden van de regio: ${dutch.ca(heads)} personen (${dutch.ca(fte)} fte). De praktijken die hun personeel opgaven hebben samen ${dutch.f.percent(coverage)} van de patiënten; de rest is in verhouding bijgeschat.`,
    coverage: 'Hoeveel praktijken antwoordden',
    coverageColumns: ['Vraag', 'Antwoordden'],
    subjects: {
      patients: 'Aantal ingeschreven patiënten',
      staff: 'Personeel per leeftijdsgroep',
      places: 'Stageplaatsen',
      recognition: 'Erkend leerbedrijf',
      offer: 'Biedt een stageplaats',
      supervisors: 'Opgeleide begeleiders',
    } satisfies Record<CoverageSubject, string>,
    register: 'Praktijken en stageplaatsen',
    protectedRegister:
      'Afgeschermd: wat praktijken van deze regio zelf opgaven, staat niet op een open pagina.',
    syntheticRegister: 'Verzonnen voorbeeld (synthetisch): gegevens per praktijk zijn niet openbaar.',
    columns: ['Wat praktijken zeggen', 'Aantal'],
    of: (count: number, all: number) =>
      `${dutch.f.whole(count)} van de ${dutch.f.whole(all)} praktijken (${dutch.f.percent(count / all)})`,
    supervisor: 'Praktijken met een opgeleide begeleider',
    supervisorUnknown: (count: number) => `van ${dutch.f.whole(count)} is het onbekend`,
    statuses: {
      offering: 'Bieden nu een stageplaats',
      'will-offer': 'Bieden er komend jaar een',
      'wants-to': 'Willen er een bieden',
      'not-yet': 'Nog niet',
      'not-visited': 'Nog niet bezocht (niet gevraagd)',
    } as Record<string, string>,
  },
};

/** Words of the pages about regions. */
export type RegionWords = typeof nl;

const en: RegionWords = {
  title: (name) => `What lies ahead for ${name}?`,
  all: 'All regions',
  listTitle: 'The 28 regions',
  listIntro: 'RegioPlus labour-market regions for health care and welfare, boundaries of 2023.',
  municipalities: (count) => `The ${count} municipalities in this region`,
  answer: ({ name, year, unit, gap, share, chance, supply, demand }) =>
    `On 1 January ${year} ${english.gapIs({ unit, gap, share, where: ` in ${name}` })}. The chance of a shortage is ${english.chanceIs(chance)}. ` +
    `Supply is then expected to be ${english.ca(supply)} ${english.people[unit]}; there is work for ${english.ca(demand)}.`,
  bands: 'Dark: 50% of draws, light: 80%',
  table: {
    year: 'Year',
    interval: '80% interval',
    caption: (what, unit) => `${what}, ${unit}: median and 80% interval of the draws`,
  },
  fan: {
    title: 'Demand and supply',
    summary: (year) =>
      `There are no measurements before ${year}: no public count of assistants by region was found. The start is estimated, unless the region reported its own staff.`,
    supply: 'Supply',
    demand: 'Demand',
    estimate: 'start of the forecast',
    brokenAxis: 'axis does not start at 0',
    how: 'Projected; what the start rests on stands at the foot of this page. The bands come from the draws: of assumptions, of years and of people.',
  },
  gap: {
    title: 'Shortage by year',
    per10000: 'Per 10,000 inhabitants (people)',
    share: 'Share of demand',
    chance: 'Chance of a shortage',
    how: 'Demand minus supply within the same draw, so that the connection between the two is kept.',
    summary: ({ from, to, chance }) =>
      `Above zero is a shortage, below it a surplus. The chance of a shortage goes from ${english.chanceIs(from)} at the start to ${english.chanceIs(chance)} in ${to}.`,
  },
  pyramid: {
    how: 'Without figures of the region itself, the ages on the reference date are a national assumption, set to one source: in 2023 one in five assistants in the Utrecht region was 55 or over.',
    title: 'Ages of those who work here',
    summary: ({ base, year, share, shareThen }) =>
      `Outline: ${base}; filled: ${year}, with every assumption at its central value. The share aged 55 or over is ${english.f.percent(share)} in ${base} and ${english.f.percent(shareThen)} in ${year}.`,
    aow: (months) => `State pension (AOW) age ${english.age(months)}`,
    age: 'age',
    columns: { band: 'Age', heads: (year) => `People in ${year}` },
    open: (age) => `${age} and over`,
  },
  flows: {
    title: 'Joining and leaving by year',
    summary: ({ year, into, out }) =>
      `In ${year} ${english.ca(into)} people join and ${english.ca(out)} leave, with every assumption at its central value. Those who move to an out-of-hours centre or into further study count as leaving daytime practice.`,
    how: 'Estimated. Only the students at funded schools were counted, up to and including 2019; their number after that is a forecast, the rest are assumptions. Placements limit how many students obtain their diploma.',
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
      `The starting stock is an estimate: ${english.ca(heads)} people (${english.ca(fte)} FTE), derived from ${english.ca(patients)} registered patients and the national number of assistant hours per 1,000 patients. There were no usable staff figures from at least three practices and thirty assistants in this region.`,
    loaded: ({ heads, fte, coverage }) =>
      `The starting stock comes from files of the region: ${english.ca(heads)} people (${english.ca(fte)} FTE). The practices that reported their staff together have ${english.f.percent(coverage)} of the patients; the rest is estimated in proportion.`,
    coverage: 'How many practices answered',
    coverageColumns: ['Question', 'Answered'],
    subjects: {
      patients: 'Number of registered patients',
      staff: 'Staff by age group',
      places: 'Places',
      recognition: 'Recognised training company',
      offer: 'Offers a place',
      supervisors: 'Trained supervisors',
    },
    register: 'Practices and placements',
    protectedRegister: 'Protected: what practices of this region reported does not stand on an open page.',
    syntheticRegister: 'Made-up example (synthetic): data on individual practices are not public.',
    columns: ['What practices say', 'Number'],
    of: (count, all) =>
      `${english.f.whole(count)} of the ${english.f.whole(all)} practices (${english.f.percent(count / all)})`,
    supervisor: 'Practices with a trained supervisor',
    supervisorUnknown: (count) => `unknown for ${english.f.whole(count)}`,
    statuses: {
      offering: 'Offer a placement now',
      'will-offer': 'Will offer one in the coming year',
      'wants-to': 'Want to offer one',
      'not-yet': 'Not yet',
      'not-visited': 'Not visited yet (not asked)',
    },
  },
};

export const regionWords: Record<Locale, RegionWords> = { nl, en };
