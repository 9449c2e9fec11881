import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { ExhibitError } from "../core/index.ts";

const REFERENCE = /\$\{(env|file):([^}]+)\}/g;

export interface SecretSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative `${file:…}` references start from. */
  readonly folder: string;
  /** Receives every value that a reference stood for: it must surface nowhere. */
  readonly secrets: Set<string>;
}

/** Replaces `${env:NAME}` and `${file:PATH}` in every text of a configuration value. A reference to nothing is an error, never an empty text. */
export function resolveReferences(value: unknown, source: SecretSource, place: string): unknown {
  if (typeof value === "string")
    return value.replaceAll(REFERENCE, (_, type: string, name: string) => {
      const secret = lookUp(type, name, source, place);
      source.secrets.add(secret);
      return secret;
    });
  if (Array.isArray(value)) return value.map((item, index) => resolveReferences(item, source, `${place}[${index}]`));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, resolveReferences(item, source, `${place}.${key}`)]),
    );
  }
  return value;
}

function lookUp(type: string, name: string, source: SecretSource, place: string): string {
  if (type === "env") {
    const found = source.env[name];
    if (found !== undefined && found !== "") return found;
    throw new ExhibitError("CONFIG_SECRET_MISSING", `the environment variable ${name} is not set`, {
      place,
      remedy: `set ${name}, or change the reference`,
    });
  }
  const path = isAbsolute(name) ? name : join(source.folder, name);
  try {
    return readFileSync(path, "utf8").replace(/\r?\n$/, "");
  } catch (cause) {
    throw new ExhibitError("CONFIG_SECRET_MISSING", `the file ${path} cannot be read`, {
      place,
      remedy: "create it with the secret on one line, or change the reference",
      cause,
    });
  }
}
