import { readFile } from "node:fs/promises";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { parse } from "yaml";
import { DEFAULT_CONFIG, type LoadOptions } from "./load.ts";

/**
 * Where the embedded installation that these options mean keeps its data, without resolving the secrets of its
 * configuration: they may be known only to the service that owns it. Undefined when the installation is on a server, or
 * when the configuration cannot be read: whoever loads it says why.
 */
export async function locateEmbedded(options: LoadOptions): Promise<string | undefined> {
  if ((options.env["DATABASE_URL"] ?? "") !== "") return undefined;
  const path = resolve(options.cwd, options.config ?? DEFAULT_CONFIG);
  const settings = await settingsIn(path);
  if (settings === undefined && options.config !== undefined) return undefined;
  const { dataDir, databaseUrl } = settings ?? {};
  if (databaseUrl !== undefined) return undefined;
  if (options.dataDir !== undefined) return resolve(options.cwd, options.dataDir);
  const folder = settings === undefined ? options.cwd : dirname(path);
  const named = typeof dataDir === "string" ? dataDir : "./exhibit-data";
  return isAbsolute(named) ? named : join(folder, named);
}

async function settingsIn(path: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const value: unknown = parse(await readFile(path, "utf8")) ?? {};
    return typeof value === "object" ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    // Whoever loads it whole tells what is wrong with it.
    return undefined;
  }
}
