import { boundarySources } from '#pipelines/refresh/boundary-sources.ts';
import { cbsSources } from '#pipelines/refresh/cbs-sources.ts';
import { duoSources } from '#pipelines/refresh/duo-sources.ts';
import type { Ledger } from '#pipelines/refresh/ledger.ts';
import type { PublicSource } from '#pipelines/refresh/public-source.ts';

/** Everything that a refresh can fetch. */
export const publicSources: readonly PublicSource[] = [...duoSources, ...cbsSources, ...boundarySources];

/** The sources with these keys; with none, all but those that another one stands in for, as in the folder now. */
export function chosenSources(keys: readonly string[], ledger: Ledger): PublicSource[] {
  if (keys.length > 0) return publicSources.filter(({ key }) => keys.includes(key));
  const used = new Set([...ledger.values()].map(({ source }) => source));
  const replaced = new Set(
    publicSources.filter(({ key }) => used.has(key)).map(({ standsInFor }) => standsInFor),
  );
  return publicSources.filter(({ key, standsInFor }) =>
    standsInFor === undefined ? !replaced.has(key) : used.has(key),
  );
}
