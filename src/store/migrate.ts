import { readdir, readFile } from "node:fs/promises";
import { sha256, type Digest } from "../core/digest.ts";
import { ExhibitError } from "../core/errors.ts";
import type { Db, Queryable } from "./db.ts";

export interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly digest: Digest;
}

/** Advisory locks are per database; the two keys are "exhi" and a number of ours. */
export const MIGRATION_LOCK = "select pg_advisory_xact_lock(1702389865, 1)";

const FOLDER = new URL("./migrations/", import.meta.url);

/** The migrations that this Exhibit carries, in order. Line ends are normalised, so a checkout cannot change a digest. */
export async function loadMigrations(folder: URL = FOLDER): Promise<readonly Migration[]> {
  const names = (await sqlFiles(folder)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(new URL(name, folder), "utf8")).replaceAll("\r\n", "\n");
      return { name, sql, digest: sha256(sql) };
    }),
  );
}

async function sqlFiles(folder: URL): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name));
  } catch (error) {
    throw new ExhibitError("INTERNAL", "the package lacks its SQL migrations", {
      place: folder.pathname,
      cause: error,
    });
  }
}

/**
 * Brings the database to this Exhibit's schema, in one transaction, and returns the names applied now. Safe when several
 * processes call it at once. Fails with STORE_VERSION when the database is newer, STORE_CORRUPT when an applied migration differs.
 */
export async function migrate(db: Db, migrations?: readonly Migration[]): Promise<readonly string[]> {
  const known = migrations ?? (await loadMigrations());
  if (pending(known, await applied(db)).length === 0) return [];
  return db.transaction(async (tx) => {
    await tx.query(MIGRATION_LOCK);
    const todo = pending(known, await applied(tx));
    await tx.exec(
      `create schema if not exists exhibit;
       create table if not exists exhibit.migration (
         name text collate "C" primary key, sha256 text not null, applied_at timestamptz not null default now())`,
    );
    for (const migration of todo) {
      await tx.exec(migration.sql);
      await tx.query("insert into exhibit.migration (name, sha256) values ($1, $2)", [
        migration.name,
        migration.digest,
      ]);
    }
    return todo.map((migration) => migration.name);
  });
}

/** Fails with STORE_VERSION when the database is not exactly at this Exhibit's schema; changes nothing. */
export async function requireMigrated(db: Db, migrations?: readonly Migration[]): Promise<void> {
  const todo = pending(migrations ?? (await loadMigrations()), await applied(db));
  if (todo.length === 0) return;
  throw new ExhibitError("STORE_VERSION", `the database lacks ${todo.length} migrations, first ${todo[0]?.name}`, {
    remedy: "Run `exhibit runs` once with a database user that may create tables.",
  });
}

interface Applied {
  readonly name: string;
  readonly sha256: string;
}

async function applied(db: Queryable): Promise<readonly Applied[]> {
  // Not to_regclass(): it answers from the session's catalog cache, which a wait for an advisory lock does not refresh.
  const [found] = await db.query<{ present: boolean }>(
    `select exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                     where n.nspname = 'exhibit' and c.relname = 'migration') as present`,
  );
  if (found?.present !== true) return [];
  return db.query<Applied>("select name, sha256 from exhibit.migration order by name");
}

function pending(known: readonly Migration[], done: readonly Applied[]): readonly Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const { name, sha256: digest } of done) {
    const migration = byName.get(name);
    if (migration === undefined) {
      throw new ExhibitError("STORE_VERSION", `the database has migration ${name}, which this Exhibit does not know`, {
        place: name,
        remedy:
          "Run the Exhibit version that wrote this database, or a newer one; there is no way back to an older schema.",
      });
    }
    if (migration.digest !== digest) {
      throw new ExhibitError(
        "STORE_CORRUPT",
        `migration ${name} was applied with other content than this Exhibit carries`,
        {
          place: name,
          remedy: "Install an unmodified Exhibit; if the database was altered by hand, restore the last backup.",
        },
      );
    }
  }
  const names = new Set(done.map((row) => row.name));
  return known.filter((migration) => !names.has(migration.name));
}
