import type { Table } from '#lib/domain/table.ts';
import { quoted } from '#lib/server/database.ts';
import type { Attached } from '#lib/server/editions/attached.ts';
import type { Cell, RowChange, Side } from '#lib/server/editions/change.ts';
import { commonColumns, keyIn } from '#lib/server/editions/columns.ts';

/** The rows of a small table that differ, cell by cell. */
export async function rowChanges(attached: Attached, table: Table): Promise<RowChange[]> {
  const { name } = table;
  const common = commonColumns(attached, name);
  const key = keyIn(common, table);
  if (common.length === 0) return [];
  const rowsOf = async (side: Side) => {
    const list = common.map(quoted).join(', ');
    const rows = await attached.rows<Record<string, Cell>>(
      `SELECT ${list} FROM ${side}.${quoted(name)} ORDER BY ALL`,
    );
    return new Map(rows.map((row) => [JSON.stringify(key.map((column) => row[column])), row]));
  };
  const [before, after] = await Promise.all([rowsOf('before'), rowsOf('after')]);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [old, young] = [before.get(id), after.get(id)];
    const cells = common
      .filter((column) => !key.includes(column))
      .map((column) => ({ column, before: old?.[column] ?? null, after: young?.[column] ?? null }))
      .filter((cell) => cell.before !== cell.after);
    if (old && young && cells.length === 0) return [];
    const kind = !old ? 'added' : !young ? 'removed' : 'changed';
    return [{ key: (JSON.parse(id) as Cell[]).map(String), kind, cells } satisfies RowChange];
  });
}
