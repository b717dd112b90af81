import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { projectFolder } from '#pipelines/paths.ts';
import { schemaFiles } from '#pipelines/schema.ts';

const files = schemaFiles().map(({ path, text }) => ({ path, name: basename(path), text }));

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

describe('the JSON Schema files', () => {
  test.each(files)('$name is what the code generates (npx tsx pipelines/schema.ts)', ({ path, text }) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test.each(files)('$name says what it is', ({ name, text }) => {
    const schema = JSON.parse(text) as Record<string, unknown>;
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema['$id']).toMatch(new RegExp(`/data/schema/${name}$`));
    for (const key of ['title', 'description']) expect(schema[key]).toMatch(/\w+ /);
  });

  test.each([
    ['baseline', 'bell-founders.baseline'],
    ['baseline', 'lighthouse-keepers.baseline'],
    ['scenario', 'lighthouse-keepers.scenario'],
    ['history', 'lighthouse-keepers.history'],
  ])('%s takes the example %s, and nothing that is misspelt', (name, example) => {
    const text = files.find((file) => file.name === `${name}.schema.json`)?.text ?? '{}';
    const schema = z.fromJSONSchema(JSON.parse(text) as z.core.JSONSchema.JSONSchema);
    const document = read(join(projectFolder, `data/examples/${example}.json`)) as object;
    expect(schema.safeParse(document).success).toBe(true);
    expect(schema.safeParse({ ...document, groupz: [] }).success).toBe(false);
  });
});
