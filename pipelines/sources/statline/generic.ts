import type { Finding } from '#lib/domain/finding.ts';
import type { Row } from '#lib/domain/table.ts';
import type { regions } from '#lib/domain/tables/geography.ts';
import { statlineObservations } from '#lib/domain/tables/raw.ts';
import { plainName } from '#pipelines/sources/dutch-cells.ts';
import { cellFinding, readRecords, type Reading } from '#pipelines/sources/reading.ts';
import type { SourceFile } from '#pipelines/sources/source-file.ts';
import type { StatlineLayout } from '#pipelines/sources/statline/form.ts';
import { noLists, valuesOf, type CodeLists } from '#pipelines/sources/statline/values.ts';

type Cells = Record<string, string>;

const isPeriod = (name: string) => /^(perioden|periods)$/i.test(name);
const isArea = (name: string) => /^regio/i.test(name);
const areaCode = /^[A-Z]{2}\d{2,8}$/;
/** How StatLine tells a RegioPlus region from a province or a municipality of the same name. */
const ofRegions = /^(.*) \(RA\)$/;
/** The branch of general practice, as the AZW programme names it. */
const branch = /huisartsen en gezondheidscentra/i;
const aboutWorkers = /werknemers|ziekteverzuim|verzuim|employees|24015NED/i;

/** Finds the code of an area as a table names it: the code itself, or the name of a region with `(RA)` behind it. */
function areaCodes(known: readonly Row<typeof regions>[]): (text: string) => string | null {
  const codes = new Map(
    known.flatMap(({ region_code, name, former_names }) =>
      [name, ...(former_names?.split('|') ?? [])].map((each) => [plainName(each), region_code]),
    ),
  );
  return (text) => {
    if (areaCode.test(text)) return text;
    if (text === 'Nederland') return 'NL01';
    const name = ofRegions.exec(text)?.[1];
    return name === undefined ? null : (codes.get(plainName(name)) ?? null);
  };
}

/** What has to be known of some tables before their figures are used. */
function cautions(
  { file, headerLine }: SourceFile,
  layout: StatlineLayout,
  records: readonly Cells[],
  lists: CodeLists,
) {
  const findings: Finding[] = [];
  const tell = (column: string, value: string, code: 'branch-not-occupation' | 'home-region') =>
    findings.push(cellFinding(file, headerLine, { column, value, code, expected: '' }));
  for (const column of layout.dimensions) {
    const label = (text: string) => lists.codes.get(column)?.get(text) ?? text;
    const found = records
      .map((cells) => label(cells[column]?.trim() ?? ''))
      .find((text) => branch.test(text));
    if (found !== undefined) tell(column, found, 'branch-not-occupation');
  }
  const topics = layout.measures.map(({ title }) => title);
  const listed = [...lists.measures.values()].map(({ title }) => title);
  const area = layout.dimensions.find(isArea);
  const about = [layout.id, layout.title, ...topics, ...listed].find(
    (text) => text !== null && aboutWorkers.test(text),
  );
  if (area !== undefined && about != null) tell(area, about, 'home-region');
  return findings;
}

/**
 * Reads any table of StatLine: every value with its topic, unit, area, period and other dimensions. A value that is
 * missing has its reason and is no zero. The model does not use them; they stand in an edition to look at.
 */
export function readStatline(
  source: SourceFile,
  layout: StatlineLayout,
  { regions: known = [], lists = noLists }: { regions?: readonly Row<typeof regions>[]; lists?: CodeLists },
): Reading<typeof statlineObservations> {
  const { file, sha256, records } = source;
  const codeOf = areaCodes(known);
  const period = layout.dimensions.find(isPeriod);
  const area = layout.dimensions.find(isArea);
  const others = layout.dimensions.filter((name) => name !== period && name !== area);
  const labelOf = (column: string, text: string) => lists.codes.get(column)?.get(text) ?? text;
  const reading = readRecords(
    { table: statlineObservations, file, sha256, sourceKey: 'statline', origin: 'published' },
    {
      records,
      toCells: (record) => {
        const place = area === undefined ? '' : (record[area]?.trim() ?? '');
        const when = period === undefined ? '' : (record[period]?.trim() ?? '');
        const dimensions = others.map((name) => [name, labelOf(name, record[name]?.trim() ?? '')]);
        return valuesOf(layout, record, lists).map(({ measure, title, unit, value, text, status }) => ({
          table_id: layout.id ?? '',
          title: layout.title ?? '',
          measure: title,
          unit: unit ?? '',
          region_code: codeOf(place) ?? '',
          region_name: area === undefined ? '' : labelOf(area, place),
          period: when,
          year: /^\d{4}/.exec(when)?.[0] ?? '',
          dimensions: JSON.stringify(Object.fromEntries(dimensions)),
          value,
          text,
          status,
          // Not a column of the table: where the value stood.
          column: layout.form === 'observations' ? 'Value' : measure,
        }));
      },
      headerOf: (column, cells) => {
        if (column === 'value' || column === 'text') return cells['column'] ?? column;
        if (column === 'region_code' || column === 'region_name') return area ?? column;
        return column === 'period' || column === 'year' ? (period ?? column) : column;
      },
    },
  );
  reading.findings.push(
    ...cautions(
      source,
      layout,
      records.map(({ cells }) => cells),
      lists,
    ),
  );
  return reading;
}
