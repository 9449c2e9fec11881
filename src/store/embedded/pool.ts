import { EventEmitter } from "node:events";
import type { PGlite, Transaction } from "@electric-sql/pglite";
import { breathe } from "../rows.ts";
import { QUEUE_SCHEMA, type QueueClient, type QueuePool, type QueueResult } from "../queue-pool.ts";

/** Wraps every use of the instance. Errors with a SQLSTATE pass as they are: BullMQ reads it. */
export type Guard = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * A look-alike of `pg.Pool` over the one session of the embedded database. "Connections" share its settings; a transaction
 * of one makes all others wait. Every query ends in a turn of the event loop: the database answers within one, so that a loop
 * of BullMQ that polls would let neither timers nor sockets have theirs.
 */
export async function openEmbeddedPool(pglite: PGlite, guard: Guard): Promise<QueuePool> {
  await guard(() =>
    pglite.exec(`create schema if not exists ${QUEUE_SCHEMA}; set search_path to ${QUEUE_SCHEMA}, public`),
  );
  return new EmbeddedPool(pglite, guard);
}

class EmbeddedPool extends EventEmitter implements QueuePool {
  readonly #pglite: PGlite;
  readonly #guard: Guard;

  constructor(pglite: PGlite, guard: Guard) {
    super();
    this.setMaxListeners(0);
    this.#pglite = pglite;
    this.#guard = guard;
  }

  async connect(): Promise<QueueClient> {
    return new EmbeddedClient(this.#pglite, this.#guard);
  }

  async query(text: string, params?: readonly unknown[]): Promise<QueueResult> {
    const result = await this.#guard(() => run(this.#pglite, text, params));
    await breathe();
    return result;
  }

  async end(): Promise<void> {}
}

const COMMAND = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(begin|commit|rollback|listen|unlisten)\b\s*"?([\w]*)"?/i;

/** Ends a transaction that its client rolled back. */
class RolledBack extends Error {}

interface OpenTransaction {
  readonly tx: Transaction;
  end(commit: boolean): Promise<void>;
}

class EmbeddedClient extends EventEmitter implements QueueClient {
  readonly #pglite: PGlite;
  readonly #guard: Guard;
  readonly #subscriptions = new Map<string, () => Promise<void>>();
  #transaction: OpenTransaction | undefined;

  constructor(pglite: PGlite, guard: Guard) {
    super();
    this.setMaxListeners(0);
    this.#pglite = pglite;
    this.#guard = guard;
  }

  async query(text: string, params?: readonly unknown[]): Promise<QueueResult> {
    const result = await this.#guard(() => this.#query(text, params));
    await breathe();
    return result;
  }

  async #query(text: string, params: readonly unknown[] | undefined): Promise<QueueResult> {
    const [, command, name = ""] = COMMAND.exec(text) ?? [];
    switch (command?.toLowerCase()) {
      case "begin":
        this.#transaction = await this.#begin();
        return NOTHING;
      case "commit":
        await this.#end(true);
        return NOTHING;
      case "rollback":
        await this.#end(false);
        return NOTHING;
      case "listen":
        await this.#listen(name);
        return NOTHING;
      case "unlisten":
        await this.#unlisten(name);
        return NOTHING;
      default:
        return run(this.#transaction?.tx ?? this.#pglite, text, params);
    }
  }

  /** What it began and did not commit is rolled back. */
  release(): void {
    const rest = [this.#end(false), ...[...this.#subscriptions.keys()].map((channel) => this.#unlisten(channel))];
    Promise.all(rest).catch((error: unknown) => {
      if (this.listenerCount("error") > 0) this.emit("error", error);
    });
  }

  async #begin(): Promise<OpenTransaction> {
    if (this.#transaction !== undefined) throw new Error("a transaction is open already");
    const opened = Promise.withResolvers<Transaction>();
    const closed = Promise.withResolvers<void>();
    const done = this.#pglite.transaction(async (tx) => {
      opened.resolve(tx);
      await closed.promise;
    });
    done.catch(opened.reject);
    const tx = await opened.promise;
    return {
      tx,
      end: async (commit) => {
        if (commit) closed.resolve();
        else closed.reject(new RolledBack());
        await done.catch((error: unknown) => {
          if (!(error instanceof RolledBack)) throw error;
        });
      },
    };
  }

  async #end(commit: boolean): Promise<void> {
    const transaction = this.#transaction;
    this.#transaction = undefined;
    await transaction?.end(commit);
  }

  async #listen(channel: string): Promise<void> {
    if (this.#subscriptions.has(channel)) return;
    const unsubscribe = await this.#pglite.listen(channel, (payload) => {
      this.emit("notification", { channel, payload });
    });
    this.#subscriptions.set(channel, unsubscribe);
  }

  async #unlisten(channel: string): Promise<void> {
    const unsubscribe = this.#subscriptions.get(channel);
    this.#subscriptions.delete(channel);
    await unsubscribe?.();
  }
}

const NOTHING: QueueResult = { rows: [], rowCount: null };

async function run(
  on: PGlite | Transaction,
  text: string,
  params: readonly unknown[] | undefined,
): Promise<QueueResult> {
  if (params === undefined || params.length === 0) {
    const last = (await on.exec(text)).at(-1);
    return last === undefined ? NOTHING : resultOf(last.rows, last.affectedRows);
  }
  const result = await on.query(
    text,
    params.map((value) => (value === undefined ? null : value)),
  );
  return resultOf(result.rows, result.affectedRows);
}

function resultOf(rows: unknown[], affected: number | undefined): QueueResult {
  return { rows, rowCount: affected === undefined || affected === 0 ? rows.length : affected };
}
