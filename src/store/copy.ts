import { createHash } from "node:crypto";
import { ExhibitError } from "../core/errors.ts";
import { heed } from "../core/heed.ts";
import type { Db, Queryable } from "./db.ts";
import { breathe } from "./rows.ts";

/** In an order in which each finds what it references. */
const TABLES = [
  "ledger_entry",
  "ledger_checkpoint",
  "run",
  "evidence",
  "run_evidence",
  "assessment",
  "result_batch",
  "check_run",
  "result",
  "removed_object",
  "schedule",
  "slot",
  "queue_state",
] as const;
/** Of the moment: which migrations ran here, which workers live. */
const LEFT_OUT = ["migration", "worker"];
/** Documents of half a megabyte come in these. */
const LARGE_ROWS: readonly string[] = ["assessment"];
const PAGE = 500;
const LARGE_PAGE = 20;

export interface CopiedTable {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 over all rows in order of their key, the same on both sides. */
  readonly digest: string;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly key: boolean;
}

export interface CopyOptions {
  /** Heeded before each page of rows. */
  readonly signal: AbortSignal;
  readonly onTable: (table: string, rows: number) => void;
}

/**
 * Copies everything that a store holds into an empty one of the same schema, in one transaction, then reads both and
 * compares row by row. STORE_NOT_EMPTY when the target holds runs or entries; STORE_CORRUPT when it does not hold
 * afterwards what the source holds (nothing is committed then).
 */
export async function copyStore(
  source: Db,
  target: Db,
  { signal, onTable }: CopyOptions,
): Promise<readonly CopiedTable[]> {
  const columns = await allColumns(source);
  return target.transaction(async (tx) => {
    await requireEmpty(tx);
    await tx.exec("set local timezone = 'UTC'; delete from exhibit.queue_state");
    const copied: CopiedTable[] = [];
    for (const table of TABLES) {
      const list = columns.get(table) ?? [];
      const sent = createHash("sha256");
      let rows = 0;
      for await (const page of pagesOf(source, table, list)) {
        // Thrown within the transaction: the target stays empty.
        heed(signal, "the migration was cancelled", "repeat the command: neither database was changed");
        for (const row of page) sent.update(rowText(row));
        await insert(tx, table, list, page);
        rows += page.length;
        onTable(table, rows);
        await breathe();
      }
      const digest = sent.digest("hex");
      const arrived = await digestOf(tx, table, list);
      if (arrived.rows !== rows || arrived.digest !== digest) {
        throw new ExhibitError("STORE_CORRUPT", `table ${table} did not arrive as it was sent`, {
          place: table,
          remedy: "nothing was changed; try again, and report this if it happens twice",
        });
      }
      copied.push({ table, rows, digest });
    }
    await continueNumbers(tx, columns);
    return copied;
  });
}

/** Columns that are stored and not computed, by table; a table that nobody named here MUST not be forgotten. */
async function allColumns(source: Db): Promise<ReadonlyMap<string, readonly Column[]>> {
  const rows = await source.query<{ table: string; name: string; type: string; key: boolean }>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
            coalesce(a.attnum = any(i.indkey), false) as key
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       left join pg_index i on i.indrelid = c.oid and i.indisprimary
      where n.nspname = 'exhibit' and c.relkind = 'r' order by c.relname, a.attnum`,
  );
  const columns = new Map<string, Column[]>();
  for (const { table, ...column } of rows) {
    const list = columns.get(table);
    if (list === undefined) columns.set(table, [column]);
    else list.push(column);
  }
  const known: readonly string[] = [...TABLES, ...LEFT_OUT];
  const forgotten = [...columns.keys()].filter((table) => !known.includes(table));
  if (forgotten.length > 0) throw new ExhibitError("INTERNAL", `nobody copies ${forgotten.join(", ")}`);
  return columns;
}

async function requireEmpty(tx: Queryable): Promise<void> {
  const [found] = await tx.query<{ used: boolean }>(
    "select exists (select from exhibit.run) or exists (select from exhibit.ledger_entry) or exists (select from exhibit.slot) as used",
  );
  if (found?.used !== true) return;
  throw new ExhibitError("STORE_NOT_EMPTY", "the target database holds an installation already", {
    remedy:
      "use an empty database: two ledgers cannot become one; what a migration left that did not verify goes with `drop schema exhibit cascade`",
  });
}

type TextRow = Readonly<Record<string, string | null>>;

/** All rows in order of the primary key, values as text in UTC. */
async function* pagesOf(
  from: Queryable,
  table: string,
  columns: readonly Column[],
): AsyncGenerator<readonly TextRow[]> {
  const keys = columns.filter(({ key }) => key);
  const size = LARGE_ROWS.includes(table) ? LARGE_PAGE : PAGE;
  const selected = columns.map(({ name, type }) => `${textOf(name, type)} as "${name}"`).join(", ");
  const order = keys.map(({ name }) => `t."${name}"`).join(", ");
  let after: readonly string[] | undefined;
  for (;;) {
    const where =
      after === undefined
        ? ""
        : `where (${order}) > (${keys.map(({ type }, index) => `$${index + 1}::text::${type}`).join(", ")})`;
    const page = await from.query<TextRow>(
      `select ${selected} from exhibit.${table} t ${where} order by ${order} limit ${size}`,
      after ?? [],
    );
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (page.length < size || last === undefined) return;
    after = keys.map(({ name }) => last[name] ?? "");
  }
}

/** The same text on every server, whatever its settings: instants in UTC with microseconds. */
function textOf(name: string, type: string): string {
  return type === "timestamp with time zone"
    ? `to_char(t."${name}" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : `t."${name}"::text`;
}

async function insert(
  tx: Queryable,
  table: string,
  columns: readonly Column[],
  page: readonly TextRow[],
): Promise<void> {
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const casts = columns.map(({ name, type }) => `v."${name}"::${type}`).join(", ");
  const arrays = columns.map((_, index) => `$${index + 1}::text[]`).join(", ");
  await tx.query(
    `insert into exhibit.${table} (${names}) overriding system value
     select ${casts} from unnest(${arrays}) with ordinality v (${names}, position) order by v.position`,
    columns.map(({ name }) => page.map((row) => row[name] ?? null)),
  );
}

async function digestOf(
  tx: Queryable,
  table: string,
  columns: readonly Column[],
): Promise<{ readonly rows: number; readonly digest: string }> {
  const hash = createHash("sha256");
  let rows = 0;
  for await (const page of pagesOf(tx, table, columns)) {
    for (const row of page) hash.update(rowText(row));
    rows += page.length;
  }
  return { rows, digest: hash.digest("hex") };
}

function rowText(row: TextRow): string {
  return `${JSON.stringify(Object.values(row))}\n`;
}

/** Numbers that the database gives itself go on after the highest that was copied. */
async function continueNumbers(tx: Queryable, columns: ReadonlyMap<string, readonly Column[]>): Promise<void> {
  for (const table of TABLES) {
    for (const { name } of columns.get(table) ?? []) {
      const [found] = await tx.query<{ sequence: string | null }>("select pg_get_serial_sequence($1, $2) as sequence", [
        `exhibit.${table}`,
        name,
      ]);
      if (found?.sequence === null || found === undefined) continue;
      await tx.query(`select setval($1, greatest((select max("${name}") from exhibit.${table}), 1))`, [found.sequence]);
    }
  }
}
