interface Cluster {
  /** The middle of the cluster. */
  centre: number;
  size: number;
}

/**
 * Moves labels apart so that neighbours keep a distance and each stays as near to its own place as it can.
 *
 * @param places wanted places on one axis, in any unit and order
 * @param options.distance the least distance between two labels, in the same unit
 * @param options.range between what the labels must stay; too narrow a range gives way at its upper end
 * @returns the places in the order in which they were given
 */
export function spread(
  places: readonly number[],
  { distance, range: [low, high] }: { distance: number; range: readonly [number, number] },
): number[] {
  const order = places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const clusters: Cluster[] = [];
  for (const index of order) {
    let last: Cluster = within({ centre: places[index] ?? 0, size: 1 });
    for (let before = clusters.at(-1); before && overlaps(before, last); before = clusters.at(-1)) {
      clusters.pop();
      const size = before.size + last.size;
      last = within({ centre: (before.centre * before.size + last.centre * last.size) / size, size });
    }
    clusters.push(last);
  }
  const sorted = clusters.flatMap(({ centre, size }) =>
    Array.from({ length: size }, (_, i) => centre + (i - (size - 1) / 2) * distance),
  );
  const result = new Array<number>(places.length);
  order.forEach((index, rank) => (result[index] = sorted[rank] ?? 0));
  return result;

  function half(cluster: Cluster): number {
    return ((cluster.size - 1) / 2) * distance;
  }
  function within(cluster: Cluster): Cluster {
    const centre = Math.max(low + half(cluster), Math.min(high - half(cluster), cluster.centre));
    return { ...cluster, centre };
  }
  function overlaps(before: Cluster, after: Cluster): boolean {
    return after.centre - half(after) - (before.centre + half(before)) < distance;
  }
}
