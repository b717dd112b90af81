import type { Localized } from '#lib/domain/locale.ts';

/** One way in which a publisher lays out a file, as far as it is known here. */
export interface PublishedLayout {
  publisher: string;
  name: Localized;
  /** `read`: its rows are loaded; `passed-over`: it is recognised, and left aside because it is of no use here. */
  use: 'read' | 'passed-over';
  /** Whether a real file of this layout was read; if not, the reader goes by its description only. */
  verified: boolean;
  /** What is known of it, and from where. */
  evidence: Localized;
}
