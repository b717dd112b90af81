import { headerKey } from '#pipelines/sources/duo/names.ts';

/** What the columns with figures count. */
export type CountKind = 'students' | 'diplomas' | 'tracks' | 'intake';

export const countNames = ['women', 'men', 'total', 'new_to_mbo', 'new_to_programme'] as const;
export type CountName = (typeof countNames)[number];

/** Columns of a file that make one row of a table together. */
export interface CountColumns {
  /** The year in their names; null where it stands elsewhere. */
  year: number | null;
  /** The track that they count, where that is their name. */
  track: string | null;
  /** The name in the header of each figure. */
  headers: Partial<Record<CountName, string>>;
}

/** The columns with figures in a header, and those that are missing, as they should be called. */
export interface CountsFound {
  columns: CountColumns[];
  missing: string[];
}

type Patterns = Partial<Record<CountName, RegExp>>;

// One release has the slip DIPTOTAA2018L for DIPTOTAAL2018.
const wide: Record<'students' | 'diplomas', Patterns> = {
  students: {
    women: /^(?:vrouw|vrouwen|vrw)(\d{4})?$/,
    men: /^(?:man|mannen)(\d{4})?$/,
    total: /^(?:totaal|aantal|(?:aantal)?(?:studenten|deelnemers)|jaar(?=\d)|totaa(?=\d{4}l))(\d{4})?l?$/,
  },
  diplomas: {
    women: /^dip(?:vrouw|vrouwen|vrw)(\d{4})?$/,
    men: /^dip(?:man|mannen)(\d{4})?$/,
    total: /^dip(?:totaal|totaa(?=\d{4}l))(\d{4})?l?$/,
  },
};
const written: Record<'students' | 'diplomas', Partial<Record<CountName, string>>> = {
  students: { women: 'VROUW', men: 'MAN', total: 'TOTAAL' },
  diplomas: { women: 'DIPVROUW', men: 'DIPMAN', total: 'DIPTOTAAL' },
};

const trackNames = ['BBL', 'BOLDT', 'BOLVT', 'EX'];
const intakeNames: Partial<Record<CountName, string>> = {
  total: 'TOTAAL MBO',
  new_to_mbo: 'INSTROOM MBO',
  new_to_programme: 'INSTROOM OPLEIDING',
};

function byYear(header: readonly string[], kind: 'students' | 'diplomas'): CountsFound {
  const found = new Map<string, CountColumns>();
  for (const name of header) {
    for (const [count, pattern] of Object.entries(wide[kind])) {
      const match = pattern.exec(headerKey(name));
      if (!match) continue;
      const year = match[1] ?? '';
      const columns = found.get(year) ?? { year: year ? Number(year) : null, track: null, headers: {} };
      columns.headers[count as CountName] ??= name;
      found.set(year, columns);
    }
  }
  // A column without a year would count all years together where others have one.
  if (found.size > 1) found.delete('');
  const columns = [...found.values()].sort((a, b) => (a.year ?? 0) - (b.year ?? 0));
  const used = countNames.filter((count) => columns.some(({ headers }) => headers[count] !== undefined));
  const missing = columns.flatMap(({ year, headers }) =>
    used
      .filter((count) => headers[count] === undefined)
      .map((count) => `${written[kind][count]}${year ?? ''}`),
  );
  return { columns, missing: columns.length > 0 ? missing : missingAll(kind) };
}

function missingAll(kind: 'students' | 'diplomas'): string[] {
  const { total, men, women } = written[kind];
  return kind === 'students' ? [`${total}<jaar>`] : [`${men}<jaar>`, `${women}<jaar>`];
}

function named(header: readonly string[], name: string): string | undefined {
  return header.find((other) => headerKey(other) === headerKey(name));
}

function byTrack(header: readonly string[]): CountsFound {
  const columns = trackNames.flatMap((track) => {
    const total = named(header, track);
    return total === undefined ? [] : [{ year: null, track, headers: { total } }];
  });
  // Files before there were extranei have no column for them.
  const missing = trackNames.filter((track) => track !== 'EX' && named(header, track) === undefined);
  return { columns, missing };
}

function intake(header: readonly string[]): CountsFound {
  const headers: CountColumns['headers'] = {};
  const missing: string[] = [];
  for (const [count, name] of Object.entries(intakeNames)) {
    const found = named(header, name);
    if (found === undefined) missing.push(name);
    else headers[count as CountName] = found;
  }
  return { columns: [{ year: null, track: null, headers }], missing };
}

/**
 * Finds the columns with figures in a header: a few for each year (`MAN2019`, `JAAR_2021`, `DIPVRW2018`), a few with the
 * year in a column of its own, or one for each track (`BBL`, `BOLVT`). A year that lacks a figure which other years have
 * is missing it.
 */
export function findCounts(header: readonly string[], kind: CountKind): CountsFound {
  if (kind === 'tracks') return byTrack(header);
  return kind === 'intake' ? intake(header) : byYear(header, kind);
}
