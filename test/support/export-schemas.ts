import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

/** The official schemas by the format that they speak of, as they lie in a folder of schemas. */
export const SCHEMA_FILES: Readonly<Record<string, string>> = {
  oscal: "oscal/oscal_complete_schema-1.2.2.json",
  ocsf: "ocsf/ocsf-1.8.0-compliance_finding.schema.json",
  "ocsf-cloud": "ocsf/ocsf-1.8.0-compliance_finding.cloud-datetime.schema.json",
};

/** Files of {@link SCHEMA_FILES} that are not in this folder. */
export function missingSchemas(folder: string): readonly string[] {
  return Object.values(SCHEMA_FILES).filter((file) => !existsSync(join(folder, file)));
}

/** Where schemas were found, or undefined: `EXHIBIT_SCHEMAS`, or a folder beside the working tree. */
export function findSchemas(root: string): string | undefined {
  return [process.env["EXHIBIT_SCHEMAS"], join(root, "../shared/schemas")]
    .filter((folder): folder is string => folder !== undefined && folder !== "")
    .find((folder) => missingSchemas(folder).length === 0);
}

export interface SchemaValidator {
  /** What does not hold, the first few; empty when the document is valid. */
  problems(document: unknown): readonly string[];
}

const compiled = new Map<string, Promise<SchemaValidator>>();

/** The validator of a format, compiled once: a tenth to a third of a second each. */
export function validatorOf(folder: string, format: string): Promise<SchemaValidator> {
  const path = join(folder, SCHEMA_FILES[format] ?? "");
  let known = compiled.get(path);
  if (known === undefined) compiled.set(path, (known = compile(path)));
  return known;
}

const MOST_PROBLEMS = 5;

async function compile(path: string): Promise<SchemaValidator> {
  // OSCAL's tokens need `unicodeRegExp`, which is the default.
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate: ValidateFunction = ajv.compile(JSON.parse(await readFile(path, "utf8")) as object);
  return {
    problems(document) {
      if (validate(document)) return [];
      return (validate.errors ?? [])
        .slice(0, MOST_PROBLEMS)
        .map(({ instancePath, message, params }) => `${instancePath} ${message ?? ""} ${JSON.stringify(params)}`);
    },
  };
}
