import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this project, wherever the command is called from. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));
export const referenceFolder = join(projectFolder, 'data/reference');
export const sourcesFile = join(projectFolder, 'data/sources.json');
export const schematicFile = join(projectFolder, 'data/boundaries/schematic.json');
export const appFolder = join(projectFolder, 'build');
