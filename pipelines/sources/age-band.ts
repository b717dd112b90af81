/** Ages in whole years, both ends included; `to` is null for an open band. */
interface AgeBand {
  from: number;
  to: number | null;
}

/** How a band may be written, for messages. */
export const ageBandExample = '25-29 | 65+';

const closed = /^(\d{1,3})\s*(?:-|–|t\/m|tot en met)\s*(\d{1,3})(?:\s*jaar)?$/;
const upTo = /^(\d{1,3})\s*tot\s*(\d{1,3})(?:\s*jaar)?$/;
const open = /^(\d{1,3})\s*(?:\+|(?:jaar )?(?:en|of) ouder)$/;

/** The band that a text such as "25-29", "25 tot 30 jaar", "95+" or "65 jaar of ouder" says, or null. */
export function parseAgeBand(text: string): AgeBand | null {
  const trimmed = text.trim().toLowerCase();
  const [, from, to] = closed.exec(trimmed) ?? [];
  if (from !== undefined) return ordered(Number(from), Number(to));
  const [, first, below] = upTo.exec(trimmed) ?? [];
  if (first !== undefined) return ordered(Number(first), Number(below) - 1);
  const [, start] = open.exec(trimmed) ?? [];
  return start === undefined ? null : { from: Number(start), to: null };
}

function ordered(from: number, to: number): AgeBand | null {
  return from <= to ? { from, to } : null;
}
