import { join } from 'node:path';
import { projectFolder } from '#pipelines/paths.ts';

/** Settings of this machine, from the environment, each with its default. */
export const settings = {
  editions: process.env['PRAKTIJKBALANS_EDITIONS'] ?? join(projectFolder, 'data/editions'),
  host: process.env['HOST'] ?? '127.0.0.1',
  port: process.env['PORT'] ?? '4173',
};

/** Defaults of a forecast; an edition records what it used. */
export const forecastDefaults = { draws: 1000, seed: 1 };
