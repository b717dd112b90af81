import { plainName } from '#pipelines/sources/dutch-cells.ts';

/** What tells the rows of DUO's files apart, and the names that its releases gave it, the usual one first. */
export const dimensions = {
  brin: ['INSTELLINGSCODE', 'BRIN NUMMER', 'BRIN'],
  school: ['INSTELLINGSNAAM', 'NAAM INSTELLING', 'INSTELLING'],
  seat: ['PLAATSNAAM', 'PLAATSNAAM INSTELLING', 'PLAATS INSTELLING'],
  track: ['LEERWEG', 'TYPE MBO', 'LEERTRAJECT'],
  level: [
    'NIVEAU',
    'KWALIFICATIENIVEAU',
    'MBONIVEAU',
    'MBO NIVEAU',
    'OPLEIDINGSNIVEAU',
    'MBO OPLEIDINGSNIVEAU',
  ],
  crebo: [
    'KWALIFICATIE CODE',
    'ERKENDE OPLEIDING CODE',
    'BEROEPSOPLEIDING CODE',
    'ERKENDEOPLEIDINGSCODE',
    'OPLEIDING CODE',
    'CREBO',
    'CREBO CODE',
    'CREBONUMMER',
  ],
  programme: [
    'KWALIFICATIE NAAM',
    'ERKENDE OPLEIDING NAAM',
    'BEROEPSOPLEIDING NAAM',
    'OPLEIDINGSEENHEID_NAAM',
    'OPLEIDING NAAM',
    'KWALIFICATIE',
    'BEROEPSOPLEIDING',
  ],
  sector: ['MBO SECTOR', 'SECTORKAMER NAAM', 'SECTORKAMER'],
  sector_unit: ['SECTORUNIT SBB', 'HOOFDGROEP NAAM', 'HOOFDGROEP'],
  knowledge_centre: ['NAAM KENNISCENTRUM', 'KENNISCENTRUM'],
  programme_year: [
    'VERBLIJFSJAAR',
    'VERBLIJFSJAAR IN MBO',
    'VERBLIJFSJAAR MBO',
    'VERBLIJFSJAAR DEELNEMER',
    'VERBLIJFSJAAR STUDENT',
  ],
  home_municipality: [
    'WOONGEMEENTE',
    'WOONGEMEENTE NAAM',
    'WOONGEMEENTE DEELNEMER',
    'WOONGEMEENTE STUDENT',
    'GEMEENTENAAM DEELNEMER',
    'GEMEENTENAAM STUDENT',
  ],
  municipality_code: [
    'WOONGEMEENTE CODE',
    'WOONGEMEENTE NUMMER',
    'GEMEENTENUMMER WOONGEMEENTE',
    'GEMEENTENUMMER DEELNEMER',
    'GEMEENTENUMMER STUDENT',
  ],
  home_province: [
    'WOONPROVINCIE',
    'PROVINCIE WOONGEMEENTE',
    'WOONPROVINCIE DEELNEMER',
    'WOONPROVINCIE STUDENT',
    'PROVINCIE DEELNEMER',
  ],
  age_band: ['LEEFTIJDSCATEGORIE', 'LEEFTIJDSCATEGORIE DEELNEMER', 'LEEFTIJDSCATEGORIE STUDENT', 'LEEFTIJD'],
  sex: ['GESLACHT', 'GESLACHT DEELNEMER', 'GESLACHT STUDENT'],
  prior_secondary: ['VOOROPLEIDING VO'],
  prior_mbo: ['VOOROPLEIDING MBO'],
  small_programme: ['INDICATIE KLEINE OPLEIDING'],
  year: ['JAAR', 'TELJAAR', 'PEILJAAR', 'PEILDATUM', 'OPLEIDINGSJAAR', 'SCHOOLJAAR', 'STUDIEJAAR'],
  provider: ['ONDERWIJSAANBIEDERID'],
  provider_name: ['NAAM'],
  location: ['ONDERWIJSLOCATIECODE'],
  offer: ['AANGEBODEN_OPLEIDINGCODE'],
  postcode: ['POSTCODE'],
  small_count: ['INDICATIEAVG', 'INDICATIE AVG'],
  board: ['BEVOEGD GEZAG NUMMER'],
  street: ['STRAATNAAM'],
  region_name: ['GEMEENTENAAM', 'ARBEIDSMARKTREGIO', 'ARBEIDSMARKTREGIONAAM'],
  kind: ['TYPE'],
  version: ['VERSIE'],
} as const;

