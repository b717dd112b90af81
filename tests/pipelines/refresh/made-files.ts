import type { FixedFile, PublicSource } from '#pipelines/refresh/public-source.ts';
import { zip } from '../../fixtures/zip.ts';

/** Rows of students as DUO publishes them today: commas and quotation marks. */
export function students(rows: number, { header = 'ERKENDE OPLEIDING CODE' } = {}): string {
  const lines = [
    `"INSTELLINGSCODE","INSTELLINGSNAAM","SOORT INSTELLING","PLAATSNAAM INSTELLING","LEERWEG","NIVEAU","${header}","VROUW2024","VROUW2025"`,
  ];
  for (let i = 0; i < rows; i++) {
    lines.push(`"25PV","Scalda","ROC","TERNEUZEN","BBL","4","${25000 + i}","${i % 40}","-1"`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** A whole table as the CBS publishes it: an archive of CSV files with semicolons. */
export function cbsTable(rows: number): Buffer {
  const line = '1;M000352;None;12345;;T001038;10000;T001019;GM0363;2022JJ00\r\n';
  const header =
    'Id;Measure;ValueAttribute;Value;StringValue;Geslacht;Leeftijd;BurgerlijkeStaat;RegioS;Perioden\r\n';
  return zip([
    { name: 'Observations.csv', content: Buffer.from(header + line.repeat(rows)) },
    { name: 'MeasureCodes.csv', content: Buffer.from('Identifier;Title\r\nM000352;Bevolking\r\n') },
  ]);
}

function square(i: number): number[][][] {
  const [west, south] = [4 + (i % 20) / 20, 51 + Math.floor(i / 20) / 20];
  return [
    [
      [west, south],
      [west, south + 0.05],
      [west + 0.05, south + 0.05],
      [west + 0.05, south],
      [west, south],
    ],
  ];
}

/** Areas as PDOK publishes them; the padding stands for the detail of real outlines. */
export function geojson(areas: number, { scale = 1 } = {}): string {
  const features = Array.from({ length: areas }, (_, i) => ({
    type: 'Feature',
    id: `regioplus_arbeidsmarktregio_gegeneraliseerd.${i}`,
    properties: {
      statcode: `RA${String(i + 1).padStart(4, '0')}`,
      statnaam: `regio ${i}`,
      note: ' '.repeat(400),
    },
    geometry: {
      type: 'Polygon',
      coordinates: square(i).map((ring) => ring.map((place) => place.map((degrees) => degrees * scale))),
    },
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

/** One area after another as TopoJSON. */
export function topojson(areas: number): string {
  const arcs = Array.from({ length: areas }, (_, i) => square(i)[0]);
  const geometries = arcs.map((_, i) => ({
    type: 'Polygon',
    id: `RA${i}`,
    arcs: [[i]],
    properties: { statcode: `RA${String(i + 1).padStart(4, '0')}`, note: ' '.repeat(400) },
  }));
  return JSON.stringify({
    type: 'Topology',
    arcs,
    objects: { regions: { type: 'GeometryCollection', geometries } },
  });
}

/** A source of one small file, for what can go wrong with any of them. */
export function smallSource(url: string, file: Partial<FixedFile> = {}): PublicSource {
  return {
    key: 'duo-students',
    title: { nl: 'Studenten', en: 'Students' },
    publisher: 'DUO',
    licence: 'CC0',
    tables: [],
    verified: true,
    known: { nl: '', en: '' },
    files: [
      {
        slot: 'students',
        url,
        file: 'students.csv',
        period: null,
        shape: 'csv',
        columns: ['INSTELLINGSCODE', 'ERKENDE OPLEIDING CODE', /^VROUW\d{4}$/],
        minBytes: 500,
        maxBytes: 100_000,
        maxUnpackedBytes: 1_000_000,
        minRows: 10,
        ...file,
      },
    ],
  };
}
