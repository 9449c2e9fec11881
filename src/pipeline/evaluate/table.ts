import type { AnyKind } from "../../sdk/index.ts";
import { readPacked } from "../packing.ts";
import type { Workshop } from "../ports.ts";
import type { Source } from "./sources.ts";

/** Parsed records kept of a population: all of a small one, once or twice as many of those last asked for of a large one. */
const KEPT_RECORDS = 1_000;
const NEWLINE = 0x0a;

/**
 * Records of one capture by key. In memory are the sealed bytes and a few parsed records, because ten thousand parsed
 * roles take several times their bytes, and what checks derive from each and keep by it as much again. A record of a
 * large population may therefore be parsed again when it is read again, and is another object then.
 */
export class Table {
  readonly evidenceId: string;
  readonly #bytes: Buffer;
  /** Where each record ends, its newline left out; the next one begins after that. */
  readonly #ends: number[] = [];
  readonly #places = new Map<string, number>();
  #recent = new Map<number, unknown>();
  #older = new Map<number, unknown>();
  /** The first record, which checks that only say what they have read ask for time and again. */
  #first: unknown;

  constructor(evidenceId: string, bytes: Buffer, kind: AnyKind) {
    this.evidenceId = evidenceId;
    this.#bytes = bytes;
    for (let start = 0; start < bytes.length; start = (this.#ends.at(-1) ?? 0) + 1) {
      const newline = bytes.indexOf(NEWLINE, start);
      const place = this.#ends.push(newline === -1 ? bytes.length : newline) - 1;
      const record = this.#parse(place);
      this.#places.set(kind.key(record), place);
      if (place === 0) this.#first = record;
    }
  }

  get(key: string): unknown {
    const place = this.#places.get(key);
    return place === undefined ? undefined : this.#kept(place);
  }

  *records(): Generator<unknown, void, void> {
    const small = this.#places.size <= KEPT_RECORDS;
    for (const place of this.#places.values())
      yield small ? this.#kept(place) : (this.#known(place) ?? this.#parse(place));
  }

  #kept(place: number): unknown {
    const known = this.#recent.get(place);
    if (known !== undefined) return known;
    const record = this.#known(place) ?? this.#parse(place);
    if (this.#recent.size >= KEPT_RECORDS) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(place, record);
    return record;
  }

  #known(place: number): unknown {
    return place === 0 ? this.#first : (this.#recent.get(place) ?? this.#older.get(place));
  }

  #parse(place: number): unknown {
    const start = place === 0 ? 0 : (this.#ends[place - 1] ?? 0) + 1;
    return JSON.parse(this.#bytes.toString("utf8", start, this.#ends[place]));
  }
}

/** Reads a capture's records; the object store checks their digest on the way. */
export async function loadTable(workshop: Pick<Workshop, "blobs">, { stored }: Source, kind: AnyKind): Promise<Table> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readPacked(workshop.blobs, stored.recordsBlob)) chunks.push(chunk);
  return new Table(stored.evidence.id, Buffer.concat(chunks), kind);
}
