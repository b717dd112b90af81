import { registerCoverage } from '#lib/domain/tables/edition.ts';
import * as forecastTables from '#lib/domain/tables/forecast.ts';
import { coverageRows } from '#pipelines/compare/coverage.ts';
import { refuseOrphans, refuseRepeats, noteUnscalable } from '#pipelines/compare/refusals.ts';
import { manyRefused } from '#pipelines/compare/refused-share.ts';
import { regionalBounds } from '#pipelines/compare/regional-bounds.ts';
import { leaveOutReplaced } from '#pipelines/compare/replaced.ts';
import { schoolDemand } from '#pipelines/compare/school-demand.ts';
import { diplomaRows, programmeDiplomas, programmeStudents, studentRows } from '#pipelines/student-counts.ts';
import { put, type EditionWork } from '#pipelines/work.ts';

/** Compares the files with each other and with what is known, refuses rows that fit nowhere, and counts who answered. */
export function compareFiles(work: EditionWork): void {
  leaveOutReplaced(work);
  work.readings = noteUnscalable(refuseOrphans(refuseRepeats(work.readings)));
  const students = programmeStudents(work.readings);
  const diplomas = programmeDiplomas(work.readings);
  put(work, forecastTables.programmeStudents, studentRows(students));
  put(work, forecastTables.programmeDiplomas, diplomaRows(diplomas));
  work.compared = [
    ...students.findings,
    ...diplomas.findings,
    ...work.readings.flatMap(manyRefused),
    ...regionalBounds(work.readings),
    ...schoolDemand(work.readings, students),
  ];
  put(work, registerCoverage, coverageRows(work.readings));
}
