import type { EventEmitter } from "node:events";

/** The schema of BullMQ's own tables. Ours are always named with `exhibit.` and never looked up by a search path. */
export const QUEUE_SCHEMA = "bullmq";

export interface QueueResult {
  readonly rows: unknown[];
  readonly rowCount: number | null;
}

/** One session of a {@link QueuePool}: what BullMQ uses of a client of `pg`. */
export interface QueueClient extends EventEmitter {
  query(text: string, params?: readonly unknown[]): Promise<QueueResult>;
  release(destroy?: boolean): void;
}

/** What BullMQ uses of a pool of `pg`. Unqualified names mean {@link QUEUE_SCHEMA}. */
export interface QueuePool extends EventEmitter {
  connect(): Promise<QueueClient>;
  query(text: string, params?: readonly unknown[]): Promise<QueueResult>;
  /** Does nothing in embedded mode: the database belongs to the store. */
  end(): Promise<void>;
}
