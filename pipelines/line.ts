/** The value of a series in a year, on the straight line between (or through) the nearest known years. */
export function onLine(points: readonly { year: number; value: number }[], year: number): number {
  const sorted = [...points].sort((a, b) => a.year - b.year);
  const after = Math.min(
    sorted.length - 1,
    Math.max(
      1,
      sorted.findIndex((point) => point.year >= year),
    ),
  );
  const [a, b] = [sorted[after - 1], sorted[after]];
  if (!a || !b) throw new Error(`a line through fewer than two years for ${year}`);
  return a.value + ((year - a.year) / (b.year - a.year)) * (b.value - a.value);
}
