import type { PublishedLayout } from '#lib/domain/layouts.ts';
import { cbsLayouts } from '#lib/domain/layouts/cbs.ts';
import { duoLayouts } from '#lib/domain/layouts/duo.ts';

/** Every layout of a publisher's file that is known here. */
export const publishedLayouts: readonly PublishedLayout[] = [
  ...Object.values(duoLayouts),
  ...Object.values(cbsLayouts),
];
