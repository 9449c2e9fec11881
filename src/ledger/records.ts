import { createHmac, hash } from "node:crypto";
import type { Digest } from "../core/index.ts";
import { CompactRange, inclusionRanges, leafHash, nodeHash } from "./merkle.ts";

/**
 * The salted tree over the records of one evidence: `salt_i = SHA-256(seed || uint64be(i))`,
 * `leaf_i = SHA-256(0x00 || salt_i || line_i without its newline)`, RFC 6962 above. Salts keep a disclosed path from
 * revealing guessable neighbours.
 */
export type RecordLines = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** One record with what proves that it is under a `recordsRoot`. Hex, except `record`. */
export interface RecordProof {
  /** The line without its newline. */
  readonly record: string;
  readonly salt: string;
  readonly index: number;
  readonly size: number;
  readonly path: readonly string[];
}

/** Seed of the salts of one evidence (hex): HMAC-SHA-256 under the installation's salt key over the records' digest in hex. */
export function saltSeed(saltKey: Uint8Array, recordsDigest: Digest): string {
  return createHmac("sha256", saltKey).update(recordsDigest, "ascii").digest("hex");
}

/** Salt of record `index`, 32 bytes. `seed` is hex. */
export function recordSalt(seed: string, index: number): Buffer {
  const input = Buffer.alloc(40);
  seedBytes(seed).copy(input);
  input.writeBigUInt64BE(BigInt(index), 32);
  return hash("sha256", input, "buffer");
}

export function recordLeaf(salt: Uint8Array, line: Uint8Array | string): Buffer {
  return leafHash(Buffer.concat([salt, typeof line === "string" ? Buffer.from(line) : line]));
}

/** Root (hex) over lines without newlines, in constant memory. */
export async function recordsRoot(seed: string, lines: RecordLines): Promise<Digest> {
  const tree = new CompactRange();
  for await (const line of lines) tree.append(recordLeaf(recordSalt(seed, tree.size), line));
  return tree.root().toString("hex");
}

/**
 * The record at `index` among `size` lines with its audit path, in one pass and O(log² size) memory. RangeError when the
 * index is outside or the stream has not exactly `size` lines.
 */
export async function proveRecord(seed: string, lines: RecordLines, index: number, size: number): Promise<RecordProof> {
  const ranges = inclusionRanges(index, size);
  const trees = ranges.map(() => new CompactRange());
  let at = 0;
  let record: string | undefined;
  for await (const line of lines) {
    if (at === index)
      record =
        typeof line === "string" ? line : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(line);
    else
      trees[ranges.findIndex(({ from, to }) => from <= at && at < to)]?.append(recordLeaf(recordSalt(seed, at), line));
    at += 1;
  }
  if (record === undefined || at !== size) throw new RangeError(`the stream has ${at} records, not ${size}`);
  return {
    record,
    salt: recordSalt(seed, index).toString("hex"),
    index,
    size,
    path: trees.map((tree) => tree.root().toString("hex")),
  };
}

/** Root (hex) that a disclosed record leads to; compare it with `records.recordsRoot` of the receipt. */
export function rootOfRecordProof({ record, salt, index, size, path }: RecordProof): Digest {
  const ranges = inclusionRanges(index, size);
  if (ranges.length !== path.length) throw new RangeError("the path has not the length that index and size demand");
  let node = recordLeaf(Buffer.from(salt, "hex"), record);
  for (const [place, { from }] of ranges.entries()) {
    const sibling = Buffer.from(path[place] ?? "", "hex");
    node = from > index ? nodeHash(node, sibling) : nodeHash(sibling, node);
  }
  return node.toString("hex");
}

/**
 * Lines of a byte stream without their newlines, as bytes; the last line needs none. A line within one chunk is a view of
 * that chunk, so that a reader who keeps lines MUST copy them.
 */
export async function* byteLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer, void, void> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
      const line = bytes.subarray(start, end);
      yield rest.length === 0 ? line : Buffer.concat([...rest, line]);
      rest = [];
      start = end + 1;
    }
    if (start < bytes.length) rest.push(bytes.subarray(start));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

function seedBytes(seed: string): Buffer {
  if (!/^[0-9a-f]{64}$/.test(seed)) throw new RangeError("a salt seed is 64 hexadecimal digits");
  return Buffer.from(seed, "hex");
}
