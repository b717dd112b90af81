import type { Locale } from '#lib/domain/locale.ts';
import * as dutch from '#lib/domain/words/dutch.ts';
import * as english from '#lib/domain/words/english.ts';

const nl = {
  title: 'Hoe werkt deze raming?',
  answer: ({ draws, from, to }: { draws: number; from: number; to: number }) =>
    `Het model volgt voor elke regio wie er werkt, wie weggaat en wie erbij komt, van ${from} tot ${to}, en zet dat naast het werk dat de bevolking vraagt. Elke onzekere aanname is ${dutch.f.whole(draws)} keer getrokken; de marge is wat daaruit komt.`,
  parts: [
    {
      title: 'Wie er werkt en wie weggaat',
      text: 'Het aantal assistenten van elke leeftijd op 1 januari bestaat uit wie er een jaar eerder was, min pensioen, overlijden, vervolgstudie, overstap naar de huisartsenpost en ander vertrek, plus wie erbij kwam. Pensioen hangt af van de AOW-leeftijd die bij het geboortejaar hoort, en schuift dus mee als die leeftijd stijgt. De kansen om te vertrekken concurreren met elkaar: wie om de ene reden gaat, kan niet ook om een andere gaan.',
    },
    {
      title: 'Wie erbij komt',
      text: 'Leerlingen doorlopen de leerjaren van de BOL of de BBL, doen soms een jaar over, vallen uit of halen hun diploma. Een deel van de gediplomeerden gaat in een huisartsenpraktijk werken; naar welke regio hangt af van inwoners en afstand tot de school. Een regio zonder school krijgt dus ook gediplomeerden. Een school telt op de plaats van haar vestiging: waar zij ook elders lesgeeft, zoals het Alfa-college in Drenthe, kan het tekort daar te hoog uitvallen. Particuliere scholen staan niet in de tellingen en zijn een aanname. Daarnaast zijn er zij-instromers en herintreders. Wie in het najaar van 2024 begint en drie jaar leert, telt op 1 januari 2028 mee.',
    },
    {
      title: 'Wat de bevolking vraagt',
      text: 'De vraag begint bij het aanbod op de peildatum plus het deel van de vraag dat niet vervuld is. Zij groeit mee met het aantal contacten met de huisartsenpraktijk: inwoners per leeftijd × contacten per persoon van die leeftijd. Daarbovenop komen vier aannames: meer assistentie per contact, taken die verschuiven, werk dat techniek en organisatie besparen, en bevolkingsgroei boven de prognose.',
    },
    {
      title: 'De bevolking',
      text: 'Elke regio begint met haar eigen leeftijdsopbouw van 2021. Elk geboortecohort verandert daarna zoals hetzelfde cohort in de landelijke VN-prognose van 2019, waar sterfte en migratie in zitten. Het geheel is geschaald naar het bekende aantal inwoners van 2023, omdat die prognose achterliep op wat er gebeurde. De zwakte: verhuizen tussen regio’s volgt het model niet.',
    },
    {
      title: 'Het tekort',
      text: 'Het tekort is de vraag min het aanbod, in fte; een overschot is negatief. Het tekort in personen is het tekort in fte gedeeld door de gemiddelde baan in die regio in dat jaar. Personen en fte worden nergens door elkaar geteld.',
    },
  ],
  bands: {
    title: 'Hoe zeker is het?',
    text: 'De banden tonen de middelste helft (50 %) en de middelste vier vijfde (80 %) van de trekkingen. Ze bevatten alleen de onzekerheid van de aannames hieronder, niet die van jaar op jaar en niet het toeval van kleine aantallen. De aannames zijn nog niet getoetst aan het verleden; of de banden te breed of te smal zijn, is dus niet bekend. Stageplaatsen begrenzen in deze versie de instroom nog niet.',
  },
  assumptions: {
    title: 'Alle aannames',
    summary:
      'Laag en hoog zijn het 10e en 90e percentiel: in één op de tien trekkingen ligt de waarde onder laag, in één op de tien boven hoog.',
    columns: {
      name: 'Aanname',
      unit: 'Eenheid',
      low: 'Laag',
      central: 'Midden',
      high: 'Hoog',
      status: 'Status',
      source: 'Bron of reden',
    },
    perRegion: 'voor elke regio apart getrokken',
    units: {
      'hours-per-week': 'uur per week',
      share: 'deel',
      ratio: 'verhouding',
      months: 'maanden',
      'per-person-year': 'per persoon per jaar',
      km: 'km',
      'per-year': 'groei per jaar',
    } as Record<string, string>,
  },
  pension: {
    title: 'AOW-leeftijd',
    summary:
      'Tot en met 2030 grotendeels vastgesteld of gepubliceerd; wat daarna komt is een aanname volgens de indicatie van het CBS.',
    columns: { year: 'Jaar', age: 'Leeftijd', status: 'Status', source: 'Bron' },
    age: (months: number) => dutch.age(months),
  },
  comparison: {
    title: 'Wat anderen publiceerden',
    summary:
      'Om mee te vergelijken: het model is er niet op afgesteld. Cijfers voor jaren vóór de peildatum kan deze editie niet narekenen. Cijfers voor alle functies gaan over meer beroepen; ongeveer 35 % van de uren in een praktijk is van assistenten.',
    columns: {
      where: 'Waar',
      year: 'Voor het jaar',
      published: 'Gepubliceerd tekort',
      ours: 'Deze editie (80 %-interval)',
      source: 'Bron',
    },
    allFunctions: 'alle functies',
    assistants: 'doktersassistenten',
    unconfirmed: 'niet bevestigd',
    nation: 'Nederland',
    none: 'niet te vergelijken',
  },
  unknown: {
    title: 'Waar geen openbaar cijfer voor is gevonden',
    items: [
      'Hoeveel doktersassistenten er per regio werken, hun contracturen en hun leeftijden.',
      'Hoeveel er per jaar vertrekken, wanneer ze met pensioen gaan en hoeveel er doorstuderen.',
      'Diploma’s, uitval en het deel dat in de huisartsenpraktijk gaat werken; leerlingaantallen van dit vak na 2019.',
      'Leerlingen van particuliere scholen.',
      'Stageplaatsen en erkende leerbedrijven voor dit vak.',
    ],
  },
};

