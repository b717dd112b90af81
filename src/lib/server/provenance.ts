import type { Row } from '#lib/domain/table.ts';
import type { findings } from '#lib/domain/tables/edition.ts';
import type { Edition } from '#lib/server/edition.ts';
import type { Manifest } from '#lib/server/manifest.ts';

/** Findings that a page lists at most; the rest is in the download. */
const shownFindings = 100;

/** What the data page shows. */
export interface Provenance {
  manifest: Manifest;
  findings: Row<typeof findings>[];
  findingCount: number;
}

/**
 * Findings as everyone may see them: the value stands with files that a publisher made public; what stood in a
 * region's own file is protected (null).
 */
export async function openFindings(edition: Edition, most?: number): Promise<Row<typeof findings>[]> {
  return edition.rows(
    `SELECT f.file, f."row", f."column", CASE WHEN f.value IS NULL THEN '–' WHEN r.origin IN ('published', 'assumed') THEN f.value END AS value,
       severity, code, expected
     FROM findings f LEFT JOIN files_read r USING (file)
     ORDER BY f.file, f."row" ${most === undefined ? '' : `LIMIT ${most}`}`,
  );
}

/** Where the numbers of an edition come from, and what was refused. */
export async function provenanceOf(edition: Edition): Promise<Provenance> {
  const [count] = await edition.rows<{ n: number }>('SELECT count(*)::INTEGER AS n FROM findings');
  return {
    manifest: edition.manifest,
    findings: await openFindings(edition, shownFindings),
    findingCount: count?.n ?? 0,
  };
}
