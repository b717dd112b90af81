import type { FixedFile, PublicSource, Shape } from '#pipelines/refresh/public-source.ts';

/** The year of the division: the municipalities are the same from 2023 on. */
const year = 2025;

function map(shape: Shape, name: string, url: string, minRows: number): readonly FixedFile[] {
  return [
    {
      // One map at a time: an edition has one set of boundaries.
      slot: 'boundaries',
      url,
      file: `${name}-${year}.${shape}`,
      period: String(year),
      shape,
      columns: [],
      minBytes: 10_000,
      maxBytes: 80_000_000,
      minRows,
    },
  ];
}

function featuresOf(layer: string): string {
  const query = new URLSearchParams({
    service: 'WFS',
    version: '2.0.0',
    request: 'GetFeature',
    typeNames: `gebiedsindelingen:${layer}_gegeneraliseerd`,
    outputFormat: 'application/json',
    srsName: 'EPSG:4326',
  });
  return `https://service.pdok.nl/cbs/gebiedsindelingen/${year}/wfs/v1_0?${query}`;
}

const regions = 'regioplus_arbeidsmarktregio';
const pdok = { publisher: 'CBS, Kadaster (PDOK)', licence: 'CC BY 4.0', tables: ['region_boundaries'] };

/** Boundaries of the RegioPlus regions, and two files that can stand in for them. */
export const boundarySources: readonly PublicSource[] = [
  {
    ...pdok,
    key: 'boundaries',
    title: { nl: `Grenzen van RegioPlus-regio’s, ${year}`, en: `Boundaries of RegioPlus regions, ${year}` },
    verified: false,
    known: {
      nl: 'de dienst komt in openbare code voor; de naam van de laag is afgeleid uit de kenmerken van een kopie bij cartomap',
      en: 'the service stands in public code; the name of the layer was inferred from the attributes of a copy at cartomap',
    },
    files: map('geojson', 'regioplus', featuresOf(regions), 28),
  },
  {
    ...pdok,
    key: 'boundaries-municipalities',
    title: { nl: `Grenzen van gemeenten, ${year}`, en: `Boundaries of municipalities, ${year}` },
    standsInFor: 'boundaries',
    verified: true,
    known: {
      nl: 'dienst en laag komen in openbare code voor, de laag met het jaar 2024',
      en: 'service and layer stand in public code, the layer with the year 2024',
    },
    files: map('geojson', 'gemeenten', featuresOf('gemeente'), 300),
  },
  {
    ...pdok,
    key: 'boundaries-simplified',
    title: {
      nl: `Grenzen van RegioPlus-regio’s, ${year}, vereenvoudigd`,
      en: `Boundaries of RegioPlus regions, ${year}, simplified`,
    },
    publisher: 'CBS, Kadaster (cartomap)',
    standsInFor: 'boundaries',
    verified: true,
    known: {
      nl: 'het bestand staat in de openbare map cartomap/nl op GitHub, met dit adres in de uitleg',
      en: 'the file stands in the public repository cartomap/nl on GitHub, with this address in its explanation',
    },
    files: map(
      'topojson',
      'regioplus',
      `https://cartomap.github.io/nl/wgs84/${regions}_${year}.topojson`,
      28,
    ),
  },
];
