import { nastyText } from './nasty-texts.ts';
import type { Random } from './random.ts';

type Change = (xml: string, random: Random) => string;

/** Characters that a changed text has at most. */
const mostCharacters = 2_000_000;

/** Attributes that say where, how much and of what kind, with what may stand there. */
const telling = {
  r: ['A1', 'XFD1048576', 'ZZZZ1', 'A0', '1', '0', '-1', '1048577', '99999999999', 'A', ''],
  t: ['s', 'str', 'inlineStr', 'b', 'e', 'd', 'n', 'z', ''],
  s: ['0', '1', '999999', '-1', 'x'],
  ref: ['A1:XFD1048576', 'A1', 'B2:A1', '', 'A1:A1048576'],
  sqref: ['A1:XFD1048576', ''],
  count: ['0', '-1', '4294967296'],
  numFmtId: ['14', '22', '49', '9999'],
  'office:value-type': ['float', 'date', 'time', 'boolean', 'percentage', 'currency', 'string', 'x'],
  'office:value': ['1', '-1', '1e400', 'NaN', '', '99999999999999999999'],
  'office:date-value': ['2024-02-30', '1899-12-30', '', '99999-01-01', '2024-01-01T12:00:00'],
  'office:boolean-value': ['true', 'false', 'ja'],
  'table:number-columns-repeated': ['0', '2', '16384', '1000000000', '-1', 'x'],
  'table:number-rows-repeated': ['0', '2', '1048576', '1000000000', '-1', 'x'],
  'table:number-rows-spanned': ['2', '1048576', '0'],
  'table:number-columns-spanned': ['2', '16384', '0'],
  'table:formula': ['of:=SUM([.A1])', '=', ''],
  'r:id': ['rId1', 'rId99', ''],
  Target: [
    'worksheets/sheet1.xml',
    '/xl/worksheets/sheet1.xml',
    '../../../etc/passwd',
    'http://localhost/',
    '',
  ],
  name: ['', 'a'.repeat(300), "';--", 'x]'],
  state: ['hidden', 'veryHidden', 'visible'],
} as const;

const insertions = [
  '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>',
  '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
  ...['&c;', '&x;', '&#0;', '&#x1F600;', '&#xD800;', '&#99999999;', '&amp;', '&nothing;', '&'],
  ...[
    '<![CDATA[a]]>',
    '<![CDATA[',
    '<!-- -->',
    '<!--',
    '<?xml version="1.0"?>',
    '<?',
    '<',
    '>',
    '</',
    '</a>',
    '<a',
    '<a/>',
    '"',
  ],
  ...[
    '<c r="XFD1048576"><v>1</v></c>',
    '<row r="1048576"/>',
    '<row r="0"><c><v>1</v></c></row>',
    '<mergeCell ref="A1:XFD1048576"/>',
  ],
  '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row>',
];

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll('\0', '');

/** Puts a text in the place of one of the matches of a pattern, if there is any. */
function replaceOne(xml: string, pattern: RegExp, random: Random, made: (found: string) => string): string {
  const found = [...xml.matchAll(pattern)];
  if (found.length === 0) return xml;
  const { index, 0: text } = random.pick(found);
  return xml.slice(0, index) + made(text) + xml.slice(index + text.length);
}

const text: Change = (xml, random) => {
  const value = nastyText(random);
  const written = random.chance(0.9) ? escaped(value) : value;
  return replaceOne(xml, />[^<]+</g, random, () => `>${written}<`);
};

const known: Change = (xml, random) => {
  const [name, values] = random.pick(Object.entries(telling));
  const value = random.pick(values as readonly string[]);
  return replaceOne(xml, new RegExp(`(?<=\\s)${name}="[^"]*"`, 'g'), random, () => `${name}="${value}"`);
};

const attribute: Change = (xml, random) =>
  replaceOne(xml, /(?<=\s)[\w:]+="[^"]*"/g, random, (found) => {
    const name = found.slice(0, found.indexOf('='));
    return random.chance(0.3) ? '' : `${name}="${escaped(nastyText(random))}"`;
  });

const tag: Change = (xml, random) =>
  replaceOne(xml, /<[^>]+>/g, random, (found) =>
    random.pick(['', found + found, found.replace('>', '/>'), found.toUpperCase()]),
  );

/** An element once more, or away, with all that stands in it. */
const element: Change = (xml, random) =>
  replaceOne(xml, /<([\w:]+)\b[^>]*>(?:(?!<\1\b)[^])*?<\/\1>/g, random, (found) =>
    random.pick([
      '',
      found + found,
      found.repeat(Math.min(200, Math.floor(mostCharacters / 10 / (found.length + 1)))),
    ]),
  );

const insertion: Change = (xml, random) => {
  const at = xml.indexOf('<', random.below(xml.length + 1));
  return xml.slice(0, at) + random.pick(insertions) + xml.slice(at);
};

const nesting: Change = (xml, random) => {
  const depth = random.pick([10, 1000, 20_000]);
  return replaceOne(
    xml,
    />[^<]+</g,
    random,
    (found) => `>${'<a>'.repeat(depth)}${found.slice(1, -1)}${'</a>'.repeat(depth)}<`,
  );
};

const cut: Change = (xml, { below }) => xml.slice(0, below(xml.length + 1));

const changes: readonly Change[] = [
  text,
  text,
  text,
  text,
  text,
  known,
  known,
  known,
  attribute,
  tag,
  element,
  element,
  insertion,
  nesting,
  cut,
];

/** The XML of a file within a workbook, as a poor program or somebody on purpose would write it. */
export function changedXml(xml: string, random: Random): string {
  let changed = xml;
  for (let left = 1 + random.below(4); left > 0; left--) {
    changed = random.pick(changes)(changed, random).slice(0, mostCharacters);
  }
  return changed;
}
