import { nastyText } from './nasty-texts.ts';
import type { Random } from './random.ts';

/** Where a value stands in a document. */
interface Place {
  parent: Record<string, unknown> | unknown[];
  key: string | number;
}

function places(value: unknown, found: Place[] = []): Place[] {
  if (value === null || typeof value !== 'object') return found;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const parent = value as Record<string, unknown>;
    found.push({ parent, key: key as string });
    places(parent[key as string], found);
  }
  return found;
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

function strange(random: Random, value: unknown, all: readonly Place[]): unknown {
  const other = random.pick(all);
  return random.pick<() => unknown>([
    () => null,
    () => [],
    () => ({}),
    () => '',
    () => nastyText(random),
    () => random.pick([0, -1, 1e300, 1e-300, 180, -180, 90, 4.9, 52.1, 155_000, 463_000, 1e21]),
    () => (typeof value === 'number' ? value + random.pick([1e-9, 1e-5, 0.01, 1, -1, 100]) : [value]),
    () => [value, value],
    () => (Array.isArray(value) ? value.slice(0, random.below(value.length + 1)) : value),
    () => (Array.isArray(value) ? value.toReversed() : value),
    () => structuredClone((other.parent as Record<string, unknown>)[other.key as string]),
    () => nested(random.pick([3, 500])),
    () =>
      random.pick([
        'Polygon',
        'MultiPolygon',
        'Point',
        'GeometryCollection',
        'Topology',
        'FeatureCollection',
        'Feature',
      ]),
    () => random.pick(['RA0101', 'GM0363', '2023RA0102', 'NL01']),
  ])();
}

/** A map file of which some values are others than they should be. */
export function changedMap(text: string, random: Random): string {
  const root = { content: JSON.parse(text) as unknown };
  for (let left = 1 + random.below(3); left > 0; left--) {
    const all = places(root);
    if (all.length === 0) break;
    const { parent, key } = random.pick(all);
    const record = parent as Record<string, unknown>;
    const name = key as string;
    if (random.chance(0.15)) {
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else Reflect.deleteProperty(record, name);
    } else if (random.chance(0.05) && !Array.isArray(parent)) {
      // As its own property, which is what a parser makes of it.
      const value = record[name];
      Reflect.deleteProperty(record, name);
      Object.defineProperty(record, random.pick(['__proto__', 'constructor', nastyText(random)]), {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } else record[name] = strange(random, record[name], all);
  }
  return JSON.stringify(root.content) ?? 'null';
}
