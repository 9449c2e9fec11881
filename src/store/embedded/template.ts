import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { sha256 } from "../../core/digest.ts";
import { ignoreRefusal } from "../../core/errors.ts";

const PACKAGE = new URL("../package.json", import.meta.resolve("@electric-sql/pglite"));

/** `$XDG_CACHE_HOME/exhibit`, or `~/.cache/exhibit`. */
export function defaultCacheFolder(): string {
  const base = process.env["XDG_CACHE_HOME"];
  return join(base !== undefined && base.startsWith("/") ? base : join(homedir(), ".cache"), "exhibit");
}

export interface Template {
  readonly cluster: Blob;
  /** Removes it from the cache: it turned out to be of no use. */
  drop(): Promise<void>;
}

/**
 * An empty cluster of exactly this PGlite version, or undefined. The file's name holds the SHA-256 of its bytes, so a
 * truncated or altered file is not taken; neither is one of another user.
 */
export async function readTemplate(folder: string): Promise<Template | undefined> {
  try {
    const prefix = await namePrefix();
    for (const name of await readdir(folder)) {
      if (!name.startsWith(prefix)) continue;
      const path = join(folder, name);
      const drop = (): Promise<void> => rm(path, { force: true });
      const { uid } = await stat(path);
      const bytes = await readFile(path);
      if (uid === (process.getuid?.() ?? uid) && name === `${prefix}${sha256(bytes)}.tar.gz`) {
        return { cluster: new Blob([bytes]), drop };
      }
      await drop();
    }
    return undefined;
  } catch {
    // A cache that cannot be read is an empty cache.
    return undefined;
  }
}

/** Keeps the cluster for the next data directory. A cache that cannot be written costs two seconds next time, nothing else. */
export async function writeTemplate(folder: string, cluster: Blob): Promise<void> {
  const temporary = join(folder, `.${randomBytes(8).toString("hex")}.tmp`);
  try {
    const bytes = new Uint8Array(await cluster.arrayBuffer());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(temporary, bytes, { flag: "wx", mode: 0o600 });
    await rename(temporary, join(folder, `${await namePrefix()}${sha256(bytes)}.tar.gz`));
  } catch (error) {
    ignoreRefusal(error);
    // A folder that cannot be written cannot be cleaned either; a draft left there is never read.
    await rm(temporary, { force: true }).catch(ignoreRefusal);
  }
}

async function namePrefix(): Promise<string> {
  const { version } = JSON.parse(await readFile(PACKAGE, "utf8")) as { readonly version: string };
  return `pglite-${version}-cluster-`;
}
