import { coarse } from '#lib/domain/format.ts';
import type { Spread } from '#lib/domain/gap.ts';
import type { Locale } from '#lib/domain/locale.ts';
import * as dutch from '#lib/domain/words/dutch.ts';
import * as english from '#lib/domain/words/english.ts';

const nl = {
  title: 'Hoe werkt deze raming?',
  answer: ({ draws, from, to }: { draws: number; from: number; to: number }) =>
    `Het model volgt voor elke regio wie er werkt, wie weggaat en wie erbij komt, van ${from} tot ${to}, en zet dat naast het werk dat de bevolking vraagt. Dat is ${dutch.f.whole(draws)} keer doorgerekend, telkens met andere aannames, andere jaren en ander toeval; de marge is wat daaruit komt.`,
  older:
    'Deze editie is van vóór de stageplaatsen en vóór de afstemming op het verleden; de tekst hieronder beschrijft het model van nu.',
  parts: [
    {
      title: 'Wie er werkt en wie weggaat',
      text: [
        'Het aantal assistenten van elke leeftijd op 1 januari bestaat uit wie er een jaar eerder was, min pensioen, overlijden, vervolgstudie, overstap naar de huisartsenpost en ander vertrek, plus wie erbij kwam. Pensioen hangt af van de AOW-leeftijd die bij het geboortejaar hoort, en schuift dus mee als die leeftijd stijgt. De kansen om te vertrekken concurreren met elkaar: wie om de ene reden gaat, kan niet ook om een andere gaan.',
        'Assistenten die in een andere regio gaan werken, volgt deze raming niet: daar is geen cijfer van gevonden.',
      ],
    },
    {
      title: 'Wie erbij komt',
      text: [
        'Leerlingen doorlopen de leerjaren van de BOL of de BBL, doen soms een jaar over, vallen uit of halen hun diploma. Een deel van de gediplomeerden gaat in een huisartsenpraktijk werken. Daarnaast zijn er zij-instromers en herintreders. Wie in het najaar van 2024 begint en drie jaar leert, telt op 1 januari 2028 mee.',
        'De laatste openbare telling van leerlingen is die van 2019. Hoeveel het er daarna zijn, is geraamd uit de tellingen van 2015 tot en met 2019, met een rekenwijze voor korte reeksen. Elke school houdt daarbij haar aandeel van 2019. Particuliere scholen staan niet in de tellingen en zijn een aanname.',
        'De leerlingen van een school gaan naar de regio’s in de buurt: naar verhouding van inwoners en afstand. In die regio doen zij hun stage, en daar gaan zij later werken. Een regio zonder school krijgt dus ook leerlingen. Een school telt op de plaats van haar vestiging: waar zij ook elders lesgeeft, zoals het Alfa-college in Drenthe, kan het tekort daar te hoog uitvallen.',
      ],
    },
    {
      title: 'Stageplaatsen',
      text: [
        'Zonder stageplaats kan een leerling niet verder. Een schooljaar heeft vier perioden van tien weken. Voor elke regio en elke periode zet het model twee getallen naast elkaar: hoeveel plaatsen de leerlingen tegelijk nodig hebben, en hoeveel er tegelijk open zijn.',
        'Wat een leerling nodig heeft, staat in het stagemodel van de school: in welk leerjaar, hoeveel weken en hoeveel dagen per week. In deze raming hebben alle scholen hetzelfde stagemodel. Voor de BOL is dat het voorbeeld van Noorderpoort (2018): een week in leerjaar 1, de helft van de weken in leerjaar 2 en 3. Voor de BBL zijn het alle weken. Welk deel daarvan bij een huisarts is, is een aanname.',
        'Zijn er in een periode te weinig plaatsen, dan worden ze naar verhouding verdeeld. Wie een plaats mist in een periode die in het leerjaar nodig is, wacht een jaar of stopt. Hoeveel er wachten, is een aanname. Omdat leerlingen hun stage doen in de regio waar zij later gaan werken, raakt een gebrek aan plaatsen vooral die regio zelf.',
        'Hoeveel plaatsen er zijn, is niet openbaar. Voor een regio die geen eigen plaatsen aanleverde, rekent het model zo: aantal praktijken × deel dat een plaats biedt × ½, want een praktijk biedt die meestal om het jaar. Het aantal praktijken is het landelijke, verdeeld naar inwoners. Het deel dat een plaats biedt, komt van één project (Zorroo, 2019); daarom is de marge breed, en wijkt elke regio er op haar eigen manier van af. Dit aantal blijft alle jaren gelijk. Onbekend is hier dus een aanname met een marge, en nooit nul. Een regio die haar plaatsen wel aanleverde, krijgt die plaatsen, bijgeschat voor de patiënten van andere praktijken; zij moeten dan rusten op ten minste drie praktijken, waarvan geen meer dan de helft heeft. Verzonnen plaatsen tellen nooit mee.',
        'Meer plaatsen geven op den duur meer assistenten, maar niet in elk jaar. Met meer plaatsen gaan meer leerlingen door, ook wie een jaar wachtte. Zij komen samen met de volgende lichting in een later leerjaar, waar een leerling meer plaats vraagt. Is die er dan niet, dan moeten daar meer leerlingen wachten of stoppen, en halen in dat jaar minder leerlingen hun diploma dan zonder de extra plaatsen. Dat gebeurt vooral als de extra plaatsen maar kort blijven. Blijven ze, dan komt het weinig voor, en vaker naarmate meer leerlingen wachten.',
      ],
    },
    {
      title: 'Wat de bevolking vraagt',
      text: [
        'De vraag begint bij het aanbod op de peildatum plus het deel van de vraag dat niet vervuld is. Zij groeit mee met het aantal contacten met de huisartsenpraktijk: inwoners per leeftijd × contacten per persoon van die leeftijd. Daarbovenop komen vier aannames: meer assistentie per contact, taken die verschuiven, werk dat techniek en organisatie besparen, en bevolkingsgroei boven de prognose.',
      ],
    },
    {
      title: 'De bevolking',
      text: [
        'Elke regio begint met haar eigen leeftijdsopbouw van 2021. Elk geboortecohort verandert daarna zoals hetzelfde cohort in de landelijke VN-prognose van 2019, waar sterfte en migratie in zitten. Het geheel is geschaald naar het bekende aantal inwoners van 2023, omdat die prognose achterliep op wat er gebeurde. De zwakte: verhuizen tussen regio’s volgt het model niet.',
      ],
    },
    {
      title: 'Het tekort',
      text: [
        'Het tekort is de vraag min het aanbod, in fte; een overschot is negatief. Het tekort in personen is het tekort in fte gedeeld door de gemiddelde baan in die regio in dat jaar. Personen en fte worden nergens door elkaar geteld.',
      ],
    },
    {
      title: 'Hoe zeker is het?',
      text: [
        'De banden tonen de middelste helft (50 %) en de middelste vier vijfde (80 %) van de trekkingen. De onzekerheid komt uit drie bronnen. Aannames: elke trekking neemt van elke aanname een andere waarde. Jaren: vertrek, zij-instroom, herintreding en zorgvraag zijn in het ene jaar hoger dan in het andere, en het aantal leerlingen kan anders lopen dan verwacht. Mensen: van honderd assistenten vertrekken er niet elk jaar precies vijf, en in een kleine regio telt dat toeval zwaar.',
        'De aannames zijn afgestemd op het verleden. Elke trekking begint eerst in 2012 en moet dan uitkomen bij de uren van assistenten per 1.000 patiënten die in 2021 en 2022 zijn gezien. Een trekking die daar dicht bij komt, telt vaker mee; een die er ver naast zit, bijna niet. Ook dat verleden is onzeker: de uren komen uit steekproeven, en de leeftijden van nu en de leerlingen van 2015 staan voor die van 2012. Stageplaatsen begrenzen in dat verleden niets, omdat er niets over bekend is.',
        'Hoe breed de band van het aantal leerlingen is, is geijkt op 699 andere jaarreeksen, tot zes jaar vooruit. De laatste telling is van 2019. Vanaf 2026 is de band dus doorgetrokken, en hij groeit verder.',
        'Wat het model weglaat, zit niet in de banden. Of ze te breed of te smal zijn, is niet bekend: een reeks van aantallen assistenten per regio is niet gevonden.',
      ],
    },
  ],
  assumptions: {
    title: 'Alle aannames',
    summary:
      'Zoals ze erin gaan, vóór de afstemming op het verleden. Laag en hoog zijn het 10e en 90e percentiel: in één op de tien trekkingen ligt de waarde onder laag, in één op de tien boven hoog.',
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
  matched: {
    title: 'Afgestemd op het verleden',
    summary: (others: number) =>
      `De aannames die het meest verschoven: 10e percentiel – mediaan – 90e percentiel. De andere ${others} die voor alle regio’s gelden, verschoven minder. Een kleine verschuiving kan toeval zijn. Het verleden leert vooral welke aannames samen passen (bij veel vertrek hoort veel instroom), en minder hoe hoog elke aanname apart is.`,
    columns: {
      name: 'Aanname',
      unit: 'Eenheid',
      before: 'Vooraf',
      after: 'Achteraf',
    },
  },
  shortage: {
    title: 'Het landelijke tekort vóór en na de afstemming',
    summary: 'Tekort in personen op 1 januari, afgerond; een overschot is negatief.',
    columns: {
      year: 'Jaar',
      before: 'Vóór: mediaan (80\u00a0%-interval)',
      after: 'Na: mediaan (80\u00a0%-interval)',
    },
    spread: (spread: Spread) => {
      const [low, median, high] = spread.map((heads) => dutch.f.signed(coarse(heads)));
      return `${median} (${low} tot ${high})`;
    },
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
      'Om mee te vergelijken. Eén ervan zit in de raming: van de 1.800 in 2023 is afgeleid welk deel van de vraag nu niet vervuld is. Op de andere is het model niet afgesteld. Cijfers voor jaren vóór de peildatum kan deze editie niet narekenen. Cijfers voor alle functies gaan over meer beroepen; ongeveer 35 % van de uren in een praktijk is van assistenten.',
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
      'Stageplaatsen en erkende leerbedrijven voor dit vak, en wanneer scholen hun leerlingen op stage sturen, op één voorbeeld na.',
      'Hoeveel leerlingen geen stageplaats vinden, en wie van hen wacht of stopt.',
      'Hoeveel assistenten van regio wisselen, en hoe sterk vertrek en instroom van jaar op jaar schommelen.',
    ],
  },
};

