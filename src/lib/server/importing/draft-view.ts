import type { FileReport } from '#lib/domain/check-report.ts';
import { findingGroups, type FindingGroup } from '#lib/domain/finding-groups.ts';
import type { DraftView, FileLine } from '#lib/domain/import-view.ts';
import type { Locale } from '#lib/domain/locale.ts';
import type { Edition } from '#lib/server/edition.ts';
import type { Desk } from '#lib/server/importing/desk.ts';
import { readDifference } from '#lib/server/importing/difference.ts';
import { draftPaths } from '#lib/server/importing/drafts.ts';
import { wayBack } from '#lib/server/importing/front-desk.ts';
import { tableTitle } from '#lib/server/importing/table-title.ts';
import { regionNames } from '#lib/server/region.ts';

/** How many findings of a kind in a file a page shows, and how many kinds; the downloads have them all. */
const shown = { findings: 20, groups: 60 };

/** How many regions the difference names, and how many years ahead their shortages are compared. */
const compared = { regions: 8, yearsAhead: 10 };

function filesIn(groups: readonly FindingGroup[]): string[] {
  return [...new Set(groups.map(({ file }) => file))];
}

/** Everything about a draft, checked first where that did not happen yet. */
export async function draftView(
  desk: Desk,
  id: string,
  { locale, edition }: { locale: Locale; edition: () => Promise<Edition> },
): Promise<DraftView> {
  const { draft, stage, report, building } = await desk.open(id, locale);
  // Before the first edition there are no names yet.
  const served = await edition().catch(() => undefined);
  const names = new Map((served ? await regionNames(served) : []).map(({ code, name }) => [code, name]));
  const year = (served?.manifest.baseYear ?? new Date().getFullYear()) + compared.yearsAhead;
  const groups = findingGroups(report.findings, report.files, shown.findings);
  const onPage = groups.slice(0, shown.groups);
  const line = ({ file, table, rowsRead, rowsLoaded, rowsRefused }: FileReport): FileLine => ({
    file,
    what: table === null ? null : tableTitle(table, locale),
    rowsRead,
    rowsLoaded,
    rowsRefused,
  });
  const { differenceJson } = draftPaths(desk.root, id);
  return {
    id,
    stage,
    building,
    files: draft.files.map(({ name }) => name),
    removed: draft.removed,
    without: draft.without,
    verdict: report.verdict,
    toAccept: report.toAccept.map((code) => ({
      code,
      files: filesIn(groups.filter((group) => group.code === code)),
    })),
    given: report.files.filter(({ kept }) => !kept).map(line),
    kept: report.files.filter(({ kept }) => kept).map(line),
    groups: onPage,
    otherFiles: filesIn(groups).length - filesIn(onPage).length,
    changes: report.changes.map(({ table, region, ...rows }) => ({
      ...rows,
      what: tableTitle(table, locale),
      region: region === null ? null : (names.get(region) ?? region),
    })),
    builtId: draft.built?.id ?? '',
    difference:
      stage === 'built'
        ? await readDifference(differenceJson, { locale, year, most: compared.regions })
        : null,
    back: stage === 'used' ? await wayBack(desk.root) : null,
  };
}
