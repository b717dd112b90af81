import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { baselineSchema } from '#lib/model/baseline.ts';
import { historySchema } from '#lib/model/baseline/history.ts';
import { scenarioSchema } from '#lib/model/scenario.ts';
import { documentText, writeWhole } from '#pipelines/documents.ts';
import { projectFolder } from '#pipelines/paths.ts';

/** The formats of which a JSON Schema is shipped. */
const formats: { name: string; schema: z.ZodType }[] = [
  { name: 'baseline', schema: baselineSchema },
  { name: 'scenario', schema: scenarioSchema },
  { name: 'history', schema: historySchema },
];

const schemaFolder = join(projectFolder, 'data/schema');
const home = 'https://raw.githubusercontent.com/praktijkbalans/praktijkbalans/main/data/schema';

/** Bounds that a whole number has anyway. */
function withoutSafeBounds(json: z.core.JSONSchema.BaseSchema): void {
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
}

/** The JSON Schema of a format, with its own definition at the root instead of among the definitions. */
function jsonSchema(schema: z.ZodType, id: string): Record<string, unknown> {
  const { $schema, $ref, $defs, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io: 'input',
    override: ({ jsonSchema: json }) => withoutSafeBounds(json),
  });
  const name = $ref?.replace('#/$defs/', '') ?? '';
  const { [name]: root, ...definitions } = $defs ?? {};
  const { title, description, ...shape } = { ...rest, ...root };
  const others = Object.keys(definitions).length > 0 && { $defs: definitions };
  return { $schema, $id: id, title, description, ...shape, ...others };
}

/** The JSON Schema files (draft 2020-12) of all formats: their paths and texts. */
export function schemaFiles(): { path: string; text: string }[] {
  return formats.map(({ name, schema }) => {
    const file = `${name}.schema.json`;
    return { path: join(schemaFolder, file), text: documentText(jsonSchema(schema, `${home}/${file}`)) };
  });
}

/** Writes the JSON Schema of every format. */
async function writeSchemas(): Promise<string[]> {
  const files = schemaFiles();
  for (const { path, text } of files) await writeWhole(path, text);
  return files.map(({ path }) => path);
}

// `npx tsx pipelines/schema.ts` writes the files anew.
if (process.argv[1] === fileURLToPath(import.meta.url))
  process.stdout.write(`${(await writeSchemas()).join('\n')}\n`);
