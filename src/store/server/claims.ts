import { Client } from "pg";
import { inTurn } from "../../core/in-turn.ts";

const KEYS = "1702389865, hashtext($1)";

/**
 * Advisory locks of this process, all on one connection of their own, so that a worker with many runs does not use up the
 * pool. They end with the connection, and thereby with the process, however it ends. When the server restarts they are
 * lost with nobody being told: what they guard MUST bear that (a run is sealed once, a slot ends once).
 */
export class Claims {
  readonly #databaseUrl: string;
  /** Names that are held, or being asked for, on the connection that stands. */
  #held = new Set<string>();
  #client: Promise<Client> | undefined;
  /** The one that `#client` came to. */
  #current: Client | undefined;
  readonly #statements = inTurn();

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  async claim(name: string): Promise<(() => Promise<void>) | undefined> {
    const client = await this.#connected();
    const held = this.#held;
    // PostgreSQL would give one session the same lock twice.
    if (held.has(name)) return undefined;
    held.add(name);
    try {
      if (await this.#ask(client, `select pg_try_advisory_lock(${KEYS}) as done`, name))
        return () => this.#release(client, held, name);
      held.delete(name);
      return undefined;
    } catch (error) {
      held.delete(name);
      throw error;
    }
  }

  async close(): Promise<void> {
    // One that did not connect was told to whoever claimed.
    const client = await this.#client?.catch(() => undefined);
    await client?.end();
  }

  /** A lock whose connection is gone is free already. */
  async #release(client: Client, held: Set<string>, name: string): Promise<void> {
    if (!held.delete(name) || held !== this.#held) return;
    try {
      await this.#ask(client, `select pg_advisory_unlock(${KEYS}) as done`, name);
    } catch {
      this.#lose(client);
    }
  }

  /** One statement after the other: a connection has no room for two. */
  #ask(client: Client, statement: string, name: string): Promise<boolean> {
    return this.#statements(async () => {
      const { rows } = await client.query<{ done: boolean }>(statement, [name]);
      return rows[0]?.done === true;
    });
  }

  #connected(): Promise<Client> {
    if (this.#client === undefined) {
      const connecting = this.#connect();
      this.#client = connecting;
      connecting.catch(() => {
        if (this.#client === connecting) this.#client = undefined;
      });
    }
    return this.#client;
  }

  async #connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.#databaseUrl,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      application_name: "exhibit-claims",
    });
    client.on("error", () => this.#lose(client));
    client.on("end", () => this.#lose(client));
    await client.connect();
    this.#current = client;
    return client;
  }

  #lose(client: Client): void {
    if (this.#current !== client) return;
    this.#current = undefined;
    this.#client = undefined;
    this.#held = new Set();
    // It may stand half: only its end gives the locks back. One that ends badly has ended.
    client.end().catch(() => undefined);
  }
}
