import { registerCoverage } from '#lib/domain/tables/edition.ts';
import { coverageRows } from '#pipelines/compare/coverage.ts';
import { refuseOrphans, refuseRepeats, noteUnscalable } from '#pipelines/compare/refusals.ts';
import { manyRefused } from '#pipelines/compare/refused-share.ts';
import { regionalBounds } from '#pipelines/compare/regional-bounds.ts';
import { leaveOutReplaced } from '#pipelines/compare/replaced.ts';
import { schoolDemand } from '#pipelines/compare/school-demand.ts';
import { put, type EditionWork } from '#pipelines/work.ts';

/** Compares the files with each other and with what is known, refuses rows that fit nowhere, and counts who answered. */
export function compareFiles(work: EditionWork): void {
  leaveOutReplaced(work);
  work.readings = noteUnscalable(refuseOrphans(refuseRepeats(work.readings)));
  work.compared = [
    ...work.readings.flatMap(manyRefused),
    ...regionalBounds(work.readings),
    ...schoolDemand(work.readings),
  ];
  put(work, registerCoverage, coverageRows(work.readings));
}
