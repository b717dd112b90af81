import type { Table } from '#lib/domain/table.ts';
import type { Binding } from '#pipelines/sources/duo/bind.ts';
import { cellReaders, countYear, trackCode, trackExample } from '#pipelines/sources/duo/cells.ts';
import type { CountColumns, CountName } from '#pipelines/sources/duo/counts.ts';
import type { DuoForm } from '#pipelines/sources/duo/forms.ts';
import type { Dimension } from '#pipelines/sources/duo/names.ts';
import { readCounts, writeCount, type RowCounts } from '#pipelines/sources/duo/row-counts.ts';
import type { Problem } from '#pipelines/sources/reading.ts';

type Cells = Record<string, string>;

/** A form, the table that it fills, and the columns of a file in which it finds what it needs. */
export interface BoundForm {
  form: DuoForm;
  table: Table;
  binding: Binding;
}

/** What is known beside the lines of a file. */
export interface Beside {
  file: string;
  /** The year in the name of the file, for counts that do not say theirs. */
  year: number | null;
  /** Finds the code of a municipality of today by its name or number. */
  municipalityCode: (text: string) => string | null;
}

/** Makes cells of lines, and says of each from which column it came and what is wrong with it. */
interface RowReader {
  toCells: (record: Cells) => Cells[];
  headerOf: (column: string, cells: Cells) => string;
  check: (cells: Cells) => Problem[];
}

/** The column of a table that each count fills, without its `_low`, `_high` or `_status`. */
export function countColumnsOf({ columns }: Table): Map<CountName, string> {
  const total = 'diplomas_low' in columns ? 'diplomas' : 'students';
  const names: [CountName, string][] = [
    ['women', 'women'],
    ['men', 'men'],
    ['total', total],
    ['new_to_mbo', 'new_to_mbo'],
    ['new_to_programme', 'new_to_programme'],
  ];
  return new Map(names.filter(([, name]) => `${name}_low` in columns));
}

/** DUO names a column of diplomas after the year in which it counted: the diplomas are those of the year before. */
function yearOf(text: string, { counts }: DuoForm): string {
  return counts === 'diplomas' && /^\d{4}$/.test(text) ? String(Number(text) - 1) : text;
}

function trackProblem(track: string, { columns }: Table): Problem[] {
  const known = columns['track']?.oneOf;
  if (track === '' || !known || known.includes(track)) return [];
  return [{ column: 'track', value: track, code: 'not-in-list', expected: trackExample }];
}

/** What reads the lines of a file that is bound to a form. */
export function rowReader({ form, table, binding }: BoundForm, beside: Beside): RowReader {
  const { dimensions, counts } = binding;
  const countColumns = countColumnsOf(table);
  const columnOf = (dimension: Dimension) => form.columns?.[dimension] ?? dimension;
  const made = new WeakMap<Cells, CountColumns & Pick<RowCounts, 'problems'>>();
  const text = (record: Cells, dimension: Dimension) => record[dimensions.get(dimension) ?? '']?.trim() ?? '';

  function dimensionCells(record: Cells): Cells {
    const cells: Cells = { file: beside.file };
    for (const dimension of dimensions.keys()) {
      const found = text(record, dimension);
      cells[columnOf(dimension)] = cellReaders[dimension]?.(found) ?? found;
    }
    if ('municipality_code' in table.columns) {
      const { municipality_code = '', home_municipality = '' } = cells;
      const code = beside.municipalityCode(municipality_code) ?? beside.municipalityCode(home_municipality);
      cells['municipality_code'] = code ?? '';
    }
    return cells;
  }

  function countedCells(record: Cells, shared: Cells, columns: CountColumns): Cells[] {
    const read = readCounts(record, columns, text(record, 'small_count'));
    if (!read) return [];
    const cells = { ...shared };
    const year = columns.year ?? (dimensions.has('year') ? countYear(text(record, 'year')) : beside.year);
    cells[columnOf('year')] = yearOf(String(year ?? ''), form);
    if (columns.track !== null) cells['track'] = trackCode(columns.track);
    for (const [count, column] of countColumns) writeCount(cells, column, read.counts[count]);
    made.set(cells, { ...columns, problems: read.problems });
    return [cells];
  }

  return {
    toCells: (record) => {
      const shared = dimensionCells(record);
      if (form.counts === null) return [shared];
      return counts.flatMap((columns) => countedCells(record, shared, columns));
    },
    headerOf: (column, cells) => {
      const headers = made.get(cells)?.headers ?? {};
      const [count] = [...countColumns].find(([, name]) => column.startsWith(`${name}_`)) ?? [];
      if (count) return headers[count] ?? column;
      const [dimension] = [...dimensions].find(([known]) => columnOf(known) === column) ?? [];
      if (dimension) return dimensions.get(dimension) ?? column;
      // The year stands in the name of a count where it has no column of its own, and so does the track.
      return ['track', columnOf('year')].includes(column)
        ? (headers.total ?? headers.women ?? column)
        : column;
    },
    check: (cells) => [
      ...trackProblem(cells['track'] ?? '', table),
      ...(made.get(cells)?.problems ?? []).map(({ column, ...problem }) => ({
        ...problem,
        column: column === 'small_count' ? column : `${countColumns.get(column)}_status`,
      })),
    ],
  };
}
