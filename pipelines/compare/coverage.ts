import type { Row, Table } from '#lib/domain/table.ts';
import * as geography from '#lib/domain/tables/geography.ts';
import { coverageSubjects, type CoverageSubject } from '#lib/domain/tables/columns.ts';
import type { registerCoverage } from '#lib/domain/tables/edition.ts';
import * as tables from '#lib/domain/tables/register.ts';
import type { Reading } from '#pipelines/sources/reading.ts';
import { rowsOf } from '#pipelines/sources/reference.ts';

type Practice = Row<typeof tables.practices>;

/** Practices with a row in a table that the region itself loaded. */
function named(readings: readonly Reading<Table>[], table: Table): (practice: Practice) => boolean {
  const ids = new Set(
    rowsOf(readings, table)
      .filter(({ origin }) => origin !== 'synthetic')
      .map(({ practice_id }) => practice_id),
  );
  return ({ practice_id }) => ids.has(practice_id);
}

/** What counts as an answer of a practice. A file that was not handed over is no question, so it has no coverage. */
function answers(
  readings: readonly Reading<Table>[],
): Record<CoverageSubject, ((practice: Practice) => boolean) | null> {
  const asked = (table: Table) =>
    rowsOf(readings, table).some(({ origin }) => origin !== 'synthetic') ? named(readings, table) : null;
  return {
    patients: ({ registered_patients }) => registered_patients !== null,
    staff: asked(tables.practiceStaff),
    places: asked(tables.practicePlaces),
    recognition: ({ recognised }) => recognised !== null,
    offer: ({ offer_status }) => offer_status !== 'not-visited',
    supervisors: ({ supervisors }) => supervisors !== null,
  };
}

/**
 * How many practices of a region answered, for everything that a region's own files can say. A region that loaded no
 * practices was not asked, and has no rows.
 */
export function coverageRows(readings: readonly Reading<Table>[]): Row<typeof registerCoverage>[] {
  const regionOf = new Map(
    rowsOf(readings, geography.municipalities).map(({ municipality_code, region_code }) => [
      municipality_code,
      region_code,
    ]),
  );
  const loaded = rowsOf(readings, tables.practices).filter(({ origin }) => origin !== 'synthetic');
  const regions = new Set(loaded.map(({ municipality_code }) => regionOf.get(municipality_code) ?? ''));
  const answered = answers(readings);
  return [...regions].sort().flatMap((region_code) => {
    const practices = loaded.filter(
      ({ municipality_code }) => regionOf.get(municipality_code) === region_code,
    );
    return coverageSubjects.flatMap((subject) => {
      const isAnswer = answered[subject];
      if (isAnswer === null) return [];
      const practices_answered = practices.filter(isAnswer).length;
      const practices_asked = practices.length;
      return [
        {
          region_code,
          subject,
          practices_answered,
          practices_asked,
          share: practices_answered / practices_asked,
        },
      ];
    });
  });
}
