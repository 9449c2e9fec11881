import { ExhibitError } from "../core/index.ts";
import type { LedgerFiles } from "./files.ts";
import { HASH_BYTES } from "./merkle.ts";
import { partialFolder, TILE_WIDTH, tileAt, tilePath, type TileId } from "./tiles.ts";

/** Tiles kept in memory: 512 of at most 8 KiB. */
const CAPACITY = 512;

/** Reads hash tiles. What a tile holds never changes, so a wider form of the same tile serves as well. */
export class TileCache {
  readonly #files: LedgerFiles;
  readonly #kept = new Map<string, Buffer>();

  constructor(files: LedgerFiles) {
    this.#files = files;
  }

  clear(): void {
    this.#kept.clear();
  }

  async load(id: TileId): Promise<Buffer> {
    const path = tilePath(id);
    const kept = this.#kept.get(path);
    if (kept !== undefined) return kept;
    const bytes = await this.#find(id);
    const oldest = this.#kept.keys().next();
    if (this.#kept.size >= CAPACITY && oldest.done !== true) this.#kept.delete(oldest.value);
    this.#kept.set(path, bytes);
    return bytes;
  }

  async #find(id: TileId): Promise<Buffer> {
    const exact = await this.#read(id);
    if (exact !== undefined) return exact;
    const names = id.width === TILE_WIDTH ? [] : await this.#files.list(partialFolder(id));
    const wider = names.filter((name) => /^\d+$/.test(name) && Number(name) > id.width).map(Number);
    for (const width of id.width === TILE_WIDTH ? [] : [TILE_WIDTH, ...wider]) {
      const bytes = await this.#read({ ...id, width });
      if (bytes !== undefined) return bytes;
    }
    throw missingTile(tilePath(id));
  }

  async #read(id: TileId): Promise<Buffer | undefined> {
    const bytes = await this.#files.read(tilePath(id));
    return bytes?.length === id.width * HASH_BYTES ? bytes : undefined;
  }
}

export function missingTile(place: string): ExhibitError {
  return new ExhibitError("STORE_CORRUPT", "a published ledger tile is missing or damaged", {
    place,
    remedy: "run `exhibit verify` to rebuild the published files from the database",
  });
}

/** Removes partial tiles that growth from `from` to `to` entries has replaced by wider or full ones, and what killed writers staged. */
export async function prunePartials(files: LedgerFiles, from: number, to: number): Promise<void> {
  if (from === to) return;
  for (const level of ["entries", 0, 1, 2, 3, 4, 5, 6] as const) {
    const span = TILE_WIDTH ** (level === "entries" ? 1 : level + 1);
    const last = Math.floor(to / span);
    for (let index = Math.floor(from / span); index < last; index += 1)
      await files.remove(partialFolder({ level, index }));
    const width = tileAt(level, last, to)?.width ?? 0;
    const folder = partialFolder({ level, index: last });
    for (const name of width === 0 ? [] : await files.list(folder)) {
      const own = /^(\d+)(?:\.[0-9a-f]+\.tmp)?$/.exec(name)?.[1];
      if (own !== undefined && Number(own) < width) await files.remove(`${folder}/${name}`);
    }
  }
  for (const name of await files.list(".")) if (/^checkpoint\.[0-9a-f]+\.tmp$/.test(name)) await files.remove(name);
}
