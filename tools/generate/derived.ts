import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { loadMapping } from "../../src/mapping/index.ts";
import { checks, collectors } from "../../src/registry.ts";
import { Settings } from "../../src/settings/schema.ts";
import type { Generated } from "../generate.ts";
import { catalogue } from "./catalogue.ts";
import { errorTable } from "./errors.ts";
import { publicSchemas } from "./schemas.ts";

/** Every generated file but the registry, which must exist before this module can be loaded. */
export async function derived(root: string): Promise<readonly Generated[]> {
  const mapping = await loadMapping({ directory: join(root, "mappings/iso-27002-2022"), checks });
  const files: Generated[] = [
    { path: "docs/errors.md", text: errorTable() },
    { path: "docs/catalogue.md", text: catalogue(checks, mapping.controls) },
    { path: "config/exhibit.schema.json", text: json(z.toJSONSchema(Settings, { io: "input" })) },
    ...publicSchemas(),
  ];
  for (const collector of collectors) files.push(...(await generatedOf(root, collector.id)));
  return files;
}

/** A collector folder may generate files of its own (policy, README part): `collectors/<id>/generate.ts`. */
async function generatedOf(root: string, id: string): Promise<readonly Generated[]> {
  const folder = join(root, "collectors", id);
  if (!readdirSync(folder).includes("generate.ts")) return [];
  const module = (await import(join(folder, "generate.ts"))) as {
    generate: (root: string) => readonly Generated[] | Promise<readonly Generated[]>;
  };
  return module.generate(root);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
