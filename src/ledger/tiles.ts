import { ExhibitError } from "../core/index.ts";
import { foldRoots, HASH_BYTES, rootOfHashes, type HashReader, type NodeId } from "./merkle.ts";

/** Hashes of a full tile, and entries of a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
/** Levels of the tree that one level of tiles spans: 2^8 = 256. */
const TILE_HEIGHT = 8;
/** Longest entry that a bundle can hold: its length is a uint16. */
export const MAX_ENTRY_BYTES = 65_535;

export interface TileId {
  readonly level: number | "entries";
  readonly index: number;
  /** 1..256; 256 is a full tile, anything less a partial one. */
  readonly width: number;
}

/** `tile/<L>/<N>[.p/<W>]`: N in groups of three digits, all but the last prefixed with `x`. */
export function tilePath({ level, index, width }: TileId): string {
  const path = `tile/${level}/${groups(index)}`;
  return width === TILE_WIDTH ? path : `${path}.p/${width}`;
}

/** Folder of the partial forms of a tile. */
export function partialFolder({ level, index }: Pick<TileId, "level" | "index">): string {
  return `tile/${level}/${groups(index)}.p`;
}

function groups(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, "0");
  const parts = padded.match(/.{3}/g) ?? [];
  return parts.map((part, place) => (place === parts.length - 1 ? part : `x${part}`)).join("/");
}

/** The tile of this level and index as it stands in a log of `size` entries, or undefined when it is empty. */
export function tileAt(level: number | "entries", index: number, size: number): TileId | undefined {
  const span = level === "entries" ? 1 : TILE_WIDTH ** level;
  const width = Math.min(Math.floor(size / span) - index * TILE_WIDTH, TILE_WIDTH);
  return width > 0 ? { level, index, width } : undefined;
}

/** Entry bundle: `uint16be length || entry` for each entry. LEDGER_ENTRY_TOO_LARGE when one does not fit. */
export function encodeBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > MAX_ENTRY_BYTES) {
        throw new ExhibitError(
          "LEDGER_ENTRY_TOO_LARGE",
          `a ledger entry has ${entry.length} bytes; ${MAX_ENTRY_BYTES} is the most`,
        );
      }
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

/** Entries of a bundle; fails with RangeError when lengths and bytes do not meet exactly. */
export function decodeBundle(bundle: Uint8Array): readonly Buffer[] {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at + 2;
    const end = start + bytes.readUInt16BE(at);
    if (end > bytes.length) throw new RangeError("an entry bundle ends inside an entry");
    entries.push(bytes.subarray(start, end));
    at = end;
  }
  return entries;
}

/** Hash tile as it stands in a file. */
export interface TileFile {
  readonly id: TileId;
  readonly bytes: Buffer;
}

/**
 * The right edge of the tree in units of tiles: the hashes of the last, partial tile of every level. That is all that an
 * append needs, and the root follows from it (at most 255 hashes a level).
 */
export class TileEdge {
  #size: number;
  readonly #levels: Buffer[][];

  constructor(size = 0, levels: readonly (readonly Buffer[])[] = []) {
    this.#size = size;
    this.#levels = levels.map((hashes) => [...hashes]);
  }

  get size(): number {
    return this.#size;
  }

  clone(): TileEdge {
    return new TileEdge(this.#size, this.#levels);
  }

  /** Hashes of the leaves in the last, partial tile of level 0. */
  tail(): readonly Buffer[] {
    return this.#levels[0] ?? [];
  }

  /** Appends a leaf hash; returns the tiles that became full by it, lowest level first (mostly none). */
  append(hashOfLeaf: Buffer): readonly TileFile[] {
    const full: TileFile[] = [];
    this.#size += 1;
    let carry = hashOfLeaf;
    for (let level = 0; ; level += 1) {
      const hashes = (this.#levels[level] ??= []);
      hashes.push(carry);
      if (hashes.length < TILE_WIDTH) return full;
      const index = Math.floor(this.#size / TILE_WIDTH ** (level + 1)) - 1;
      full.push({ id: { level, index, width: TILE_WIDTH }, bytes: Buffer.concat(hashes) });
      carry = rootOfHashes(hashes);
      this.#levels[level] = [];
    }
  }

  /** The partial tiles at the present size, lowest level first. */
  partials(): readonly TileFile[] {
    return this.#levels.flatMap((hashes, level) => {
      const index = Math.floor(this.#size / TILE_WIDTH ** (level + 1));
      return hashes.length === 0 ? [] : [{ id: { level, index, width: hashes.length }, bytes: Buffer.concat(hashes) }];
    });
  }

  root(): Buffer {
    return foldRoots(this.#levels.toReversed().flatMap(perfectRoots));
  }
}

/** Splits up to 255 hashes into runs of powers of two, largest first, and gives the root of each run. */
function perfectRoots(hashes: readonly Buffer[]): readonly Buffer[] {
  const roots: Buffer[] = [];
  let at = 0;
  for (let width = TILE_WIDTH / 2; width >= 1; width /= 2) {
    if (hashes.length - at < width) continue;
    roots.push(rootOfHashes(hashes.slice(at, at + width)));
    at += width;
  }
  return roots;
}

/** Reads the tile with exactly this id, or fails. */
export type TileLoader = (id: TileId) => Promise<Buffer>;

/** Hashes of perfect subtrees out of the tiles of a log of `size` entries. */
export function tileHashReader(size: number, load: TileLoader): HashReader {
  return {
    async hashes(nodes: readonly NodeId[]): Promise<readonly Buffer[]> {
      const found: Buffer[] = [];
      for (const node of nodes) found.push(await subtreeHash(node, size, load));
      return found;
    },
  };
}

async function subtreeHash(node: NodeId, size: number, load: TileLoader): Promise<Buffer> {
  const level = Math.floor(node.level / TILE_HEIGHT);
  const width = 2 ** (node.level % TILE_HEIGHT);
  const first = node.index * width;
  const index = Math.floor(first / TILE_WIDTH);
  const id = tileAt(level, index, size);
  const start = first - index * TILE_WIDTH;
  if (id === undefined || start + width > id.width) {
    throw new RangeError(`the subtree ${node.level}/${node.index} is not inside a tree of ${size}`);
  }
  const bytes = await load(id);
  const hashes = Array.from({ length: width }, (_, place) =>
    bytes.subarray((start + place) * HASH_BYTES, (start + place + 1) * HASH_BYTES),
  );
  return rootOfHashes(hashes);
}