/** Words of the method page. */
export type MethodWords = typeof nl;

const en: MethodWords = {
  title: 'How does this forecast work?',
  answer: ({ draws, from, to }) =>
    `For each region the model follows who works there, who leaves and who joins, from ${from} to ${to}, and sets that beside the work that the population asks for. This was computed ${english.f.whole(draws)} times, each time with other assumptions, other years and other chance events; the margin is what comes out of that.`,
  older:
    'This edition is from before placements and before matching to the past; the text below describes the model as it is now.',
  parts: [
    {
      title: 'Who works there and who leaves',
      text: [
        'The number of assistants of each age on 1 January of a year is: those who were there a year earlier, less retirement, death, further study, moves to an out-of-hours centre and other exits, plus those who joined. Retirement depends on the state pension (AOW) age for the year of birth, and so shifts when that age rises. The chances of leaving compete with each other: whoever leaves for one reason cannot also leave for another.',
        'This forecast does not follow assistants who go to work in another region: no figure for that was found.',
      ],
    },
    {
      title: 'Who joins',
      text: [
        'Students go through the years of the BOL (school-based) or the BBL (work-based), sometimes repeat a year, and drop out or obtain their diploma. Some of the graduates go to work in a general practice. In addition there are career changers and returners. A student who starts in the autumn of 2024 and trains for three years counts from 1 January 2028.',
        'The last public count of students is that of 2019. How many there are after that is forecast from the counts of 2015 to 2019, with a method for short series. Each school keeps its share of 2019. Private schools are not in the counts and are an assumption.',
        'The students of a school go to the regions around it, in proportion to inhabitants and distance. In that region they do their placement, and there they go to work later. A region without a school therefore gets students too. A school counts at its seat: where it also teaches elsewhere, as the Alfa-college does in Drenthe, the shortage there may come out too high.',
      ],
    },
    {
      title: 'Placements',
      text: [
        'Without a placement a student cannot go on. A school year has four periods of ten weeks. For each region and each period the model sets two numbers side by side: how many places the students need at the same time, and how many are open at the same time.',
        'What a student needs stands in the placement model of the school: in which year, how many weeks and how many days a week. In this forecast all schools have the same placement model. For the BOL it is the example of Noorderpoort (2018): one week in year 1, half of the weeks in years 2 and 3. For the BBL it is all weeks. Which part of that is with a GP is an assumption.',
        'If there are too few places in a period, they are divided in proportion. A student who lacks a place in a period that the year of the programme needs waits a year or leaves. How many wait is an assumption. Because students do their placement in the region where they later go to work, a lack of places mainly hits that region itself.',
        'How many places there are is not public. For a region that supplied no places of its own the model takes: number of practices × share that offers a place × ½, because a practice usually offers one every other year. The number of practices is the national one, divided by inhabitants. The share that offers a place comes from one project (Zorroo, 2019); the range is therefore wide, and each region deviates from it in its own way. This number stays the same in all years. So unknown is an assumption with a range here, and never zero. A region that did supply its places gets those places, scaled up for the patients of other practices; they must then rest on at least three practices, none of which has more than half. Made-up places never count.',
        'More places give more assistants in the long run, but not in every year. With more places more students go on, also those who waited a year. Together with the next cohort they come into a later year of the programme, in which a student takes more of a place. If that is not there, more students have to wait or leave, and fewer obtain their diploma in that year than without the extra places. This happens mainly when the extra places last only a short time. If they stay, it is rare, and more frequent as more students wait.',
      ],
    },
    {
      title: 'What the population asks for',
      text: [
        'Demand starts from supply on the reference date plus the part of demand that is unfilled. It grows with the number of contacts with general practice: inhabitants by age × contacts per person of that age. On top of that come four assumptions: more assistance per contact, tasks that shift, work that technology and organisation save, and population growth beyond the projection.',
      ],
    },
    {
      title: 'The population',
      text: [
        'Each region starts with its own age structure of 2021. After that, each birth cohort changes as the same cohort does in the national UN projection of 2019, which includes mortality and migration. The whole is scaled to the known number of inhabitants of 2023, because that projection fell behind what happened. The weakness: the model does not follow moves between regions.',
      ],
    },
    {
      title: 'The shortage',
      text: [
        'The shortage is demand minus supply, in FTE; a surplus is negative. A shortage in people is the shortage in FTE divided by the average job in that region in that year. Counts of people and of FTE are never mixed.',
      ],
    },
    {
      title: 'How certain is it?',
      text: [
        'The bands show the middle half (50%) and the middle four fifths (80%) of the draws. The uncertainty comes from three sources. Assumptions: each draw takes another value of each assumption. Years: exits, career changers, returners and demand are higher in one year than in another, and the number of students may turn out differently than expected. People: of a hundred assistants it is not exactly five who leave each year, and in a small region that chance weighs heavily.',
        'The assumptions are matched to the past. Each draw first starts in 2012, and must then give the assistant hours per 1,000 patients that were seen in 2021 and 2022. A draw that comes close counts more often; one that is far off hardly counts. That past is uncertain too: the hours come from samples, and the ages of now and the students of 2015 stand in for those of 2012. Placements limit nothing in that past, because nothing is known of them.',
        'How wide the band of the number of students is was calibrated on 699 other yearly series, up to six years ahead. The last count is of 2019. So from 2026 on the band is extrapolated, and it keeps growing.',
        'What the model leaves out is not in the bands. Whether they are too wide or too narrow is not known: no series of numbers of assistants by region was found.',
      ],
    },
  ],
  assumptions: {
    title: 'All assumptions',
    summary:
      'As they go in, before matching to the past. Low and high are the 10th and 90th percentile: in one draw in ten the value is below low, in one in ten above high.',
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
  matched: {
    title: 'Matched to the past',
    summary: (others) =>
      `The assumptions that shifted most: 10th percentile – median – 90th percentile. The other ${others} that hold for all regions shifted less. A small shift can be chance. The past mainly tells which assumptions go together (many exits go with many entrants), and less how high each assumption is by itself.`,
    columns: {
      name: 'Assumption',
      unit: 'Unit',
      before: 'Before',
      after: 'After',
    },
  },
  shortage: {
    title: 'The national shortage before and after matching',
    summary: 'Shortage in people on 1 January, rounded; a surplus is negative.',
    columns: {
      year: 'Year',
      before: 'Before: median (80% interval)',
      after: 'After: median (80% interval)',
    },
    spread: (spread) => {
      const [low, median, high] = spread.map((heads) => english.f.signed(coarse(heads)));
      return `${median} (${low} to ${high})`;
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
      'For comparison. One of them is in the forecast: the share of demand that is unfilled now was derived from the 1,800 in 2023. The model was not tuned to the others. This edition cannot check figures for years before the reference date. Figures for all functions cover more occupations; about 35% of the hours in a practice are those of assistants.',
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
      'Placements and recognised training companies for this occupation, and when schools send their students on placement, apart from one example.',
      'How many students find no placement, and which of them wait or leave.',
      'How many assistants move between regions, and how strongly exits and entrants vary from year to year.',
    ],
  },
};

export const methodWords: Record<Locale, MethodWords> = { nl, en };
