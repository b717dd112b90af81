import type { RegionName } from '#lib/server/region.ts';
import type { Edition } from '#lib/server/edition.ts';

declare global {
  namespace App {
    interface Error {
      message: string;
      code?: 'unknown-region' | 'no-edition';
      region?: string;
      regions?: RegionName[];
    }
    interface Locals {
      /** The edition in use; asking for it fails where there is none. */
      edition: () => Promise<Edition>;
    }
  }
}
