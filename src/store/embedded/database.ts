import { mkdir, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { PGlite, type Transaction } from "@electric-sql/pglite";
import type { ExhibitError } from "../../core/errors.ts";
import type { Db, Queryable, SqlValue } from "../db.ts";
import { fromFileSystem } from "../file-error.ts";
import { keepBaselineCode } from "./baseline-code.ts";
import { DATABASE_FOLDER, ensureCluster } from "./cluster.ts";
import { DurableNodeFS, durableStartParams } from "./durable-fs.ts";
import { openFailure, ServerLog, statementFailure } from "./failures.ts";
import type { QueuePool } from "../queue-pool.ts";
import { sqlState } from "../sql-error.ts";
import { acquireOwnerLock, type OwnerLock } from "./owner-lock.ts";
import { openEmbeddedPool } from "./pool.ts";

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** What this process is, for the message that a refused second process prints. */
  readonly command: string;
  readonly cacheFolder: string | undefined;
}

/** Opens the database in `<dataDir>/db` as its only owner, creating both when absent. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDb> {
  const folder = await prepareFolder(options.dataDir);
  const self = { pid: process.pid, command: options.command, since: new Date().toISOString() };
  const lock = await acquireOwnerLock(folder, self);
  keepBaselineCode();
  const log = new ServerLog();
  const place = join(folder, DATABASE_FOLDER);
  try {
    await ensureCluster(folder, options.cacheFolder);
    const files = new DurableNodeFS(place);
    const pglite = await PGlite.create({ fs: files, startParams: durableStartParams(), onStderr: log.write });
    return new EmbeddedDb(pglite, files, lock, log, place);
  } catch (error) {
    await lock.release();
    throw openFailure(error, log, place);
  }
}

async function prepareFolder(dataDir: string): Promise<string> {
  const folder = resolve(dataDir);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await realpath(folder);
  } catch (error) {
    throw fromFileSystem(error, folder);
  }
}

export class EmbeddedDb implements Db {
  readonly mode = "embedded";
  readonly #pglite: PGlite;
  readonly #files: DurableNodeFS;
  readonly #lock: OwnerLock;
  readonly #log: ServerLog;
  readonly #place: string;
  readonly #claims = new Set<string>();
  #broken: ExhibitError | undefined;
  #closing: Promise<void> | undefined;
  #queuePool: Promise<QueuePool> | undefined;

  constructor(pglite: PGlite, files: DurableNodeFS, lock: OwnerLock, log: ServerLog, place: string) {
    this.#pglite = pglite;
    this.#files = files;
    this.#lock = lock;
    this.#log = log;
    this.#place = place;
  }

  /** How often PostgreSQL has synced a file since the start. */
  get syncs(): number {
    return this.#files.syncs;
  }

  /** The owner lock has seen to it that nobody else is here; two holders in one process are a mistake of ours. */
  async claim(name: string): Promise<(() => Promise<void>) | undefined> {
    if (this.#claims.has(name)) return undefined;
    this.#claims.add(name);
    return async () => void this.#claims.delete(name);
  }

  query<Row>(text: string, params: readonly SqlValue[] = []): Promise<readonly Row[]> {
    return this.#guard(() => queryOn<Row>(this.#pglite, text, params));
  }

  exec(text: string): Promise<void> {
    return this.#guard(async () => {
      await this.#pglite.exec(text);
    });
  }

  transaction<T>(fn: (tx: Queryable) => Promise<T>): Promise<T> {
    return this.#guard(() =>
      this.#pglite.transaction((tx) =>
        fn({
          query: <Row>(text: string, params: readonly SqlValue[] = []) => queryOn<Row>(tx, text, params),
          exec: async (text) => {
            await tx.exec(text);
          },
        }),
      ),
    );
  }

  /** Over the same session: the queue's statements and ours wait for each other. */
  queuePool(): Promise<QueuePool> {
    this.#queuePool ??= openEmbeddedPool(this.#pglite, (work) => this.#guard(work, true));
    return this.#queuePool;
  }

  /** Idempotent. The directory is given up even when PGlite fails to close. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    try {
      // An instance that broke off cannot close any more; its next start recovers.
      if (this.#broken === undefined) await this.#pglite.close();
    } finally {
      await this.#lock.release();
    }
  }

  async #guard<T>(work: () => Promise<T>, keepSqlErrors = false): Promise<T> {
    if (this.#broken !== undefined) throw this.#broken;
    try {
      return await work();
    } catch (error) {
      const failure = statementFailure(error, this.#log, this.#place);
      if (failure.fatal) this.#broken = failure.error;
      throw keepSqlErrors && sqlState(error) !== undefined ? error : failure.error;
    }
  }
}

async function queryOn<Row>(
  on: PGlite | Transaction,
  text: string,
  params: readonly SqlValue[],
): Promise<readonly Row[]> {
  const values = [...params];
  try {
    return (await on.query<Row>(text, values)).rows;
  } finally {
    // PGlite's mutex makes a generator function a call, and V8 puts the map of each among its old objects. The call's values
    // hang on that map: left there, all rows ever written outlive every collection of young objects.
    values.length = 0;
  }
}
