import type { PageLoad } from './$types';

/** What draws the map with boundaries comes only where somebody chose that map. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  land: data.land && { ...data.land, Map: (await import('#lib/components/GeoMap.svelte')).default },
});
