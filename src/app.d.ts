import type { IncomingMessage } from 'node:http';
import type { RegionName } from '#lib/server/region.ts';
import type { Edition } from '#lib/server/edition.ts';
import type { Desk } from '#lib/server/importing/desk.ts';

declare global {
  namespace App {
    interface Error {
      message: string;
      code?: 'unknown-region' | 'no-edition' | 'not-local' | 'no-draft';
      region?: string;
      regions?: RegionName[];
    }
    interface Locals {
      /** The edition in use; asking for it fails where there is none. */
      edition: () => Promise<Edition>;
      /** Whether the request was made on this machine, by the person who sits at it. */
      mayImport: boolean;
      /** The desk where files are taken in; asking for it fails where the request was not made on this machine. */
      desk: () => Desk;
    }
    interface Platform {
      /** The request as it came in; only the built server has it. */
      req: IncomingMessage;
    }
  }
}
