import { createHash } from "node:crypto";
import { ExhibitError, type Evidence } from "../../core/index.ts";
import { byteLines, proveRecord, type RecordProof } from "../../ledger/records.ts";

/** One record that can be verified without the others; see `docs/guide/verify.md`. */
export interface DisclosedRecord extends RecordProof {
  /** The sealed receipt's exact text. */
  readonly receipt: string;
  /** `.tlog-proof` of the receipt, with the signed checkpoint. */
  readonly ledgerProof: string;
  readonly vkey: string;
}

export interface DisclosureInput {
  readonly receipt: Uint8Array;
  /** Plain NDJSON of all records. */
  records(): AsyncIterable<Uint8Array>;
  /** Hex. */
  readonly saltSeed: string;
  readonly index: number;
  readonly ledgerProof: string;
  readonly vkey: string;
}

/** Proves one record in one pass over all. STORE_CORRUPT when the records are not the sealed ones, RangeError outside. */
export async function discloseRecord({
  receipt,
  records,
  saltSeed,
  index,
  ledgerProof,
  vkey,
}: DisclosureInput): Promise<DisclosedRecord> {
  const text = Buffer.from(receipt).toString("utf8");
  const sealed = (JSON.parse(text) as Evidence).records;
  const digest = createHash("sha256");
  const proof = await proveRecord(saltSeed, byteLines(hashed(records(), digest)), index, sealed.count);
  if (digest.digest("hex") !== sealed.digest) {
    throw new ExhibitError("STORE_CORRUPT", "the stored records are not what their sealed receipt says", {
      remedy: "restore the data directory's objects from a backup",
    });
  }
  return { ...proof, receipt: text, ledgerProof, vkey };
}

async function* hashed(
  chunks: AsyncIterable<Uint8Array>,
  digest: { update(chunk: Uint8Array): unknown },
): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of chunks) {
    digest.update(chunk);
    yield chunk;
  }
}
