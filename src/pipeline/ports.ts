import type { BlobStore, Clock, Store, StoredCheckpoint } from "../core/index.ts";
import type { AnyCheck, AnyCollector, AnyKind } from "../sdk/index.ts";

/** Everything that collects, judges and explains: generated from the folders of `collectors/`. */
export interface Registry {
  readonly collectors: readonly AnyCollector[];
  readonly checks: readonly AnyCheck[];
  readonly kinds: ReadonlyMap<string, AnyKind>;
}

/** The ledger as the pipeline needs it. */
export interface LedgerPort {
  readonly origin: string;
  readonly vkey: string;
  /** The policy file for auditors: which key signs this log. */
  readonly policy: string;
  /** Integrates all stored leaves, signs and publishes a checkpoint; returns it. */
  publish(): Promise<StoredCheckpoint>;
  /** A `.tlog-proof` of one leaf against this checkpoint, or the latest. */
  proof(index: number, checkpoint?: StoredCheckpoint): Promise<string>;
}

/** Parts that the composition root puts together for one data directory. */
export interface Workshop {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly ledger: LedgerPort;
  /** 32 bytes that salt record trees; outside the database. */
  readonly saltKey: Uint8Array;
  readonly registry: Registry;
  readonly version: string;
}
