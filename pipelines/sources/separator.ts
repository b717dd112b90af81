export type Separator = ';' | ',' | '\t';

const separators: readonly Separator[] = [';', ',', '\t'];
/** What of a text tells its separator. */
const told = { characters: 64_000, lines: 50 };
const quoted = /"(?:[^"]|"")*"/g;
/** The first line by which Excel is told the separator. */
const stated = /^sep=([;,\t])\r?$/i;

/** How many lines have the number of separators that most lines have, and that number. */
function agreement(lines: readonly string[], separator: Separator): { lines: number; separators: number } {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(separator).length - 1;
    if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  return [...counts].reduce(
    (most, [count, n]) =>
      n > most.lines || (n === most.lines && count > most.separators)
        ? { lines: n, separators: count }
        : most,
    { lines: 0, separators: 0 },
  );
}

/**
 * The separator of a table: a semicolon, a comma or a tab, whichever most of its first lines agree on. A title above
 * the header has fewer of them, and decimal commas are not as many in every line.
 */
export function separatorOf(text: string): Separator {
  const start = text.slice(0, told.characters);
  const [first = ''] = start.split('\n', 1);
  const said = stated.exec(first.trim())?.[1];
  if (said !== undefined) return said as Separator;
  const lines = start.replace(quoted, '').split(/\r\n|\r|\n/, told.lines);
  const best = separators
    .map((separator) => ({ separator, ...agreement(lines, separator) }))
    .reduce((a, b) => (b.lines > a.lines || (b.lines === a.lines && b.separators > a.separators) ? b : a));
  return best.lines === 0 ? ',' : best.separator;
}
