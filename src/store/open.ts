import { basename } from "node:path";
import type { Store } from "../core/ports.ts";
import type { RetentionStore } from "../core/retention.ts";
import type { SlotStore } from "../core/slots.ts";
import { openBlobs, type FileBlobs } from "./blobs.ts";
import type { Db } from "./db.ts";
import { openEmbedded } from "./embedded/database.ts";
import { defaultCacheFolder } from "./embedded/template.ts";
import { migrate, requireMigrated } from "./migrate.ts";
import type { QueuePool } from "./queue-pool.ts";
import { retentionStore } from "./retention.ts";
import { openServer } from "./server/database.ts";
import { slotStore } from "./slots.ts";
import { sqlStore } from "./sql-store.ts";

export interface OpenStoreOptions {
  /** Holds the objects in both modes, and the database in embedded mode. Created when absent. */
  readonly dataDir: string;
  /** `postgres://…`; absent = the embedded database. */
  readonly databaseUrl?: string;
  /** What this process is, for the message of a refused second process; default the program and its command. */
  readonly command?: string;
  /** `false` refuses a database that needs migrations (STORE_VERSION) instead of migrating it. */
  readonly migrate?: boolean;
  /** Where an empty embedded cluster is cached, which makes a first start five times faster; `false` = nowhere. */
  readonly cacheFolder?: string | false;
}

export interface OpenedStore {
  readonly store: Store;
  readonly blobs: FileBlobs;
  readonly retention: RetentionStore;
  /** The record of schedules. */
  readonly slots: SlotStore;
  readonly mode: Db["mode"];
  readonly db: Db;
  /** Connections to the same database for the queue, in its own schema; made once, ended by `close`. */
  queuePool(): Promise<QueuePool>;
  /** Idempotent; also gives the data directory up. */
  close(): Promise<void>;
}

/**
 * Opens database and objects, migrated and ready. Errors: STORE_OWNED (another process owns the data directory),
 * DATA_DIR_UNWRITABLE, DISK_FULL, STORE_CORRUPT, STORE_VERSION, STORE_UNREACHABLE, CONFIG_INVALID (malformed URL).
 */
export async function openStore(options: OpenStoreOptions): Promise<OpenedStore> {
  const db: Db & { queuePool(): Promise<QueuePool> } =
    options.databaseUrl === undefined
      ? await openEmbedded({
          dataDir: options.dataDir,
          command: options.command ?? commandOf(process.argv),
          cacheFolder: options.cacheFolder === false ? undefined : (options.cacheFolder ?? defaultCacheFolder()),
        })
      : await openServer({ databaseUrl: options.databaseUrl });
  try {
    await (options.migrate === false ? requireMigrated(db) : migrate(db));
    const blobs = await openBlobs(options.dataDir);
    return {
      store: sqlStore(db, blobs),
      blobs,
      retention: retentionStore(db),
      slots: slotStore(db),
      mode: db.mode,
      db,
      queuePool: () => db.queuePool(),
      close: () => db.close(),
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Program and command only: later arguments may hold what nobody else should read. */
function commandOf(argv: readonly string[]): string {
  const [, program = "node", command = ""] = argv;
  return [basename(program), /^[a-z][a-z-]*$/.test(command) ? command : ""].join(" ").trim();
}