export type Dimension = keyof typeof dimensions;

/** Columns of DUO's files that say nothing that is kept here; nobody needs to be told so. */
export const unused = new Set(
  [
    '_id',
    'SOORTINS',
    'SOORT INSTELLING',
    'DOMEIN',
    'DOMEIN NAAM',
    'BRIN NUMMER KENNISCENTRUM',
    'BEVOEGD GEZAG NAAM',
    'GEMEENTENUMMER',
    'GEMEENTENUMMER INSTELLING',
    'GEMEENTE INSTELLING',
    'GEMEENTENAAM INSTELLING',
    'PROVINCIE',
    'PROVINCIE INSTELLING',
    'SECTORKAMER CODE',
    'HOOFDGROEP CODE',
    'OPLEIDINGSEENHEIDCODE',
    'OPLEIDINGSEENHEID_TYPE',
    'OPLEIDINGSEENHEID_NIVEAU',
    'OPLEIDINGSEENHEID_INTERNATIONALE_NAAM_ENGELS',
    'WAARDEDOCUMENTSOORT',
    'STUDIELAST',
    'STUDIELASTEENHEID',
    'ERKENDEOPLEIDINGSTYPE',
    'ERKENDEOPLEIDINGSSTELSEL',
    'KWALIFICATIEDOSSIER',
    'ONDERWIJSBESTUURID',
    'KVK_NUMMER',
    'HUISNUMMER',
    'HUISNUMMERTOEVOEGING',
    'AANGEBODEN_OPLEIDING_TYPE',
    'AFWIJKENDE_OPLEIDINGSDUUROMVANG',
    'AFWIJKENDE_OPLEIDINGSDUUREENHEID',
    'EIGEN_AANGEBODEN_OPLEIDINGSLEUTEL',
    'VOERTAAL',
    'EIGENNAAM',
    'WEBSITE',
  ].map(headerKey),
);

/** A header without capitals, accents, spaces and marks: "KWALIFICATIE CODE" and "Kwalificatie_code" are one. */
export function headerKey(name: string): string {
  return plainName(name).replaceAll(' ', '');
}

/** Names that only a file of DUO has. Two of them make a file one of DUO's, whatever else stands in it. */
const telling: readonly Dimension[] = [
  'brin',
  'crebo',
  'programme',
  'programme_year',
  'home_municipality',
  'home_province',
  'sector',
  'sector_unit',
  'provider',
  'location',
  'board',
  'small_count',
  'prior_secondary',
  'prior_mbo',
];

/** Whether a header is one of DUO's, of a layout that is known or new. */
export function looksLikeDuo(header: readonly string[]): boolean {
  return [...dimensionsIn(header).keys()].filter((dimension) => telling.includes(dimension)).length > 1;
}

const dimensionOf = new Map(
  Object.entries(dimensions).flatMap(([dimension, names]) =>
    names.map((name) => [headerKey(name), dimension as Dimension]),
  ),
);

/** The dimensions that a header names, each with its name in that header; the first where two mean the same. */
export function dimensionsIn(header: readonly string[]): Map<Dimension, string> {
  const found = new Map<Dimension, string>();
  for (const name of header) {
    const dimension = dimensionOf.get(headerKey(name));
    if (dimension && !found.has(dimension)) found.set(dimension, name);
  }
  return found;
}
