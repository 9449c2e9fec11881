import { existsSync } from "node:fs";
import { open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { PGlite } from "@electric-sql/pglite";
import { corrupt } from "../sql-error.ts";
import { openFailure, ServerLog } from "./failures.ts";
import { readTemplate, writeTemplate, type Template } from "./template.ts";
import { unpack } from "./unpack.ts";

/** Folder of the database in the data directory, and where a new one is built. */
export const DATABASE_FOLDER = "db";
const BUILD_FOLDER = "db.new";
/** What no cluster is without. */
const CLUSTER_FILES = ["PG_VERSION", "global/pg_control", "base/1/PG_VERSION"];
const gunzipped = promisify(gunzip);

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

/**
 * Unpacked by ourselves: through PGlite it would take a start of PostgreSQL of its own. The first start on it finds a
 * cluster as after a crash. False when the template cannot be used: the cache must never be what stops a start.
 */
async function buildFrom(template: Template, build: string): Promise<boolean> {
  try {
    unpack(await gunzipped(Buffer.from(await template.cluster.arrayBuffer())), build);
    // A template has one server's lock file, which is of no process here.
    await rm(join(build, "postmaster.pid"), { force: true });
    if (CLUSTER_FILES.every((name) => existsSync(join(build, name)))) return true;
    throw new Error("the archive holds no cluster");
  } catch (error) {
    const failure = openFailure(error, new ServerLog(), build);
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
