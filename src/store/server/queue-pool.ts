import { Pool } from "pg";
import { serverFailure } from "./failures.ts";
import { QUEUE_SCHEMA, type QueuePool } from "../queue-pool.ts";

/** Every platform that a process listens to keeps one connection; the rest are given up when idle. */
const MOST = 16;
const IDLE_MS = 10_000;
const CONNECT_TIMEOUT_MS = 10_000;

export type ServerQueuePool = QueuePool;

/** A pool for BullMQ, whose unqualified names mean its schema, which exists when this resolves. */
export async function openServerPool(databaseUrl: string, place: string): Promise<ServerQueuePool> {
  const pool = new Pool({
    connectionString: databaseUrl,
    max: MOST,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: "exhibit-queue",
    options: `-c search_path=${QUEUE_SCHEMA} -c client_min_messages=warning`,
  });
  // Every queue and every worker listens to it.
  pool.setMaxListeners(0);
  // A connection that the server closed: the pool has dropped it already, and the next query opens another.
  pool.on("error", () => undefined);
  try {
    await pool.query(`create schema if not exists ${QUEUE_SCHEMA}`);
  } catch (error) {
    await pool.end();
    throw serverFailure(error, place);
  }
  return pool as unknown as QueuePool;
}
