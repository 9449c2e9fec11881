import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import type * as z from "zod";
import { ExhibitError, systemErrorCode } from "../core/index.ts";
import { Settings } from "./schema.ts";
import { withoutSecrets } from "./secret-keeper.ts";
import { resolveReferences, type SecretSource } from "./secrets.ts";

export const DEFAULT_CONFIG = "exhibit.yaml";

export interface LoadedSettings {
  readonly settings: Settings;
  /** Absolute path of the file, or undefined when there is none and defaults hold. */
  readonly path: string | undefined;
  /** Absolute. */
  readonly dataDir: string;
  /** Values that `${env:…}` and `${file:…}` references stood for. */
  readonly secrets: readonly string[];
}

export interface LoadOptions {
  readonly config?: string | undefined;
  readonly dataDir?: string | undefined;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Reads the configuration; without `config` a missing `exhibit.yaml` means defaults. All problems of a file are reported together. */
export async function loadSettings(options: LoadOptions): Promise<LoadedSettings> {
  const path = resolve(options.cwd, options.config ?? DEFAULT_CONFIG);
  const text = await read(path, options.config !== undefined);
  const folder = text === undefined ? options.cwd : dirname(path);
  const secrets = new Set<string>();
  const settings =
    text === undefined
      ? Settings.parse({})
      : await withoutSecrets(secrets, () => parse(text, path, { env: options.env, folder, secrets }));
  const dataDir =
    options.dataDir === undefined ? fromFolder(settings.dataDir, folder) : resolve(options.cwd, options.dataDir);
  const databaseUrl = settings.databaseUrl ?? options.env["DATABASE_URL"];
  const redisUrl = settings.queue.redisUrl ?? options.env["REDIS_URL"];
  const whole: Settings = {
    ...settings,
    ...(given(databaseUrl) ? { databaseUrl } : {}),
    queue: { ...settings.queue, ...(given(redisUrl) ? { redisUrl } : {}) },
  };
  return { settings: whole, path: text === undefined ? undefined : path, dataDir, secrets: [...secrets] };
}

function given(value: string | undefined): value is string {
  return value !== undefined && value !== "";
}

function fromFolder(path: string, folder: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}

async function read(path: string, required: boolean): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (systemErrorCode(cause) === "ENOENT" && !required) return undefined;
    throw new ExhibitError("CONFIG_NOT_FOUND", "the configuration file cannot be read", {
      place: path,
      remedy: "name an existing file with --config, or write one with `exhibit init`",
      cause,
    });
  }
}

function parse(text: string, path: string, source: SecretSource): Settings {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw invalid(
      `this is not valid YAML: ${broken.message.split("\n")[0]?.replace(/ at line.*$/, "") ?? broken.code}`,
      `${path}:${line}:${col}`,
    );
  }
  const raw: unknown = document.toJS() ?? {};
  const result = Settings.safeParse(resolveReferences(raw, source, path));
  if (result.success) return unique(result.data, path);
  const problems = result.error.issues.map((issue) => ({
    place: `${path}:${position(document, issue.path, lines)}`,
    text: `${issue.path.length === 0 ? "" : `${issue.path.join(".")}: `}${explain(issue)}`,
  }));
  const [only, ...others] = problems;
  if (only !== undefined && others.length === 0) throw invalid(only.text, only.place);
  throw invalid(
    `${problems.length} problems:\n${problems.map(({ place, text }) => `  ${place}  ${text}`).join("\n")}`,
    path,
  );
}

function explain(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `unknown key ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
  if (issue.code === "invalid_type" && issue.input === undefined) return `a ${issue.expected} is missing`;
  return issue.message;
}

function unique(settings: Settings, path: string): Settings {
  const ids = settings.connections.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw invalid(`two connections have the id "${twice}"`, path);
  return settings;
}

/** `line:column` of the node at a path, or of its nearest ancestor that exists. */
function position(document: Document, path: readonly PropertyKey[], lines: LineCounter): string {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range =
      isMap(node) || isScalar(node) || isPair(node) || hasRange(node)
        ? (node as { range?: readonly number[] | null }).range
        : undefined;
    if (range?.[0] !== undefined) {
      const { line, col } = lines.linePos(range[0]);
      return `${line}:${col}`;
    }
  }
  return "1:1";
}

function hasRange(node: unknown): boolean {
  return typeof node === "object" && node !== null && "range" in node;
}

function invalid(message: string, place: string): ExhibitError {
  return new ExhibitError("CONFIG_INVALID", message, {
    place,
    remedy: "correct the file; `exhibit init --print` shows a valid one",
  });
}