/** Words of the method page. */
export type MethodWords = typeof nl;

const en: MethodWords = {
  title: 'How does this forecast work?',
  answer: ({ draws, from, to }) =>
    `For each region the model follows who works there, who leaves and who joins, from ${from} to ${to}, and sets that beside the work that the population asks for. Every uncertain assumption was drawn ${english.f.whole(draws)} times; the margin is what comes out of that.`,
  parts: [
    {
      title: 'Who works there and who leaves',
      text: 'The number of assistants of each age on 1 January of a year is: those who were there a year earlier, less retirement, death, further study, moves to an out-of-hours centre and other exits, plus those who joined. Retirement depends on the state pension (AOW) age for the year of birth, and so shifts when that age rises. The chances of leaving compete with each other: whoever leaves for one reason cannot also leave for another.',
    },
    {
      title: 'Who joins',
      text: 'Students go through the years of the BOL (school-based) or the BBL (work-based), sometimes repeat a year, and drop out or obtain their diploma. Some of the graduates go to work in a general practice; in which region depends on inhabitants and on the distance to the school. A region without a school therefore gets graduates too. A school counts at its seat: where it also teaches elsewhere, as the Alfa-college does in Drenthe, the shortage there may come out too high. Private schools are not in the counts and are an assumption. In addition there are career changers and returners. A student who starts in the autumn and trains for three years counts from 1 January of the fourth year after that.',
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
    age: (months) => english.age(months),
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
    title: 'For what no public figure was found',
    items: [
      'How many medical assistants work in each region, their contract hours and their ages.',
      'How many leave each year, when they retire and how many go on to further study.',
      'Diplomas, drop-out and the share that goes to work in general practice; student numbers for this occupation after 2019.',
      'Students of private schools.',
      'Placements and recognised training companies for this occupation.',
    ],
  },
};

export const methodWords: Record<Locale, MethodWords> = { nl, en };
