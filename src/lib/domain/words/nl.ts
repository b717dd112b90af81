import { coarse, formatFor } from '#lib/domain/format.ts';
import type { CountUnit, Spread, Sureness } from '#lib/domain/gap.ts';

const f = formatFor('nl');
const people: Record<CountUnit, string> = { heads: 'doktersassistenten', fte: 'fte' };

function ca(value: number): string {
  return `ca. ${f.whole(Math.abs(coarse(value)))}`;
}

function side(value: number): string {
  const rounded = coarse(value);
  if (rounded === 0) return 'geen tekort';
  return `${f.whole(Math.abs(rounded))} ${rounded > 0 ? 'te weinig' : 'te veel'}`;
}

/** “ontbreken er op 1 januari 2034 naar verwachting ca. 600 fte (80 %-interval: 2.700 te veel tot 4.100 te weinig)” */
function gapIs({ year, unit, gap }: { year: number; unit: CountUnit; gap: Spread }): string {
  const [low, median, high] = gap;
  const when = `op 1 januari ${year} naar verwachting`;
  const interval = `(80\u00a0%-interval: ${side(low)} tot ${side(high)})`;
  if (coarse(median) === 0) return `zijn vraag en aanbod ${when} in evenwicht ${interval}`;
  return median > 0
    ? `ontbreken er ${when} ${ca(median)} ${people[unit]} ${interval}`
    : `zijn er ${when} ${ca(median)} ${people[unit]} te veel ${interval}`;
}

function chanceIs(chance: number): string {
  if (chance > 0.99) return 'meer dan 99\u00a0%';
  return chance < 0.01 ? 'minder dan 1\u00a0%' : f.percent(chance);
}

function age(months: number): string {
  const years = Math.floor(months / 12);
  const rest = months % 12;
  return rest === 0 ? `${years} jaar` : `${years} jaar en ${rest} ${rest === 1 ? 'maand' : 'maanden'}`;
}

