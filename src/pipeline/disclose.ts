import { ExhibitError, type StoredEvidence } from "../core/index.ts";
import { discloseRecord, type DisclosedRecord } from "./bundle/disclose.ts";
import { readPacked } from "./packing.ts";
import type { Workshop } from "./ports.ts";
import { linesOf } from "./spool.ts";

/** The record with this key, its salt and its path to the sealed receipt. */
export async function disclose(workshop: Workshop, stored: StoredEvidence, key: string): Promise<DisclosedRecord> {
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
  return discloseRecord({
    receipt: stored.receipt,
    records: () => readPacked(workshop.blobs, stored.recordsBlob),
    saltSeed: stored.saltSeed,
    index: found,
    ledgerProof: await workshop.ledger.proof(stored.ledgerIndex),
    vkey: workshop.ledger.vkey,
  });
}
