import { findingKinds } from '#lib/domain/finding-kinds.ts';
import type { Table } from '#lib/domain/table.ts';
import { regionBoundaries } from '#lib/domain/tables/geography.ts';
import { UserError } from '#lib/domain/errors.ts';
import type { Effects } from '#pipelines/effects.ts';
import { schematicFile } from '#pipelines/paths.ts';
import { readRecords, sha256, type Reading } from '#pipelines/sources/reading.ts';

/** Reads our schematic map. @throws UserError for a row that does not fit its declaration */
export async function readSchematic(
  effects: Pick<Effects, 'readFile'>,
): Promise<Reading<typeof regionBoundaries>> {
  const bytes = await effects.readFile(schematicFile);
  const rows = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>[];
  const reading = readRecords(
    {
      table: regionBoundaries,
      file: 'boundaries/schematic.json',
      sourceKey: 'schematic_boundaries',
      origin: 'derived',
      sha256: sha256(bytes),
    },
    {
      records: rows.map((row, i) => ({
        line: i + 1,
        cells: Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value)])),
      })),
    },
  );
  const [first] = reading.findings;
  if (first) throw new UserError(`${schematicFile}, region ${first.row}, ${first.column}: ${first.code}`);
  return reading;
}

/** A reading of a second map: an edition draws one, so the rows are left out, which a finding says. */
function passedOver(reading: Reading<Table>, used: string): Reading<Table> {
  const note = {
    file: reading.file,
    row: null,
    column: null,
    value: used,
    severity: findingKinds['second-map'].severity,
    code: 'second-map',
    expected: null,
  };
  return { ...reading, rows: [], lines: [], findings: [...reading.findings, note] };
}

/** Readings with one map of the regions: the first one that was loaded, or else the schematic one. */
export async function withBoundaries(
  readings: readonly Reading<Table>[],
  effects: Pick<Effects, 'readFile'>,
): Promise<Reading<Table>[]> {
  const isMap = ({ table }: Reading<Table>) => table === (regionBoundaries as Table);
  const first = readings.find(isMap);
  if (!first) return [...readings, await readSchematic(effects)];
  return readings.map((reading) =>
    isMap(reading) && reading !== first ? passedOver(reading, first.file) : reading,
  );
}