/** Everything that the pages say in Dutch, in the order of the pages. */
export const nl = {
  site: {
    name: 'Praktijkbalans',
    claim: 'Doktersassistenten: waar tekorten komen, en hoe zeker dat is',
    skip: 'Naar de inhoud',
    nav: {
      overview: 'Overzicht',
      regions: 'Regio’s',
      method: 'Werkwijze',
      data: 'Gegevens',
      label: 'Hoofdmenu',
    },
    otherLanguage: { name: 'English', label: 'Read this page in English' },
    edition: (id: string, date: string, model: string) => `Editie ${id} van ${f.date(date)}, model ${model}`,
    peildatum: (year: number) => `Peildatum 1 januari ${year}`,
    synthetic: 'Het praktijkregister in deze editie is verzonnen (synthetisch); de raming rust er niet op.',
    about:
      'Open broncode onder EUPL-1.2. Een raming is geen voorspelling: zij laat zien wat er gebeurt als de aannames uitkomen.',
  },
  chart: {
    table: 'Toon als tabel',
    csv: 'CSV voor een spreadsheet',
    link: 'Link naar deze grafiek',
    how: 'Hoe weten we dit?',
    bands: 'Donker: 50 % van de trekkingen, licht: 80 %',
  },
  units: {
    label: 'Tellen in',
    heads: 'personen',
    fte: 'fte',
    apply: 'Toon',
  },
  year: 'Jaar',
  overview: {
    title: 'Hoe groot is het tekort aan doktersassistenten, waar, en hoe zeker is dat?',
    answer: ({ year, unit, gap, share, chance, short, surplus, regions }: OverviewAnswer) =>
      `In Nederland ${gapIs({ year, unit, gap })}, dat is ${f.percent(Math.abs(share))} van de vraag. De kans op een tekort is ${chanceIs(chance)}. ` +
      (short + surplus === 0
        ? `In alle ${regions} regio’s is onzeker of er een tekort of een overschot komt.`
        : `In ${short === 0 ? 'geen' : short} van de ${regions} regio’s is een tekort waarschijnlijk, ${surplus === 0 ? 'nergens' : `in ${surplus}`} een overschot; in de andere ${regions - short - surplus} is onzeker of er een tekort of een overschot komt.`),
    likely: 'Waarschijnlijk betekent: in ten minste 80 % van de trekkingen.',
    map: {
      title: 'De 28 RegioPlus-regio’s',
      summary: (year: number) =>
        `Elke tegel is een regio, ongeveer op haar plaats op de kaart. De kleur is het tekort als deel van de vraag in ${year}; gearceerd is waar onzeker is of er een tekort of een overschot komt.`,
      uncertain: 'onzeker',
    },
    ranking: {
      title: 'Van het grootste tekort naar het grootste overschot',
      summary: (year: number) =>
        `Tekort als deel van de vraag op 1 januari ${year}. De stip is de mediaan, de streep bevat 80 % van de trekkingen. Daarnaast staan de plaatsen die een regio in 80 % van de trekkingen inneemt: waar ze overlappen, is de volgorde onzeker.`,
      ranks: ([high, low]: [number, number]) =>
        high === low ? `plaats ${high}` : `plaats ${high} t/m ${low}`,
    },
    columns: {
      region: 'Regio',
      share: 'Deel van de vraag',
      interval: '80\u00a0%-interval',
      count: (unit: CountUnit): string => (unit === 'heads' ? 'Tekort (personen)' : 'Tekort (fte)'),
      chance: 'Kans op tekort',
      rank: 'Plaats',
    },
    how: 'Vraag en aanbod van elke regio komen uit het model op de pagina Werkwijze; de beginstand is geschat, behalve waar een regio haar eigen personeelsgegevens gaf: een openbare telling per regio is niet gevonden.',
  },
  shortage: { shortage: 'tekort', surplus: 'overschot', uncertain: 'onzeker' } satisfies Record<
    Sureness,
    string
  >,
  region: {
    title: (name: string) => `Wat komt er op ${name} af?`,
    all: 'Alle regio’s',
    listTitle: 'De 28 regio’s',
    listIntro: 'RegioPlus-arbeidsmarktregio’s zorg en welzijn, indeling 2023.',
    formerly: (names: string[]) => `vroeger ${f.list(names)}`,
    municipalities: (count: number) => `De ${count} gemeenten in deze regio`,
    answer: ({ name, year, unit, gap, share, chance, supply, demand }: RegionAnswer) =>
      `In ${name} ${gapIs({ year, unit, gap })}, dat is ${f.percent(Math.abs(share))} van de vraag. De kans op een tekort is ${chanceIs(chance)}. ` +
      `Er werken dan naar verwachting ${ca(supply)} ${people[unit]}; er is werk voor ${ca(demand)}.`,
    fan: {
      title: 'Vraag en aanbod',
      summary: (year: number) =>
        `Vóór ${year} staan er geen metingen: een openbare telling van assistenten per regio is niet gevonden. Het begin is geschat, tenzij de regio zelf haar personeel opgaf.`,
      supply: 'Aanbod',
      demand: 'Vraag',
      estimate: 'begin van de raming',
      brokenAxis: 'as begint niet bij 0',
      how: 'Geraamd; waar het begin op rust staat onderaan deze pagina. De banden komen uit de trekkingen van alle aannames.',
    },
    gap: {
      title: 'Tekort per jaar',
      per10000: 'Per 10.000 inwoners (personen)',
      how: 'Vraag min aanbod in dezelfde trekking, zodat de samenhang tussen beide behouden blijft.',
      summary: ({ from, to, chance }: { from: number; to: number; chance: number }) =>
        `Boven nul is een tekort, eronder een overschot. De kans op een tekort gaat van ${chanceIs(from)} op de peildatum naar ${chanceIs(chance)} in ${to}.`,
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
        `Omlijnd: ${base}; gevuld: ${year}, doorgerekend met elke aanname op haar middelste waarde. Het aandeel van 55 jaar of ouder is ${f.percent(share)} in ${base} en ${f.percent(shareThen)} in ${year}.`,
      aow: (months: number) => `AOW-leeftijd ${age(months)}`,
      age: 'leeftijd',
      columns: { band: 'Leeftijd', heads: (year: number) => `Personen in ${year}` },
      open: (age: number) => `${age} en ouder`,
    },
    flows: {
      title: 'Instroom en uitstroom per jaar',
      summary: ({ year, into, out }: { year: number; into: number; out: number }) =>
        `In ${year} komen er ${ca(into)} mensen bij en gaan er ${ca(out)} weg, met elke aanname op haar middelste waarde. Wie naar de huisartsenpost of een vervolgstudie gaat, telt als vertrek uit de dagpraktijk.`,
      how: 'Geraamd. Alleen de leerlingen op bekostigde scholen zijn geteld, tot en met 2019; de rest zijn aannames.',
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
        `De beginstand is geschat: ${ca(heads)} personen (${ca(fte)} fte), afgeleid van ${ca(patients)} ingeschreven patiënten en het landelijke aantal assistentie-uren per 1.000 patiënten. Geen praktijk in deze regio gaf haar personeel op.`,
      loaded: ({ heads, fte, coverage }: StockWords) =>
        `De beginstand komt uit bestanden van de regio: ${ca(heads)} personen (${ca(fte)} fte). De praktijken die hun personeel opgaven hebben samen ${f.percent(coverage)} van de patiënten; de rest is in verhouding bijgeschat.`,
      register: 'Praktijken en stageplaatsen',
      syntheticRegister: 'Verzonnen voorbeeld (synthetisch): gegevens per praktijk zijn niet openbaar.',
      columns: ['Wat praktijken zeggen', 'Aantal'],
      of: (count: number, all: number) =>
        `${f.whole(count)} van de ${f.whole(all)} praktijken (${f.percent(count / all)})`,
      supervisor: 'Praktijken met een opgeleide begeleider',
      supervisorUnknown: (count: number) => `van ${f.whole(count)} is het onbekend`,
      statuses: {
        offering: 'Bieden nu een stageplaats',
        'will-offer': 'Bieden er komend jaar een',
        'wants-to': 'Willen er een bieden',
        'not-yet': 'Nog niet',
        'not-visited': 'Nog niet bezocht (niet gevraagd)',
      } as Record<string, string>,
    },
  },
  table: {
    year: 'Jaar',
    interval: '80\u00a0%-interval',
    caption: (what: string, unit: string) => `${what}, ${unit}: mediaan en 80 %-interval van de trekkingen`,
  },
  method: {
    title: 'Hoe werkt deze raming?',
    answer: ({ draws, from, to }: { draws: number; from: number; to: number }) =>
      `Het model volgt voor elke regio wie er werkt, wie weggaat en wie erbij komt, van ${from} tot ${to}, en zet dat naast het werk dat de bevolking vraagt. Elke onzekere aanname is ${f.whole(draws)} keer getrokken; de marge is wat daaruit komt.`,
    parts: [
      {
        title: 'Wie er werkt en wie weggaat',
        text: 'Het aantal assistenten van elke leeftijd op 1 januari bestaat uit wie er een jaar eerder was, min pensioen, overlijden, vervolgstudie, overstap naar de huisartsenpost en ander vertrek, plus wie erbij kwam. Pensioen hangt af van de AOW-leeftijd die bij het geboortejaar hoort, en schuift dus mee als die leeftijd stijgt. De kansen om te vertrekken concurreren met elkaar: wie om de ene reden gaat, kan niet ook om een andere gaan.',
      },
      {
        title: 'Wie erbij komt',
        text: 'Leerlingen doorlopen de leerjaren van de BOL of de BBL, doen soms een jaar over, vallen uit of halen hun diploma. Een deel van de gediplomeerden gaat in een huisartsenpraktijk werken; naar welke regio hangt af van inwoners en afstand tot de school. Een regio zonder school krijgt dus ook gediplomeerden. Particuliere scholen staan niet in de tellingen en zijn een aanname. Daarnaast zijn er zij-instromers en herintreders. Wie in het najaar van 2024 begint en drie jaar leert, telt op 1 januari 2028 mee.',
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
      age: (months: number) => age(months),
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
  },
  data: {
    title: 'Waar komen de cijfers vandaan?',
    answer: ({
      sources,
      files,
      rows,
      refused,
    }: {
      sources: number;
      files: number;
      rows: number;
      refused: number;
    }) =>
      `Deze editie is gemaakt uit ${sources} bronnen en ${files} bestanden met samen ${f.whole(rows)} rijen. ` +
      (refused === 0
        ? 'Geen enkele rij is geweigerd.'
        : `Geweigerde rijen: ${f.whole(refused)}; hieronder staat waarom.`),
    sources: {
      title: 'Bronnen',
      columns: {
        title: 'Bron',
        publisher: 'Uitgever',
        period: 'Periode',
        licence: 'Licentie',
        retrieved: 'Opgehaald',
        remark: 'Opmerking',
      },
      unused: 'niet in deze editie',
    },
    files: {
      title: 'Ingelezen bestanden',
      columns: {
        file: 'Bestand',
        table: 'Tabel',
        read: 'Gelezen',
        loaded: 'Geladen',
        refused: 'Geweigerd',
        origin: 'Herkomst',
        hash: 'SHA-256',
      },
      origins: {
        published: 'gepubliceerd',
        loaded: 'van de regio',
        derived: 'berekend',
        synthetic: 'verzonnen (synthetisch)',
      },
    },
    findings: {
      title: 'Bevindingen',
      none: 'Er zijn geen bevindingen: elke rij in de gelezen bestanden was in orde.',
      summary: (shown: number, all: number) =>
        shown < all
          ? `De eerste ${shown} van ${f.whole(all)}; de CSV heeft ze alle.`
          : `Aantal bevindingen: ${f.whole(all)}.`,
      columns: { file: 'Bestand', row: 'Regel', column: 'Kolom', what: 'Bevinding', expected: 'Verwacht' },
      codes: {
        missing: 'leeg, maar verplicht',
        'not-a-number': 'geen getal',
        'not-whole': 'geen geheel getal',
        'not-a-date': 'geen datum',
        'not-yes-or-no': 'geen ja of nee',
        'out-of-range': 'buiten de grenzen',
        'not-in-list': 'niet in de lijst',
        'wrong-form': 'verkeerde vorm',
        repeated: 'staat er al, op de genoemde regel',
        'sum-differs': 'som klopt niet',
        'partly-blank': 'deels leeg',
        'merged-municipality': 'gemeente bestaat niet meer; telt niet mee bij een gemeente van nu',
        'ignored-column': 'kolom is niet gebruikt',
        'unreadable-file': 'bestand is niet gelezen',
      } as Record<string, string>,
      other: (code: string) => `anders (${code})`,
    },
    dictionary: {
      title: 'Alle tabellen en kolommen',
      summary:
        'Een lege cel betekent onbekend, nooit nul, tenzij de kolom iets anders zegt. De inhoud van kolommen voor coördinatoren is hier niet te zien.',
      columns: {
        column: 'Kolom',
        meaning: 'Betekenis',
        type: 'Type',
        unit: 'Eenheid',
        empty: 'Mag leeg',
        privacy: 'Voor wie',
      },
      rows: (count: number) => `${f.whole(count)} rijen`,
      yes: 'ja',
      no: 'nee',
      privacy: { open: 'iedereen', partners: 'partners', work: 'coördinatoren' },
    },
  },
  error: {
    notFoundTitle: 'Deze pagina is er niet',
    notFound: 'Misschien is de link verouderd of is er een letter weggevallen.',
    unknownRegion: (code: string) => `Er is geen regio met code ${code}. Kies een van deze 28:`,
    failedTitle: 'Dit ging niet goed',
    failed: 'De pagina kon niet worden gemaakt. Probeer het over een minuut opnieuw.',
    noEdition:
      'Er is nog geen editie met gegevens, of zij is beschadigd. De beheerder ziet in het venster van de server wat er aan de hand is.',
    home: 'Naar het overzicht',
  },
};

/** The dictionary of a language of the interface. */
export type Words = typeof nl;

/** What the answer sentence of the first page is made of. */
export interface OverviewAnswer {
  year: number;
  unit: CountUnit;
  gap: Spread;
  share: number;
  chance: number;
  short: number;
  surplus: number;
  regions: number;
}

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
