import type { Locale } from '#lib/domain/locale.ts';
import * as dutch from '#lib/domain/words/dutch.ts';
import * as english from '#lib/domain/words/english.ts';

/** The working files of a region that there are workbooks for. */
const templateNames = ['practices', 'staff', 'places', 'demand', 'placements'] as const;
export type TemplateName = (typeof templateNames)[number];

/** Whether a text names a working file that there is a workbook for. */
export function isTemplateName(text: string): text is TemplateName {
  return (templateNames as readonly string[]).includes(text);
}

const nl = {
  title: 'Bestanden van uw regio inlezen',
  intro:
    'In vier stappen komen uw eigen cijfers in Praktijkbalans. Er verandert pas iets als u bij stap 4 op “Neem in gebruik” drukt, en ook dan kunt u terug.',
  local:
    'De bestanden blijven op deze computer. Wat u hier klaarzet, wordt na een dag verwijderd; wat u in gebruik neemt, blijft bewaard.',
  steps: {
    label: 'Stappen',
    names: ['Bestanden kiezen', 'Controle bekijken', 'Verschil bekijken', 'In gebruik nemen'],
    done: 'klaar',
  },
  drop: {
    title: 'Welke bestanden hebt u?',
    label: 'Bestanden (.xlsx, .ods of .csv)',
    hint: 'U kunt er meer tegelijk kiezen. De namen van de bestanden en de volgorde maken niet uit.',
    zone: 'Sleep de bestanden hierheen, of kies ze:',
    chosen: (names: string[]) => `Gekozen: ${dutch.f.list(names)}.`,
    button: 'Controleer de bestanden',
    busy: 'Bezig met controleren. Dit duurt meestal niet langer dan een halve minuut.',
  },
  kinds: {
    title: 'Wat u kunt inlezen',
    template: 'leeg bestand',
    templateLabel: (kind: string) => `Leeg bestand om in te vullen: ${kind}`,
    files: {
      practices: {
        name: 'praktijken',
        about: 'nummer, gemeente, aantal patiënten, of er een stageplaats is',
      },
      staff: {
        name: 'personeel',
        about: 'per praktijk en leeftijdsgroep van vijf jaar, zonder namen en geboortedata',
      },
      places: { name: 'stageplaatsen', about: 'per praktijk, schooljaar en periode' },
      demand: { name: 'vraag', about: 'leerlingen per school, leerweg en leerjaar' },
      placements: { name: 'plaatsingen', about: 'welke leerling waar is geplaatst, zonder namen' },
    } satisfies Record<TemplateName, { name: string; about: string }>,
    others: 'Ook bezoeken aan praktijken, en bestanden van DUO en het CBS zoals die zijn uitgegeven.',
    births:
      'Een lijst van personen met geboortejaren wordt geweigerd en meteen weer verwijderd. Maak er eerst leeftijdsgroepen van.',
  },
  inUse: {
    title: 'Bestanden in de editie die nu in gebruik is',
    summary: (id: string, date: string) => `Editie ${id} van ${dutch.f.date(date)}.`,
    none: 'De editie in gebruik rust alleen op openbare cijfers; er zijn nog geen eigen bestanden ingelezen.',
    replaced:
      'Een nieuw bestand komt vanzelf in de plaats van het oude met dezelfde naam of grotendeels dezelfde rijen.',
    rows: (count: number) => (count === 1 ? '1 rij geladen' : `${dutch.f.whole(count)} rijen geladen`),
    leave: 'Laat weg',
    leaveLabel: (name: string) => `Laat weg: ${name}`,
    unread: 'niet gelezen',
  },
  drafts: {
    title: 'Wat u eerder klaarzette',
    stages: {
      dropped: 'nog niet gecontroleerd',
      checked: 'gecontroleerd',
      built: 'editie gemaakt, nog niet in gebruik',
      used: 'in gebruik',
      past: 'is in gebruik geweest',
    },
    at: (date: string, time: string) => `${dutch.f.date(date)}, ${time}`,
    files: (names: string[], without: string[]) =>
      [
        ...(names.length > 0 ? [dutch.f.list(names)] : []),
        ...(without.length > 0 ? [`zonder ${dutch.f.list(without)}`] : []),
      ].join('; ') || 'geen bestanden meer',
    discard: 'Gooi weg',
    discardLabel: (names: string) => `Gooi weg: ${names}`,
  },
  back: {
    title: 'Terug naar de vorige editie',
    text: (id: string, date: string) =>
      `Vóór deze editie was editie ${id} van ${dutch.f.date(date)} in gebruik. U kunt daarnaar terug; de editie van nu blijft bewaard.`,
    button: (id: string) => `Ga terug naar editie ${id}`,
    none: 'Er is geen eerdere editie om naar terug te gaan.',
    busy: 'Bezig met terugzetten.',
  },
  problem: 'Dit ging niet door',
  detail: 'Het programma meldde:',
  problems: {
    nothing: 'Er is geen bestand gekozen. Kies een of meer bestanden.',
    'too-many': 'Dit zijn te veel bestanden tegelijk. Kies er hoogstens zestig.',
    'too-large':
      'De bestanden zijn samen te groot om hier in te lezen. Lees ze een voor een in, of gebruik de opdrachtregel.',
    'broken-upload': 'De bestanden kwamen niet heel over. Kies ze opnieuw.',
    'no-space':
      'De schijf van deze computer is vol. Maak ruimte en probeer het opnieuw; er is niets verloren.',
    'no-write':
      'In de map met edities kan niet worden geschreven. Vraag de beheerder van deze computer om hulp.',
    'no-draft': 'Wat u zoekt is er niet meer: het is weggegooid, of ouder dan een dag.',
    'no-command':
      'De server kan het programma dat de bestanden leest niet vinden. Start Praktijkbalans met “npm start” in de map van het project.',
    timeout:
      'Het lezen duurde te lang en is afgebroken. Er is niets verloren; probeer het met minder of kleinere bestanden.',
    'no-memory':
      'Er is te weinig geheugen voor deze bestanden. Er is niets verloren; probeer het met minder of kleinere bestanden.',
    'too-much':
      'Er is zo veel aan te merken op deze bestanden dat het niet is te tonen. Controleer of het de goede bestanden zijn.',
    fault:
      'Het programma is gestruikeld over deze bestanden. Er is niets verloren; wat er aan de hand is staat in het venster van de server.',
    refused: 'Het programma kon dit niet doen. Er is niets verloren.',
    stopped: 'Dit kan nog niet: eerst moet in orde wat hieronder als eerste staat.',
    'not-accepted': 'Vink eerst aan wat u hebt bekeken en goedkeurt.',
    'moved-on':
      'Intussen is een andere editie in gebruik genomen. De bestanden zijn opnieuw vergeleken; kijk nog eens of het klopt.',
  },
};

