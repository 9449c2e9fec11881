import { existsSync } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { corrupt } from "../sql-error.ts";
import { openFailure, ServerLog } from "./failures.ts";
import { readTemplate, writeTemplate, type Template } from "./template.ts";

/** Folder of the database in the data directory, and where a new one is built. */
export const DATABASE_FOLDER = "db";
const BUILD_FOLDER = "db.new";

/**
 * Makes sure that `<folder>/db` holds a PostgreSQL cluster. A new one is built beside it, synced and renamed into place, so
 * that a crash half-way leaves nothing that looks like a database. The caller MUST own the folder.
 *
 * @param cacheFolder where a compressed empty cluster is kept between runs; undefined = always build from nothing.
 */
export async function ensureCluster(folder: string, cacheFolder: string | undefined): Promise<void> {
  const target = join(folder, DATABASE_FOLDER);
  if (existsSync(target)) {
    // PGlite would create an empty database over what is left.
    if (!existsSync(join(target, "PG_VERSION"))) throw corrupt("PG_VERSION is missing in it", target, undefined);
    return;
  }
  const build = join(folder, BUILD_FOLDER);
  await rm(build, { recursive: true, force: true });
  const template = cacheFolder === undefined ? undefined : await readTemplate(cacheFolder);
  if (template === undefined || !(await buildFrom(template, build))) await buildNew(build, cacheFolder);
  await syncTree(build);
  await rename(build, target);
  await syncPath(folder);
}

/** False when the template cannot be used: the cache must never be what stops a start. */
async function buildFrom(template: Template, build: string): Promise<boolean> {
  const log = new ServerLog();
  try {
    const database = await PGlite.create({ dataDir: build, loadDataDir: template.cluster, onStderr: log.write });
    await database.close();
    return true;
  } catch (error) {
    const failure = openFailure(error, log, build);
    await rm(build, { recursive: true, force: true });
    if (failure.code === "DISK_FULL") throw failure;
    await template.drop();
    return false;
  }
}

async function buildNew(build: string, cacheFolder: string | undefined): Promise<void> {
  const log = new ServerLog();
  try {
    const database = await PGlite.create({ dataDir: build, onStderr: log.write });
    if (cacheFolder !== undefined) await writeTemplate(cacheFolder, await database.dumpDataDir("gzip"));
    await database.close();
  } catch (error) {
    await rm(build, { recursive: true, force: true });
    throw openFailure(error, log, build);
  }
}

/** Clusters are built without fsync (one sync a file at the end is far cheaper). */
async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    else if (entry.isFile()) await syncPath(path);
  }
  await syncPath(folder);
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
