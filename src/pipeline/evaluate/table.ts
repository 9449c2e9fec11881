import { join } from "node:path";
import { byteLines } from "../../ledger/records.ts";
import type { AnyKind } from "../../sdk/index.ts";
import { readPacked } from "../packing.ts";
import type { Workshop } from "../ports.ts";
import { RecordBytes } from "./record-bytes.ts";
import type { Source } from "./sources.ts";

/** A population up to this size is kept parsed. */
const SMALL = 1_000;
/**
 * Parsed records kept of a larger one, each in the place of another. Few, so that they are gone before V8 counts them as
 * old: a cache that turns over slowly fills the heap with dead records.
 */
const KEPT_OF_LARGE = 256;
/** How much is read at once of a population that is gone through from its first record to its last. */
const BLOCK_BYTES = 128 * 1024;

/**
 * Records of one capture by key. In memory are where each record lies and a few parsed ones, because ten thousand parsed
 * roles take several times their bytes, and what checks derive from each and keep by it as much again. A record of a
 * large population may therefore be parsed again when it is read again, and is another object then.
 */
export class Table {
  readonly evidenceId: string;
  readonly #bytes: RecordBytes;
  /** Where each record ends; the next one begins there. */
  readonly #ends: number[] = [];
  readonly #places = new Map<string, number>();
  #kept: unknown[] = [];
  /** Which record each slot of `#kept` holds. */
  #keptPlaces = new Int32Array();
  /** The first record, which checks that only say what they have read ask for time and again. */
  #first: unknown;

  constructor(evidenceId: string, path: string) {
    this.evidenceId = evidenceId;
    this.#bytes = new RecordBytes(path);
  }

  /** Adds the next record, given as its line without the newline. */
  add(line: Buffer, kind: AnyKind): void {
    const record = parse(line);
    this.#bytes.append(line);
    const place = this.#ends.push(this.#bytes.length) - 1;
    this.#places.set(kind.key(record), place);
    if (place === 0) this.#first = record;
  }

  /** No record is added any more. */
  end(): void {
    this.#bytes.end();
    const slots = this.#ends.length <= SMALL ? this.#ends.length : KEPT_OF_LARGE;
    this.#kept = Array.from({ length: slots });
    this.#keptPlaces = new Int32Array(slots).fill(-1);
  }

  close(): void {
    this.#bytes.close();
  }

  get(key: string): unknown {
    const place = this.#places.get(key);
    return place === undefined ? undefined : this.#record(place);
  }

  /** Each record once, in the order in which its key was first added. */
  *records(): Generator<unknown, void, void> {
    const small = this.#ends.length <= SMALL;
    let block: { readonly start: number; readonly bytes: Buffer } = { start: 0, bytes: Buffer.alloc(0) };
    for (const place of this.#places.values()) {
      const known = small ? this.#record(place) : this.#known(place);
      if (known !== undefined) {
        yield known;
        continue;
      }
      const start = this.#startOf(place);
      const end = this.#ends[place] ?? start;
      if (start < block.start || end > block.start + block.bytes.length)
        block = {
          start,
          bytes: this.#bytes.read(start, Math.min(Math.max(end, start + BLOCK_BYTES), this.#bytes.length)),
        };
      yield parse(block.bytes.subarray(start - block.start, end - block.start));
    }
  }

  #record(place: number): unknown {
    const known = this.#known(place);
    if (known !== undefined) return known;
    const record = parse(this.#bytes.read(this.#startOf(place), this.#ends[place] ?? 0));
    const slot = place % this.#kept.length;
    this.#kept[slot] = record;
    this.#keptPlaces[slot] = place;
    return record;
  }

  #known(place: number): unknown {
    if (place === 0) return this.#first;
    const slot = place % this.#kept.length;
    return this.#keptPlaces[slot] === place ? this.#kept[slot] : undefined;
  }

  #startOf(place: number): number {
    return place === 0 ? 0 : (this.#ends[place - 1] ?? 0);
  }
}

function parse(line: Buffer): unknown {
  return JSON.parse(line.toString("utf8"));
}

/** Reads a capture's records; the object store checks their digest on the way. `folder` is for what memory should not hold. */
export async function loadTable(
  workshop: Pick<Workshop, "blobs">,
  { stored }: Source,
  kind: AnyKind,
  folder: string,
): Promise<Table> {
  const table = new Table(stored.evidence.id, join(folder, `${stored.evidence.id}.read.ndjson`));
  try {
    for await (const line of byteLines(readPacked(workshop.blobs, stored.recordsBlob))) table.add(line, kind);
    table.end();
    return table;
  } catch (error) {
    table.close();
    throw error;
  }
}
