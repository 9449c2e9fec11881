/** What both drivers accept as a parameter; `undefined` is not a value. */
export type SqlValue =
  | null
  | string
  | number
  | boolean
  | Uint8Array
  | readonly (string | null)[]
  | readonly number[]
  | readonly Uint8Array[];

export interface Queryable {
  /**
   * One statement with `$1` parameters. `bigint` columns arrive as number or string, depending on the driver: read them
   * with `Number()`. `bytea` arrives as Uint8Array.
   */
  query<Row>(text: string, params?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Several statements without parameters. */
  exec(text: string): Promise<void>;
}

/** The one database interface: PGlite in this process, or a pool on a PostgreSQL server. Errors are ExhibitError. */
export interface Db extends Queryable {
  readonly mode: "embedded" | "server";
  /**
   * READ COMMITTED. Committed durably when it resolves, rolled back when `fn` throws. `fn` MUST use only the handle it is
   * given (the embedded database has one session: `Db.query` inside would wait for ever), and MUST bear being repeated
   * (a server may ask for a retry).
   */
  transaction<T>(fn: (tx: Queryable) => Promise<T>): Promise<T>;
  /**
   * A lock by name that ends with this process at the latest; the returned function gives it back. Undefined when another
   * living holder has it.
   */
  claim(name: string): Promise<(() => Promise<void>) | undefined>;
  close(): Promise<void>;
}
