import { realEffects } from '#pipelines/effects.ts';
import { referenceFolder } from '#pipelines/paths.ts';
import { referenceBaseline } from '#pipelines/reference-baseline.ts';
import { readBands } from '#pipelines/series.ts';
import { readReference } from '#pipelines/sources/reference.ts';

export const readings = await readReference(referenceFolder, realEffects);

/** The baseline of the 28 regions as an edition has it while no region has loaded anything. */
export const realBaseline = referenceBaseline(readings, await readBands(realEffects));
