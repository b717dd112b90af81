import type { Localized } from '#lib/domain/locale.ts';

/**
 * How serious a finding is. `stop`: nothing is loaded until it is put right; `confirm`: loads once somebody accepts
 * it by its code; `warn`: loads, and says so.
 */
export const severities = ['stop', 'confirm', 'warn'] as const;
export type Severity = (typeof severities)[number];

/** What a finding keeps out: the whole file, one row, or nothing. */
export type Scope = 'file' | 'row' | 'note';

interface Kind extends Localized {
  severity: Severity;
  scope: Scope;
}

function kind(severity: Severity, scope: Scope, nl: string, en: string): Kind {
  return { severity, scope, nl, en };
}

const stop = (nl: string, en: string) => kind('stop', 'file', nl, en);
const row = (nl: string, en: string) => kind('warn', 'row', nl, en);
const note = (nl: string, en: string) => kind('warn', 'note', nl, en);
const confirm = (nl: string, en: string) => kind('confirm', 'note', nl, en);

/** Everything that can be found while reading, by its code: how serious it is, and its words for the user. */
export const findingKinds = {
  // A file that cannot be read.
  'empty-file': stop('het bestand is leeg', 'the file is empty'),
  'no-header': stop('geen rij met kolomnamen gevonden', 'no row with column names found'),
  'web-page': stop(
    'dit is een webpagina; haal het bestand zelf opnieuw op',
    'this is a web page; download the file itself again',
  ),
  'not-text': stop('dit is geen tekst en geen spreadsheet', 'this is neither text nor a spreadsheet'),
  'not-a-file': stop(
    'dit is geen gewoon bestand, maar een map, koppeling of apparaat',
    'this is not a plain file, but a folder, link or device',
  ),
  'unreadable-file': stop('het bestand kan niet worden geopend', 'the file cannot be opened'),
  'changed-file': stop(
    'het bestand veranderde terwijl het werd gelezen; probeer het opnieuw',
    'the file changed while it was being read; try again',
  ),
  'damaged-file': stop(
    'het bestand is beschadigd of afgebroken; vraag het opnieuw op',
    'the file is damaged or cut off; ask for it again',
  ),
  'encrypted-file': stop(
    'het bestand is beveiligd met een wachtwoord; sla het op zonder',
    'the file is protected with a password; save it without one',
  ),
  'too-large': stop('het bestand is groter dan hier gelezen wordt', 'the file is larger than is read here'),
  'too-many-cells': stop(
    'dit zijn meer rijen en kolommen dan hier gelezen worden; verwijder lege rijen onderaan',
    'these are more rows and columns than are read here; delete empty rows at the end',
  ),
  'old-spreadsheet': stop(
    'dit is een oude of binaire Excel-indeling; sla het op als .xlsx',
    'this is an old or binary Excel format; save it as .xlsx',
  ),
  'not-a-spreadsheet': stop(
    'dit is een ingepakt bestand, maar geen spreadsheet (.xlsx of .ods)',
    'this is a packed file, but no spreadsheet (.xlsx or .ods)',
  ),
  'too-large-unpacked': stop(
    'het bestand is uitgepakt veel te groot voor een spreadsheet',
    'the file is far too large for a spreadsheet once unpacked',
  ),
  'too-long-line': stop('een regel is te lang voor een tabel', 'a line is too long for a table'),
  'quote-not-closed': stop(
    'een waarde begint met een aanhalingsteken dat nergens sluit',
    'a value opens with a quotation mark that is never closed',
  ),
  'quote-reopened': stop(
    'een waarde gaat door na het aanhalingsteken dat haar sluit',
    'a value goes on after its closing quotation mark',
  ),
  'quote-in-middle': stop(
    'een aanhalingsteken midden in een waarde zonder aanhalingstekens',
    'a quotation mark in the middle of a value that is not quoted',
  ),
  'not-csv': stop('dit is geen CSV-bestand', 'this is no CSV file'),
  'ragged-row': stop(
    'deze regel heeft meer of minder waarden dan er kolommen zijn',
    'this line has more or fewer values than there are columns',
  ),
  'repeated-column': stop('deze kolomnaam staat er twee keer', 'this column name stands twice'),
  'missing-columns': stop('er ontbreken kolommen', 'columns are missing'),
  'unknown-layout': stop(
    'deze indeling is nieuw: de kolommen passen bij geen bekende versie van dit bestand',
    'this layout is new: the columns fit no known version of this file',
  ),
  births: stop(
    'deze kolom zegt wanneer mensen geboren zijn, en dat bewaart Praktijkbalans niet; geef leeftijdsgroepen van vijf jaar, of maak ze met “cli band”',
    'this column says when persons were born, which Praktijkbalans does not keep; give five-year age bands, or make them with “cli band”',
  ),
  'statline-layout': stop(
    'deze export van StatLine heeft de indeling van het scherm; kies bij Downloaden “CSV zonder statistische symbolen”',
    'this export of StatLine has the layout of the screen; choose “CSV without statistical symbols” when downloading',
  ),
  'wrong-scale': stop(
    'de aantallen zijn ongeveer duizend keer te groot of te klein',
    'the counts are about a thousand times too large or too small',
  ),
  'no-year': stop(
    'het bestand zegt niet om welk jaar het gaat, en de naam ook niet',
    'the file does not say which year it is about, and neither does its name',
  ),
  // A file of boundaries that cannot be drawn.
  'no-areas': stop('in dit kaartbestand staan geen gebieden', 'this map file holds no areas'),
  'other-areas': stop(
    'dit zijn andere gebieden dan de RegioPlus-regio’s of de gemeenten; een van die twee is nodig',
    'these are other areas than the RegioPlus regions or the municipalities; one of those two is needed',
  ),
  'unknown-area': stop(
    'dit gebied is hier niet bekend; gebruik de indeling van 2023 of later',
    'this area is not known here; use the division of 2023 or later',
  ),
  'missing-areas': stop('er ontbreken gebieden', 'areas are missing'),
  'wrong-outline': stop(
    'de omtrek van dit gebied is geen vlak van lengte- en breedtegraden',
    'the outline of this area is no surface in degrees of longitude and latitude',
  ),
  'open-outline': stop('de omtrek van dit gebied sluit niet', 'the outline of this area does not close'),
  'national-grid': stop(
    'de grenzen staan in Rijksdriehoekscoördinaten; vraag het bestand op in lengte- en breedtegraden (WGS84, EPSG:4326)',
    'the boundaries are in Rijksdriehoek coordinates; ask for the file in longitude and latitude (WGS84, EPSG:4326)',
  ),
  'outside-netherlands': stop(
    'dit punt ligt buiten Nederland; eerst de lengtegraad, dan de breedtegraad (WGS84, EPSG:4326)',
    'this point is outside the Netherlands; longitude first, then latitude (WGS84, EPSG:4326)',
  ),
  'same-file': kind(
    'warn',
    'file',
    'precies hetzelfde bestand is er al; het telt één keer',
    'exactly the same file is here already; it counts once',
  ),
  'unknown-file': kind(
    'confirm',
    'file',
    'dit soort bestand is hier niet bekend; het wordt overgeslagen',
    'this kind of file is not known here; it is passed over',
  ),
  'of-no-use': kind(
    'confirm',
    'file',
    'dit bestand is bekend, maar hier is er niets mee te doen; het wordt overgeslagen',
    'this file is known, but it is of no use here; it is passed over',
  ),
  // A row that is refused.
  missing: row('leeg, maar verplicht', 'empty, but required'),
  'not-a-number': row('geen getal', 'not a number'),
  'not-whole': row('geen geheel getal', 'not a whole number'),
  'not-a-date': row('geen datum', 'not a date'),
  'not-yes-or-no': row('geen ja of nee', 'not yes or no'),
  'out-of-range': row('buiten de grenzen', 'out of range'),
  'not-in-list': row('niet in de lijst', 'not in the list'),
  'wrong-form': row('verkeerde vorm', 'wrong form'),
  'error-cell': row('de formule in deze cel geeft een fout', 'the formula in this cell gives an error'),
  'formula-without-value': row(
    'een formule zonder uitkomst; open het bestand in een spreadsheetprogramma en sla het op',
    'a formula without a result; open the file in a spreadsheet program and save it',
  ),
  'code-became-number': row(
    'een spreadsheet heeft van deze code een getal gemaakt; zet de kolom op tekst en vul de code opnieuw in',
    'a spreadsheet turned this code into a number; make the column text and enter the code again',
  ),
  'not-a-pseudonym': row(
    'dit lijkt een naam, geboortedatum of burgerservicenummer; geef een nummer van de school (de waarde wordt niet bewaard)',
    'this looks like a name, a date of birth or a citizen number; give a number of the school (the value is not kept)',
  ),
  repeated: row('staat er al, op de genoemde regel', 'already present, on the line named'),
  'bounds-disagree': row(
    'ondergrens, bovengrens en status spreken elkaar tegen',
    'lower bound, upper bound and status contradict each other',
  ),
  'ragged-line': row(
    'regel met meer of minder waarden dan er kolommen zijn; overgeslagen',
    'line with more or fewer values than there are columns; passed over',
  ),
  'unreadable-line': row(
    'regel is geen leesbare tekst; overgeslagen',
    'line is no readable text; passed over',
  ),
  'sum-differs': row('som klopt niet', 'sum does not add up'),
  'unknown-practice': row(
    'praktijk staat in geen bestand met praktijken',
    'practice stands in no file of practices',
  ),
  'unknown-place': row('plaats staat in geen bestand met stageplaatsen', 'place stands in no file of places'),
  // Something worth knowing; the row stays.
  'merged-municipality': note(
    'gemeente bestaat niet meer, en telt mee bij de gemeente van nu',
    'municipality no longer exists, and is counted with the present one',
  ),
  'split-municipality': note(
    'gemeente bestaat niet meer, en is naar aandeel verdeeld over de gemeenten van nu',
    'municipality no longer exists, and is divided by share over the present ones',
  ),
  'unknown-municipality': note(
    'gemeente is niet bekend, en telt bij geen gemeente van nu mee',
    'municipality is not known, and is counted with no present one',
  ),
  'unused-rows': note(
    'rijen over andere onderwerpen, gebieden of jaren dan hier nodig zijn; niet geladen',
    'rows about other topics, areas or years than are needed here; not loaded',
  ),
  'branch-not-occupation': note(
    'dit is een bedrijfstak en geen beroep: ook huisartsen in loondienst, praktijkondersteuners en managers tellen mee',
    'this is a branch and no occupation: employed doctors, practice nurses and managers are counted too',
  ),
  'home-region': note(
    'de regio van werknemers is waar zij wonen, niet waar zij werken',
    'the region of employees is where they live, not where they work',
  ),
  'region-name-differs': note('deze regio heet hier anders', 'this region has another name here'),
  'ignored-column': note('kolom is niet gebruikt', 'column was not used'),
  'totals-row': note('een totaalregel, die niet is meegeteld', 'a row of totals, which was not counted'),
  'remark-row': note(
    'een opmerking onder de tabel, die niet is gelezen',
    'a remark below the table, which was not read',
  ),
  'example-row': note('de voorbeeldregel, die niet is geladen', 'the example row, which was not loaded'),
  'other-programme': note(
    'een andere opleiding dan doktersassistent, die niet is geladen',
    'another programme than doktersassistent, which was not loaded',
  ),
  'other-sheet': note(
    'dit blad bevat geen tabel die hier bekend is; het is overgeslagen',
    'this sheet holds no table that is known here; it was passed over',
  ),
  'hidden-sheet': note('dit blad is verborgen, en wel gelezen', 'this sheet is hidden, and was read'),
  'nameless-column': note(
    'een kolom met waarden maar zonder naam, die niet is gebruikt',
    'a column with values but without a name, which was not used',
  ),
  'zero-restored': note(
    'een voorloopnul die een spreadsheet had weggelaten is teruggezet',
    'a leading zero that a spreadsheet had dropped was put back',
  ),
  'hours-converted': note('uren per week zijn omgerekend naar fte', 'hours per week were turned into FTE'),
  'more-findings': note(
    'er zijn nog meer bevindingen in dit bestand; ze zijn geteld en niet apart vermeld',
    'there are more findings in this file; they were counted and not listed one by one',
  ),
  'no-list-size': note(
    'personeel wel, aantal patiënten niet opgegeven: telt niet mee voor de beginstand',
    'reported its staff but not its patients: not used for the starting stock',
  ),
  'masked-counts': note(
    'kleine aantallen zijn in dit bestand afgeschermd; ze tellen als een ondergrens en een bovengrens',
    'small counts are masked in this file; they count as a lower and an upper bound',
  ),
  'new-school': note(
    'school die nog niet in data/reference/schools.csv staat: telt mee, maar zonder regio',
    'school that does not stand in data/reference/schools.csv yet: counted, but without a region',
  ),
  'replaces-file': note(
    'komt in de plaats van een eerder bestand met grotendeels dezelfde rijen',
    'takes the place of an earlier file with mostly the same rows',
  ),
  'second-map': note(
    'de grenzen komen al uit een ander bestand; deze zijn niet gebruikt',
    'the boundaries come from another file already; these were not used',
  ),
  // Something that loads only once somebody has said that it is right.
  'many-refused': confirm(
    'een groot deel van de rijen is geweigerd',
    'a large share of the rows was refused',
  ),
  'regions-do-not-add-up': confirm(
    'de gemeenten tellen niet op tot het hele land',
    'the municipalities do not add up to the nation',
  ),
  'parts-do-not-add-up': confirm(
    'de delen tellen niet op tot het totaal in hetzelfde bestand',
    'the parts do not add up to the total in the same file',
  ),
  'crosswalk-differs': confirm(
    'deze gemeente hoort volgens dit bestand bij een andere regio dan hier',
    'according to this file this municipality belongs to another region than here',
  ),
  'too-many-patients': confirm(
    'de praktijken hebben samen meer patiënten dan er mensen in de regio wonen',
    'the practices together have more patients than people live in the region',
  ),
  'unlikely-fte': confirm(
    'gemiddeld aantal fte per assistent is onwaarschijnlijk; zijn uren en fte verwisseld?',
    'the average FTE per assistant is unlikely; were hours and FTE mixed up?',
  ),
  'new-crebo': confirm(
    'nieuwe crebo voor deze opleiding, op naam herkend en meegeteld; zet hem in data/reference/programmes.csv',
    'new course code of this programme, known by its name and counted; add it to data/reference/programmes.csv',
  ),
  'figures-disagree': confirm(
    'twee bestanden zeggen hier iets anders; het nieuwste telt',
    'two files differ here; the newest counts',
  ),
  'partial-year': confirm(
    'van dit jaar ontbreken veel scholen; het telt niet als laatste telling',
    'many schools are missing for this year; it does not count as the last count',
  ),
  'students-differ': confirm(
    'het aantal leerlingen wijkt af van de telling van DUO',
    'the number of students differs from the count of DUO',
  ),
} satisfies Record<string, Kind>;

export type FindingCode = keyof typeof findingKinds;

/** Whether a text is the code of a finding; a code of an older edition may not be. */
export function isFindingCode(code: string): code is FindingCode {
  return Object.hasOwn(findingKinds, code);
}