/** Words of the pages on which files are read in. */
export type ImportWords = typeof nl;

/** What can keep an import from going on, as the pages say it. */
export type ImportProblemCode = keyof ImportWords['problems'];

const en: ImportWords = {
  title: 'Read in files of your region',
  intro:
    'Four steps bring your own figures into Praktijkbalans. Nothing changes until you press “Put into use” in step 4, and even then you can go back.',
  local:
    'The files stay on this computer. What you prepare here is removed after a day; what you put into use is kept.',
  steps: {
    label: 'Steps',
    names: ['Choose files', 'Look at the check', 'Look at the difference', 'Put into use'],
    done: 'done',
  },
  drop: {
    title: 'Which files do you have?',
    label: 'Files (.xlsx, .ods or .csv)',
    hint: 'You can choose several at once. The names of the files and their order do not matter.',
    zone: 'Drag the files here, or choose them:',
    chosen: (names) => `Chosen: ${english.f.list(names)}.`,
    button: 'Check the files',
    busy: 'Checking. This usually takes no more than half a minute.',
  },
  kinds: {
    title: 'What you can read in',
    template: 'empty file',
    templateLabel: (kind) => `Empty file to fill in: ${kind}`,
    files: {
      practices: {
        name: 'practices',
        about: 'number, municipality, number of patients, whether there is a placement',
      },
      staff: {
        name: 'staff',
        about: 'per practice and five-year age band, without names and dates of birth',
      },
      places: { name: 'placements', about: 'per practice, school year and period' },
      demand: { name: 'demand', about: 'students per school, track and year' },
      placements: { name: 'students placed', about: 'which student was placed where, without names' },
    },
    others: 'Also visits to practices, and files of DUO and CBS as they are published.',
    births:
      'A list of persons with years of birth is refused and removed at once. Turn it into age bands first.',
  },
  inUse: {
    title: 'Files in the edition that is in use now',
    summary: (id, date) => `Edition ${id} of ${english.f.date(date)}.`,
    none: 'The edition in use rests on public figures only; no files of your own were read in yet.',
    replaced: 'A new file takes the place of the old one with the same name or mostly the same rows.',
    rows: (count) => `${english.rows(count)} loaded`,
    leave: 'Leave out',
    leaveLabel: (name) => `Leave out: ${name}`,
    unread: 'not read',
  },
  drafts: {
    title: 'What you prepared earlier',
    stages: {
      dropped: 'not checked yet',
      checked: 'checked',
      built: 'edition made, not in use yet',
      used: 'in use',
      past: 'was in use',
    },
    at: (date, time) => `${english.f.date(date)}, ${time}`,
    files: (names, without) =>
      [
        ...(names.length > 0 ? [english.f.list(names)] : []),
        ...(without.length > 0 ? [`without ${english.f.list(without)}`] : []),
      ].join('; ') || 'no files left',
    discard: 'Throw away',
    discardLabel: (names) => `Throw away: ${names}`,
  },
  back: {
    title: 'Back to the previous edition',
    text: (id, date) =>
      `Before this edition, edition ${id} of ${english.f.date(date)} was in use. You can go back to it; the present one is kept.`,
    button: (id) => `Go back to edition ${id}`,
    none: 'There is no earlier edition to go back to.',
    busy: 'Going back.',
  },
  problem: 'This did not go through',
  detail: 'The program said:',
  problems: {
    nothing: 'No file was chosen. Choose one or more files.',
    'too-many': 'These are too many files at once. Choose sixty at most.',
    'too-large':
      'Together the files are too large to be read in here. Read them in one by one, or use the command line.',
    'broken-upload': 'The files did not arrive whole. Choose them again.',
    'no-space': 'The disk of this computer is full. Make room and try again; nothing was lost.',
    'no-write':
      'The folder of the editions cannot be written. Ask the administrator of this computer for help.',
    'no-draft': 'What you are looking for is gone: it was thrown away, or is older than a day.',
    'no-command':
      'The server cannot find the program that reads the files. Start Praktijkbalans with “npm start” in the folder of the project.',
    timeout: 'Reading took too long and was broken off. Nothing was lost; try fewer or smaller files.',
    'no-memory': 'There is too little memory for these files. Nothing was lost; try fewer or smaller files.',
    'too-much':
      'There is so much wrong with these files that it cannot be shown. See whether they are the right files.',
    fault:
      'The program stumbled over these files. Nothing was lost; the window of the server says what is wrong.',
    refused: 'The program could not do this. Nothing was lost.',
    stopped: 'Not yet: first put right what stands at the top below.',
    'not-accepted': 'First tick what you have looked at and accept.',
    'moved-on':
      'Another edition was put into use in the meantime. The files were compared again; see whether it is still right.',
  },
};

export const importWords: Record<Locale, ImportWords> = { nl, en };
