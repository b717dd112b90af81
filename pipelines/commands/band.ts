import { Command, InvalidArgumentError, Option } from 'commander';
import { locales, type Locale } from '#lib/domain/locale.ts';
import { bandFile, fewPeople } from '#pipelines/band/band-file.ts';
import { say } from '#pipelines/commands/arguments.ts';
import { realEffects } from '#pipelines/effects.ts';
import { hoursPerFte } from '#pipelines/sources/register-staff.ts';

interface BandOptions {
  out: string;
  referenceDate?: string;
  language: Locale;
  skipRefused?: boolean;
  force?: boolean;
  json?: boolean;
}

function parseDay(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text))
    return text;
  throw new InvalidArgumentError('Expected a day such as 2025-01-31.');
}

async function band(file: string, options: BandOptions): Promise<void> {
  const { out, language, skipRefused = false, force = false, json } = options;
  const reference = options.referenceDate ?? realEffects.now().toISOString().slice(0, 10);
  const made = await bandFile({ file, out, reference, language, skipRefused, force }, realEffects);
  if (json) return say(JSON.stringify({ out, reference, ...made }, null, 2));
  const { people, practices, rows, smallRows, refusedRows, setAside, yearsOnly, fromHours } = made;
  say(`Wrote ${out}: ${people} people in ${practices} practices, as ${rows} rows; ages on ${reference}.`);
  if (refusedRows > 0) say(`Rows that could not be read, and are left out: ${refusedRows}.`);
  if (setAside > 0) say(`Rows of totals and remarks, which are left out: ${setAside}.`);
  if (yearsOnly > 0)
    say(`Of ${yearsOnly} people only the year of birth is known: their birthday is taken to be 1 July.`);
  if (fromHours > 0) say(`Of ${fromHours} people the FTE follows from hours, ${hoursPerFte} to one FTE.`);
  if (smallRows > 0)
    say(
      `${smallRows} of ${rows} rows stand for fewer than ${fewPeople} people: whoever knows the practice knows who they are. Keep this file within the region; pages show such counts to nobody else.`,
    );
}

/** The command that turns a list of people into bands of ages, on this machine. */
export function bandCommand(): Command {
  return new Command('band')
    .description('Turn a list of staff with ages or births into heads and FTE per five-year band, to load.')
    .argument('<file>', 'a list with a row per person: practice, function, birth or age, FTE or hours')
    .requiredOption('--out <file>', 'the bands, as .xlsx, .ods or .csv')
    .option('--reference-date <day>', 'day on which ages are counted (default: today)', parseDay)
    .option('--skip-refused', 'write what could be read when some rows could not')
    .addOption(
      new Option('--language <language>', 'language of the file and of refusals')
        .choices(locales)
        .default('nl'),
    )
    .option('--force', 'replace a file of that name')
    .option('--json', 'print the counts as JSON')
    .addHelpText(
      'after',
      `
The list stays where it is: it is read on this machine and kept nowhere, and no message shows what stands in it.`,
    )
    .action(band);
}
