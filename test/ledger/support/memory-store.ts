import { ExhibitError, type LedgerStore, type StoredCheckpoint } from "#core";

/** The order of a ledger in memory. What it holds outlives a "crash" of the ledger on top of it, as a database would. */
export class MemoryLedgerStore implements LedgerStore {
  readonly leaves: Uint8Array[] = [];
  readonly checkpoints: StoredCheckpoint[] = [];

  add(...leaves: readonly (Uint8Array | string)[]): void {
    for (const leaf of leaves) this.leaves.push(typeof leaf === "string" ? Buffer.from(leaf) : leaf);
  }

  async size(): Promise<number> {
    return this.leaves.length;
  }

  async read(from: number, to: number): Promise<readonly Uint8Array[]> {
    return this.leaves.slice(from, to);
  }

  async latestCheckpoint(): Promise<StoredCheckpoint | undefined> {
    return this.checkpoints.at(-1);
  }

  async saveCheckpoint(checkpoint: StoredCheckpoint, previousSize: number): Promise<void> {
    if ((this.checkpoints.at(-1)?.size ?? 0) !== previousSize)
      throw new ExhibitError("LEDGER_FORK", "another writer has published");
    this.checkpoints.push(checkpoint);
  }
}

/** `{"i":0}` … `{"i":n-1}`, the entries of the worked example in C2SP style. */
export function numbered(count: number, from = 0): readonly string[] {
  return Array.from({ length: count }, (_, place) => `{"i":${from + place}}`);
}
