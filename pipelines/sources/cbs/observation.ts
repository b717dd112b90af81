import * as c from '#lib/domain/column.ts';
import type { Status } from '#lib/domain/status.ts';
import { table } from '#lib/domain/table.ts';

/** Why a cell has no value, in the words of the CBS; `None` is an ordinary value. None of them is zero. */
const attributes = ['None', 'Impossible', 'Confidential', 'NotAvailable'] as const;

/** What is known of a cell: its value, or why there is none. */
export function statusOf(attribute: string | null, value: number | null): Status {
  if (attribute === 'Impossible') return 'not-applicable';
  if (attribute === 'Confidential') return 'protected';
  return attribute === 'NotAvailable' || value === null ? 'unknown' : 'measured';
}

const form = (source: string, example: string) => ({ pattern: { source, example } });

/** The columns that every table of observations has. */
const observationHeaders = {
  measure: 'Measure',
  attribute: 'ValueAttribute',
  value: 'Value',
} as const;

/** The columns of 03759ned that are read, by their names in the file. */
export const populationHeaders = {
  ...observationHeaders,
  sex: 'Geslacht',
  age: 'Leeftijd',
  marital: 'BurgerlijkeStaat',
  region: 'RegioS',
  period: 'Perioden',
} as const;

/** One row of 03759ned, as far as it is read. Only for the check: no edition has this table. */
export const populationObservations = table({
  name: 'population_observations',
  kind: 'raw',
  title: { nl: 'Waarnemingen van 03759ned', en: 'Observations of 03759ned' },
  key: ['measure', 'sex', 'age', 'marital', 'region', 'period'],
  columns: {
    measure: c.text('Onderwerp', 'Topic', form('\\w{4,10}', 'M000352')),
    attribute: c.optional(c.choice(attributes, 'Waarom er geen waarde is', 'Why there is no value')),
    // A form costs much less to check than a number, and decimals have a comma here: they stand with averages only.
    value: c.optional(c.text('Waarde', 'Value', form('\\d{1,8}([.,]\\d{1,9})?', '12345'))),
    sex: c.choice(['T001038', '3000', '4000'], 'Geslacht', 'Sex'),
    age: c.text('Leeftijd', 'Age', form('\\d{5}', '10100')),
    marital: c.text('Burgerlijke staat', 'Marital status', form('T?\\d{4,6}', 'T001019')),
    region: c.text('Gebied', 'Area', form('[A-Z]{2}\\d{2,8}', 'GM0363')),
    period: c.text('Periode', 'Period', form('(19|20|21)\\d{2}[A-Z]{2}\\d{2}', '2022JJ00')),
  },
});
