import { createHash } from "node:crypto";
import { hashLeaf, RootOfLeaves } from "./merkle.ts";

/** Salt of one record: SHA-256 of the evidence's seed and the record's number as 64-bit big-endian. */
function saltOf(seed: Buffer, index: number): Buffer {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(index));
  return createHash("sha256").update(seed).update(number).digest();
}

/** Leaf of a record, as a disclosure shows it: its salt and its line without the newline. */
export function hashRecord(salt: Uint8Array, line: Uint8Array): Buffer {
  return hashLeaf(Buffer.concat([salt, line]));
}

export interface RecordsSeen {
  readonly digest: string;
  readonly bytes: number;
  readonly count: number;
  /** Hex; absent when no seed was given. */
  readonly root: string | undefined;
  /** False when bytes follow the last newline. */
  readonly ended: boolean;
}

/** Digest, size, number of lines and salted root of an NDJSON stream in one pass; memory holds one line. */
export async function measureLines(chunks: AsyncIterable<Uint8Array>, seedHex?: string): Promise<RecordsSeen> {
  const seed = seedHex === undefined ? undefined : Buffer.from(seedHex, "hex");
  const digest = createHash("sha256");
  const tree = new RootOfLeaves();
  let bytes = 0;
  let count = 0;
  let open: Buffer[] = [];
  for await (const chunk of chunks) {
    digest.update(chunk);
    bytes += chunk.length;
    let rest = Buffer.from(chunk);
    for (let end = rest.indexOf("\n"); end !== -1; end = rest.indexOf("\n")) {
      const line = Buffer.concat([...open, rest.subarray(0, end)]);
      if (seed !== undefined) tree.add(hashRecord(saltOf(seed, count), line));
      count += 1;
      open = [];
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) open.push(rest);
  }
  const root = seed === undefined ? undefined : tree.root().toString("hex");
  return { digest: digest.digest("hex"), bytes, count, root, ended: open.length === 0 };
}
