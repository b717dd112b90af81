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

/** “ontbreken er ca. 600 fte (80 %-interval: 2.700 te veel tot 4.100 te weinig)” */
function gapIs([low, median, high]: Spread, unit: CountUnit): string {
  const interval = `(80\u00a0%-interval: ${side(low)} tot ${side(high)})`;
  return median >= 0
    ? `ontbreken er naar verwachting ${ca(median)} ${people[unit]} ${interval}`
    : `zijn er naar verwachting ${ca(median)} ${people[unit]} te veel ${interval}`;
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
    bands: 'Donkere band: 50 % kans; lichte band: 80 % kans.',
  },
  units: {
    label: 'Tellen in',
    heads: 'personen',
    fte: 'fte',
    headsLong: 'doktersassistenten (personen)',
    fteLong: 'voltijdbanen (fte)',
    apply: 'Toon',
  },
  year: 'Jaar',
  overview: {
    title: 'Hoe groot is het tekort aan doktersassistenten, waar, en hoe zeker is dat?',
    answer: ({ year, unit, gap, share, chance, short, surplus, regions }: OverviewAnswer) =>
      `Op 1 januari ${year} ${gapIs(gap, unit)}, dat is ${f.percent(Math.abs(share))} van de vraag. De kans dat er landelijk een tekort is, is ${f.percent(chance)}. ` +
      (short + surplus === 0
        ? `In geen van de ${regions} regio’s is het teken zeker.`
        : `In ${short} van de ${regions} regio’s is een tekort waarschijnlijk, in ${surplus} een overschot; in de andere ${regions - short - surplus} is het teken onzeker.`),
    likely: 'Waarschijnlijk betekent: in ten minste 80 % van de trekkingen.',
    map: {
      title: 'De 28 RegioPlus-regio’s',
      summary: (year: number) =>
        `Elke tegel is een regio, ongeveer op haar plaats op de kaart. De kleur is het tekort als deel van de vraag in ${year}; gearceerd is waar het teken onzeker is.`,
      uncertain: 'teken onzeker',
      balance: 'in balans',
    },
    ranking: {
      title: 'Van het grootste tekort naar het grootste overschot',
      summary: (year: number) =>
        `Tekort als deel van de vraag op 1 januari ${year}. De stip is de mediaan, de streep bevat 80 % van de trekkingen. De plaatsen ernaast zijn die welke een regio in 80 % van de trekkingen inneemt: waar ze overlappen, is de volgorde onzeker.`,
      ranks: ([high, low]: [number, number]) =>
        high === low ? `plaats ${high}` : `plaats ${high} tot ${low}`,
      axis: 'tekort als deel van de vraag',
      zero: 'vraag = aanbod',
    },
    columns: {
      region: 'Regio',
      share: 'Deel van de vraag',
      interval: '80 %-interval',
      count: (unit: CountUnit) => (unit === 'heads' ? 'Tekort (personen)' : 'Tekort (fte)'),
      chance: 'Kans op tekort',
      rank: 'Plaats',
    },
    how: 'Vraag en aanbod van elke regio komen uit het model op de pagina Werkwijze; de beginstand is overal geschat, omdat niemand telt hoeveel assistenten er per regio werken.',
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
      `Op 1 januari ${year} ${gapIs(gap, unit)} in ${name}, dat is ${f.percent(Math.abs(share))} van de vraag. De kans op een tekort is ${f.percent(chance)}. ` +
      `Er werken dan naar verwachting ${ca(supply)} ${people[unit]}; er is werk voor ${ca(demand)}.`,
    fan: {
      title: 'Vraag en aanbod',
      summary: (year: number) =>
        `Links van ${year} staan geen metingen: niemand telt assistenten per regio. Ook het beginpunt is daarom een schatting.`,
      supply: 'Aanbod',
      demand: 'Vraag',
      estimate: 'open stip: geschat begin',
      broken: ', as begint niet bij 0',
    },
    gap: {
      title: 'Tekort per jaar',
      summary: ({ from, to, chance }: { from: number; to: number; chance: number }) =>
        `Boven nul is een tekort, eronder een overschot. De kans op een tekort gaat van ${f.percent(from)} nu naar ${f.percent(chance)} in ${to}.`,
    },
    pyramid: {
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
        `Omlijnd: ${base}, met een landelijke aanname voor de leeftijden; gevuld: ${year}, centrale doorrekening. 55 jaar of ouder is ${f.percent(share)} in ${base} en ${f.percent(shareThen)} in ${year}.`,
      aow: (months: number) => `AOW-leeftijd ${age(months)}`,
      age: 'leeftijd',
      columns: { band: 'Leeftijd', heads: (year: number) => `Personen in ${year}` },
      open: (age: number) => `${age} en ouder`,
    },
    flows: {
      title: 'Instroom en uitstroom per jaar',
      summary: ({ year, into, out }: { year: number; into: number; out: number }) =>
        `In ${year} komen er ca. ${f.whole(into)} mensen bij en gaan er ca. ${f.whole(out)} weg. Centrale doorrekening; wie naar de huisartsenpost of een vervolgstudie gaat, telt als vertrek uit de dagpraktijk.`,
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
        `De beginstand is geschat: ca. ${f.whole(heads)} personen (${f.whole(fte)} fte), afgeleid van ca. ${f.whole(patients)} ingeschreven patiënten en het landelijke aantal assistentie-uren per 1.000 patiënten. Geen praktijk in deze regio gaf haar personeel op.`,
      loaded: ({ heads, fte, coverage }: StockWords) =>
        `De beginstand komt uit bestanden van de regio: ca. ${f.whole(heads)} personen (${f.whole(fte)} fte). De praktijken die hun personeel opgaven hebben samen ${f.percent(coverage)} van de patiënten; de rest is in verhouding bijgeschat.`,
      register: 'Praktijken en stageplaatsen',
      syntheticRegister: 'Verzonnen voorbeeld (synthetisch): gegevens per praktijk zijn niet openbaar.',
      offers: (count: number, all: number) =>
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
    csvName: (code: string, chart: string) => `praktijkbalans-${code}-${chart}`,
  },
  table: {
    year: 'Jaar',
    low: '10 %',
    lowMid: '25 %',
    median: 'Mediaan',
    highMid: '75 %',
    high: '90 %',
    caption: (what: string, unit: string) => `${what}, ${unit}; percentielen van de trekkingen`,
  },
  method: {
    title: 'Hoe werkt deze raming?',
    answer: ({ draws, from, to }: { draws: number; from: number; to: number }) =>
      `Het model volgt voor elke regio wie er werkt, wie weggaat en wie erbij komt, van ${from} tot ${to}, en zet dat naast het werk dat de bevolking vraagt. Elke onzekere aanname is ${f.whole(draws)} keer getrokken; de marge is wat daaruit komt.`,
    parts: [
      {
        title: 'Wie er werkt en wie weggaat',
        text: 'Het aantal assistenten per leeftijd is op 1 januari van een jaar: wie er een jaar eerder was, min pensioen, overlijden, vervolgstudie, overstap naar de huisartsenpost en ander vertrek, plus wie erbij kwam. Pensioen hangt af van de AOW-leeftijd van het geboortejaar, en schuift dus mee als die leeftijd stijgt. De kansen om te vertrekken concurreren met elkaar: wie om de ene reden gaat, kan niet ook om een andere gaan.',
      },
      {
        title: 'Wie erbij komt',
        text: 'Leerlingen doorlopen de leerjaren van de BOL of de BBL, doen soms een jaar over, vallen uit of halen hun diploma. Een deel van de gediplomeerden gaat in een huisartsenpraktijk werken; naar welke regio hangt af van inwoners en afstand tot de school. Een regio zonder school krijgt dus ook gediplomeerden. Particuliere scholen staan niet in de tellingen en zijn een aanname. Daarnaast zijn er zij-instromers en herintreders. Een leerling die in het najaar begint, telt na drie jaar opleiding op 1 januari van het vierde jaar mee.',
      },
      {
        title: 'Wat de bevolking vraagt',
        text: 'De vraag begint bij het aanbod van nu plus het deel dat niet vervuld is. Zij groeit mee met het aantal contacten met de huisartsenpraktijk: inwoners per leeftijd × contacten per persoon van die leeftijd. Daarbovenop komen drie aannames: meer assistentie per contact, taken die verschuiven, en werk dat techniek uit handen neemt.',
      },
      {
        title: 'De bevolking',
        text: 'Elke regio begint met haar eigen leeftijdsopbouw van 2021. Elk geboortecohort verandert daarna zoals hetzelfde cohort in de landelijke VN-prognose van 2019, waar sterfte en migratie in zitten. Het geheel is geschaald naar het bekende aantal inwoners van 2023, omdat die prognose achterliep op wat er gebeurde. De zwakte: verhuizen tussen regio’s volgt het model niet.',
      },
      {
        title: 'Het tekort',
        text: 'Het tekort is de vraag min het aanbod, in fte; een overschot is negatief. Personen zijn fte gedeeld door de gemiddelde baan in die regio in dat jaar. De stand van personen en die van fte worden nergens gemengd.',
      },
    ],
    bands: {
      title: 'Hoe zeker is het?',
      text: 'De banden tonen de helft (50 %) en vier vijfde (80 %) van de trekkingen. Ze bevatten alleen de onzekerheid van de aannames hieronder, niet die van jaar op jaar en niet het toeval van kleine aantallen. De aannames zijn nog niet getoetst aan het verleden; de banden zijn daardoor eerder te breed dan te smal. Stageplaatsen begrenzen in deze versie de instroom nog niet.',
    },
    assumptions: {
      title: 'Alle aannames',
      summary:
        'Laag en hoog zijn het 10e en 90e percentiel: in één op de tien trekkingen ligt de waarde er nog onder, in één op de tien erboven.',
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
    },
    pension: {
      title: 'AOW-leeftijd',
      summary:
        'Tot en met 2030 grotendeels vastgesteld of gepubliceerd; wat daarna komt is een aanname langs de indicatie van het CBS.',
      columns: { year: 'Jaar', age: 'Leeftijd', status: 'Status', source: 'Bron' },
      age: (months: number) => age(months),
    },
    comparison: {
      title: 'Wat anderen noemden',
      summary:
        'Om mee te vergelijken: het model is er niet op afgesteld. Cijfers voor jaren vóór de peildatum kan deze editie niet narekenen. Cijfers voor alle functies gaan over meer beroepen; ongeveer 35 % van de uren in een praktijk is van assistenten.',
      columns: {
        where: 'Waar',
        year: 'Voor het jaar',
        published: 'Genoemd tekort',
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
      title: 'Wat niemand publiceert',
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
        : `${f.whole(refused)} rijen zijn geweigerd; hieronder staat waarom.`),
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
      none: 'Er zijn geen bevindingen: elke rij in de gelezen bestanden paste.',
      summary: (shown: number, all: number) =>
        shown < all
          ? `De eerste ${shown} van ${f.whole(all)}; de CSV heeft ze alle.`
          : `${f.whole(all)} bevindingen.`,
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
        'Een lege cel betekent onbekend, nooit nul. Kolommen voor coördinatoren staan niet open op deze pagina’s.',
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
    meant: 'Bedoelde u misschien:',
    failedTitle: 'Dit ging niet goed',
    failed: 'De pagina kon niet worden gemaakt. Probeer het over een minuut opnieuw.',
    noEdition:
      'Er is nog geen editie met gegevens, of zij is beschadigd. De beheerder vindt in het venster van de server wat er aan de hand is.',
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
