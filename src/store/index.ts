export { objectPath, openBlobs } from "./blobs.ts";
export type { Db, Queryable, SqlValue } from "./db.ts";
export { defaultCacheFolder } from "./embedded/template.ts";
export { migrate, requireMigrated } from "./migrate.ts";
export { openStore, type OpenedStore, type OpenStoreOptions } from "./open.ts";
export type { QueuePool } from "./queue-pool.ts";
export { slotStore } from "./slots.ts";
export { sqlStore } from "./sql-store.ts";
export { compress, decompress } from "./zstd.ts";
