import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { LedgerStore, StoredCheckpoint } from "../src/core/index.ts";
import { leafHash } from "../src/ledger/merkle.ts";
import { encodeSkey, parseSkey } from "../src/ledger/note.ts";
import { openLedger } from "../src/ledger/writer.ts";
import { holdsInclusion } from "../src/ledger/verify/merkle.ts";
import { readProof } from "../src/ledger/verify/note.ts";

export interface LedgerFigures {
  readonly entries: number;
  readonly entriesPerPublish: number;
  /** Entries made durable in tiles and under a signed checkpoint, a second; real files with fsync. */
  readonly appendsPerSecond: number;
  readonly publishesPerSecond: number;
  /** Entries read, hashed and compared with all published files when a ledger is opened, a second. */
  readonly opensEntriesPerSecond: number;
  /** `.tlog-proof` texts made from tiles, a second. */
  readonly proofsPerSecond: number;
  /** Inclusion proofs parsed and verified, without the checkpoint's signature, a second. */
  readonly inclusionVerificationsPerSecond: number;
}

const ENTRY_BYTES = 2_000;

/** Measures the ledger with an in-memory store and real files in a temporary folder. */
export async function benchLedger(entries = 20_000, entriesPerPublish = 500): Promise<LedgerFigures> {
  const directory = await mkdtemp(join(tmpdir(), "exhibit-bench-ledger-"));
  try {
    const leaves: Uint8Array[] = [];
    const store = memoryStore(leaves);
    const signer = parseSkey(encodeSkey("exhibit.example.com/bench", Buffer.alloc(32, 7)));
    const ledger = await openLedger({ store, directory, signer });
    const appending = await seconds(async () => {
      while (leaves.length < entries) {
        for (let n = 0; n < entriesPerPublish; n += 1) leaves.push(Buffer.alloc(ENTRY_BYTES, `{"i":${leaves.length}}`));
        await ledger.publish();
      }
    });
    const opening = await seconds(async () => void (await openLedger({ store, directory, signer })));
    const wanted = Array.from({ length: 2_000 }, (_, n) => (n * 7_919) % leaves.length);
    const proofs: string[] = [];
    const proving = await seconds(async () => {
      for (const index of wanted) proofs.push(await ledger.tlogProof(index));
    });
    const root = Buffer.from(ledger.checkpoint?.rootHash ?? "", "hex");
    const verifying = await seconds(async () => {
      for (const text of proofs) {
        const proof = readProof(text);
        const leaf = leaves[proof?.index ?? -1];
        if (
          proof === undefined ||
          leaf === undefined ||
          !holdsInclusion(proof.index, leaves.length, leafHash(leaf), proof.path, root)
        ) {
          throw new Error("a proof of the benchmark does not verify");
        }
      }
    });
    return {
      entries: leaves.length,
      entriesPerPublish,
      appendsPerSecond: Math.round(leaves.length / appending),
      publishesPerSecond: Math.round((leaves.length / entriesPerPublish / appending) * 10) / 10,
      opensEntriesPerSecond: Math.round(leaves.length / opening),
      proofsPerSecond: Math.round(proofs.length / proving),
      inclusionVerificationsPerSecond: Math.round(proofs.length / verifying),
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function memoryStore(leaves: readonly Uint8Array[]): LedgerStore {
  let latest: StoredCheckpoint | undefined;
  return {
    size: async () => leaves.length,
    read: async (from, to) => leaves.slice(from, to),
    latestCheckpoint: async () => latest,
    saveCheckpoint: async (checkpoint) => {
      latest = checkpoint;
    },
  };
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
