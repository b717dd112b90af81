import { geojson, squares } from '../pipelines/boundaries/maps.ts';

/** Made-up boundaries of the 28 regions, as GeoJSON and as TopoJSON with an arc for each. */
export function mapSamples(): Map<string, Buffer> {
  const features = squares();
  const rings = features.map(({ geometry }) => (geometry.coordinates as number[][][][])[0]?.[0] ?? []);
  const geometries = features.map(({ id, properties }, i) => ({
    type: 'Polygon',
    id,
    properties,
    arcs: [[i]],
  }));
  const topology = {
    type: 'Topology',
    arcs: rings,
    objects: { regions: { type: 'GeometryCollection', geometries } },
  };
  return new Map([
    ['regions.geojson', Buffer.from(geojson(features))],
    ['regions.topojson', Buffer.from(JSON.stringify(topology))],
  ]);
}
