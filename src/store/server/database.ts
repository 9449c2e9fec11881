import { setTimeout as sleep } from "node:timers/promises";
import { Pool, type ClientBase } from "pg";
import { ExhibitError } from "../../core/errors.ts";
import { shared } from "../../core/shared.ts";
import type { Db, Queryable, SqlValue } from "../db.ts";
import { Claims } from "./claims.ts";
import { openServerPool, type ServerQueuePool } from "./queue-pool.ts";
import { isRepeatable, placeOf, serverFailure } from "./failures.ts";

const MAX_ATTEMPTS = 6;
const CONNECT_TIMEOUT_MS = 10_000;

export interface ServerOptions {
  readonly databaseUrl: string;
  /** Connections at most; default 5. */
  readonly poolSize?: number;
}

/** Connects to a PostgreSQL server, once, so that a wrong URL fails here. STORE_UNREACHABLE names the host, never the password. */
export async function openServer(options: ServerOptions): Promise<ServerDb> {
  const place = placeOf(options.databaseUrl);
  const pool = new Pool({
    connectionString: options.databaseUrl,
    max: options.poolSize ?? 5,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: "exhibit",
    onConnect: prepareSession,
  });
  // An idle connection that the server closed: the pool has dropped it already, and the next query opens another.
  pool.on("error", ignore);
  const db = new ServerDb(pool, place, options.databaseUrl);
  try {
    await requireSuitable(db, place);
  } catch (error) {
    await db.close();
    throw error;
  }
  return db;
}

const MIN_VERSION = 14;

async function requireSuitable(db: Db, place: string): Promise<void> {
  const [server] = await db.query<{ encoding: string; version: number }>(
    "select current_setting('server_encoding') as encoding, current_setting('server_version_num')::int / 10000 as version",
  );
  if (server?.encoding !== "UTF8") {
    throw new ExhibitError("CONFIG_INVALID", `the database's encoding is ${server?.encoding}, not UTF8`, {
      place,
      remedy: "Create the database with ENCODING 'UTF8' TEMPLATE template0.",
    });
  }
  if (server.version < MIN_VERSION) {
    throw new ExhibitError(
      "CONFIG_INVALID",
      `the server is PostgreSQL ${server.version}; at least ${MIN_VERSION} is needed`,
      {
        place,
        remedy: "Upgrade the server, or use the embedded database.",
      },
    );
  }
}

/**
 * A commit must wait for the disk whatever the server's default is, and a writer that hangs in a transaction must not hold
 * the ledger's lock for ever.
 */
async function prepareSession(client: ClientBase): Promise<void> {
  await client.query(
    `select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';
     set idle_in_transaction_session_timeout = '60s'; set client_min_messages = warning`,
  );
}

export class ServerDb implements Db {
  readonly mode = "server";
  readonly #pool: Pool;
  readonly #place: string;
  readonly #databaseUrl: string;
  readonly #claims: Claims;
  readonly #queuePool = shared(() => openServerPool(this.#databaseUrl, this.#place));
  #closing: Promise<void> | undefined;

  constructor(pool: Pool, place: string, databaseUrl: string) {
    this.#pool = pool;
    this.#place = place;
    this.#databaseUrl = databaseUrl;
    this.#claims = new Claims(databaseUrl);
  }

  async query<Row>(text: string, params: readonly SqlValue[] = []): Promise<readonly Row[]> {
    try {
      return await queryOn<Row>(this.#pool, text, params);
    } catch (error) {
      throw serverFailure(error, this.#place);
    }
  }

  async exec(text: string): Promise<void> {
    try {
      await this.#pool.query(text);
    } catch (error) {
      throw serverFailure(error, this.#place);
    }
  }

  async transaction<T>(fn: (tx: Queryable) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(fn);
      } catch (error) {
        if (!isRepeatable(error) || attempt === MAX_ATTEMPTS) throw serverFailure(error, this.#place);
        await sleep(Math.random() * 10 * 2 ** attempt);
      }
    }
  }

  async claim(name: string): Promise<(() => Promise<void>) | undefined> {
    try {
      return await this.#claims.claim(name);
    } catch (error) {
      throw serverFailure(error, this.#place);
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Connections of its own, made on first use. */
  queuePool(): Promise<ServerQueuePool> {
    return this.#queuePool.get();
  }

  async #close(): Promise<void> {
    await this.#claims.close();
    await (await this.#queuePool.opened())?.end();
    await this.#pool.end();
  }

  async #once<T>(fn: (tx: Queryable) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken = false;
    // A connection that breaks between two statements: the next statement fails and says so.
    client.on("error", ignore);
    try {
      await client.query("begin isolation level read committed");
      const result = await fn({
        query: <Row>(text: string, params: readonly SqlValue[] = []) => queryOn<Row>(client, text, params),
        exec: async (text) => {
          await client.query(text);
        },
      });
      const { command } = await client.query("commit");
      if (command !== "COMMIT") throw new ExhibitError("INTERNAL", "a failed statement was ignored in a transaction");
      return result;
    } catch (error) {
      // When even the rollback fails, the connection is useless and the server rolls back by itself.
      await client.query("rollback").catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.removeListener("error", ignore);
      client.release(broken);
    }
  }
}

async function queryOn<Row>(on: Pool | ClientBase, text: string, params: readonly SqlValue[]): Promise<readonly Row[]> {
  const { rows } = await on.query(text, [...params]);
  return rows as Row[];
}

function ignore(): void {}
