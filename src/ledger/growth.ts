import { ExhibitError, type LedgerStore } from "../core/index.ts";
import { leafHash } from "./merkle.ts";
import { encodeBundle, TILE_WIDTH, type TileEdge, tileAt, tilePath, type TileFile } from "./tiles.ts";

export interface Growth {
  readonly store: Pick<LedgerStore, "read">;
  /** Grows in place, up to `to` entries; give a clone where a failure half-way must leave no trace. */
  readonly edge: TileEdge;
  readonly to: number;
  /** Called with every entry bundle and hash tile that the growth touches, in its final form at size `to`. */
  readonly visit?: (path: string, bytes: Buffer) => Promise<void>;
  /** Sizes whose roots are wanted. */
  readonly marks?: readonly number[];
}

/**
 * Reads entries in order and grows the tree over them; memory holds one bundle. Returns the roots at `marks`.
 * STORE_CORRUPT when the store gives fewer entries than it has, LEDGER_FORK when an entry counted before has changed.
 */
export async function growTree({ store, edge, to, visit, marks = [] }: Growth): Promise<ReadonlyMap<number, Buffer>> {
  const roots = new Map<number, Buffer>();
  const note = (): void => {
    if (marks.includes(edge.size)) roots.set(edge.size, edge.root());
  };
  const emit = async (file: TileFile): Promise<void> => visit?.(tilePath(file.id), file.bytes);
  note();
  const first = Math.floor(edge.size / TILE_WIDTH);
  for (let bundle = first; bundle * TILE_WIDTH < to && edge.size < to; bundle += 1) {
    const id = tileAt("entries", bundle, to);
    if (id === undefined) break;
    const from = bundle * TILE_WIDTH;
    const entries = await readExactly(store, from, from + id.width);
    const hashes = entries.map(leafHash);
    const known = edge.size - from;
    requireUnchanged(edge, hashes.slice(0, known), from);
    await visit?.(tilePath(id), encodeBundle(entries));
    for (const hash of hashes.slice(known)) {
      for (const full of edge.append(hash)) await emit(full);
      note();
    }
  }
  for (const partial of edge.partials()) await emit(partial);
  return roots;
}

async function readExactly(store: Pick<LedgerStore, "read">, from: number, to: number): Promise<readonly Uint8Array[]> {
  const entries = await store.read(from, to);
  if (entries.length === to - from) return entries;
  throw new ExhibitError(
    "STORE_CORRUPT",
    `the database gave ${entries.length} of the ledger entries ${from} to ${to - 1}`,
    {
      remedy: "restore the database from a backup; the signed checkpoint shows what it must hold",
    },
  );
}

function requireUnchanged(edge: TileEdge, hashes: readonly Buffer[], from: number): void {
  const changed = edge.tail().findIndex((hash, place) => hashes[place]?.equals(hash) !== true);
  if (changed === -1) return;
  throw new ExhibitError("LEDGER_FORK", `ledger entry ${from + changed} is not the one that was counted before`, {
    place: `entry ${from + changed}`,
    remedy:
      "restore the database from a backup taken before the entry changed; published proofs stay valid for the original entry",
  });
}
