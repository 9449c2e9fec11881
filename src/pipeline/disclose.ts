import { ExhibitError, type StoredEvidence } from "../core/index.ts";
import { proveRecord, type RecordProof } from "../ledger/records.ts";
import { readPacked } from "./packing.ts";
import type { Workshop } from "./ports.ts";
import { linesOf } from "./spool.ts";

/** One record that can be verified without the others: see `docs/guide/verify.md`. */
export interface Disclosure extends RecordProof {
  /** The receipt's exact text, whose `records.recordsRoot` the proof leads to. */
  readonly receipt: string;
  /** `.tlog-proof` of the receipt. */
  readonly ledgerProof: string;
  readonly vkey: string;
}

/** The record with this key, its salt and its path to the sealed receipt. */
export async function disclose(workshop: Workshop, stored: StoredEvidence, key: string): Promise<Disclosure> {
  const kind = workshop.registry.kinds.get(stored.evidence.kind);
  const lines = (): AsyncIterable<string> => linesOf(readPacked(workshop.blobs, stored.recordsBlob));
  let index = 0;
  let found = -1;
  for await (const line of lines()) {
    if (found < 0 && kind?.key(JSON.parse(line)) === key) found = index;
    index += 1;
  }
  if (found < 0) {
    throw new ExhibitError("EVIDENCE_NOT_FOUND", `evidence ${stored.evidence.id} holds no record "${key}"`, {
      remedy: "show its records with `exhibit evidence ID --records 1000`",
    });
  }
  const proof = await proveRecord(stored.saltSeed, lines(), found, stored.evidence.records.count);
  return {
    ...proof,
    receipt: Buffer.from(stored.receipt).toString("utf8"),
    ledgerProof: await workshop.ledger.proof(stored.ledgerIndex),
    vkey: workshop.ledger.vkey,
  };
}
