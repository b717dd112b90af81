import * as c from '#lib/domain/column.ts';
import { table } from '#lib/domain/table.ts';
import { severities } from '#lib/domain/finding-kinds.ts';
import { coverageSubjects, origin, regionCode, share } from '#lib/domain/tables/columns.ts';

export const findings = table({
  name: 'findings',
  kind: 'edition',
  title: { nl: 'Bevindingen bij het inlezen', en: 'Findings while reading' },
  key: ['file', 'row', 'column', 'code'],
  columns: {
    file: c.text('Bestand', 'File'),
    row: c.optional(c.whole('Regel in het bestand', 'Line in the file', { min: 1 })),
    column: c.optional(c.text('Kolom', 'Column')),
    value: c.optional(c.text('Waarde', 'Value', { privacy: 'work' })),
    severity: c.choice(severities, 'Zwaarte', 'Severity'),
    code: c.text('Soort bevinding', 'Kind of finding'),
    expected: c.optional(c.text('Wat er had moeten staan', 'What was expected')),
  },
});

export const filesRead = table({
  name: 'files_read',
  kind: 'edition',
  title: { nl: 'Ingelezen bestanden', en: 'Files read' },
  key: ['file'],
  columns: {
    file: c.text('Bestand', 'File'),
    table_name: c.text('Tabel', 'Table'),
    source_key: c.text('Bron', 'Source'),
    sha256: c.text('Vingerafdruk (SHA-256)', 'Fingerprint (SHA-256)'),
    rows_read: c.whole('Rijen gelezen', 'Rows read', { min: 0 }),
    rows_loaded: c.whole('Rijen geladen', 'Rows loaded', { min: 0 }),
    rows_refused: c.whole('Rijen geweigerd', 'Rows refused', { min: 0 }),
    origin,
  },
});

export const registerCoverage = table({
  name: 'register_coverage',
  kind: 'edition',
  title: { nl: 'Hoeveel praktijken antwoordden', en: 'How many practices answered' },
  key: ['region_code', 'subject'],
  columns: {
    region_code: regionCode,
    subject: c.choice(coverageSubjects, 'Waarover', 'About what'),
    practices_answered: c.whole('Praktijken die antwoordden', 'Practices that answered', {
      unit: 'practices',
      min: 0,
    }),
    practices_asked: c.whole('Praktijken in de lijst van de regio', 'Practices in the list of the region', {
      unit: 'practices',
      min: 1,
    }),
    share: c.decimal('Aandeel dat antwoordde', 'Share that answered', share),
  },
});
