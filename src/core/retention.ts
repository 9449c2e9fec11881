import type { Instant } from "./clock.ts";
import type { Digest } from "./digest.ts";
import type { SealEntry } from "./ports.ts";

/** An object that a retention rule removed; its digest stays sealed. */
export interface RemovedObject {
  readonly digest: Digest;
  /** The ledger entry that says so. */
  readonly ledgerIndex: number;
  readonly removedAt: Instant;
}

/** What retention needs of the database. Every method may be repeated after a crash. */
export interface RetentionStore {
  /**
   * Objects that only runs need which ended and began before `before`, those of `keepRuns` aside. `gone` = removed before;
   * the same bytes may have been stored again since.
   */
  oldObjects(
    before: Instant,
    keepRuns: readonly string[],
  ): Promise<readonly { readonly digest: Digest; readonly gone: boolean }[]>;
  /** Seals the tombstone, then notes these objects as removed by it. */
  bury(tombstone: SealEntry, digests: readonly Digest[], removedAt: Instant): Promise<void>;
  /** Their files are removed. */
  markGone(digests: readonly Digest[]): Promise<void>;
  removed(digest: Digest): Promise<RemovedObject | undefined>;
  /** Deletes the rows of results of such runs; counts stay. Returns how many runs lost some. */
  dropResults(before: Instant, keepRuns: readonly string[]): Promise<number>;
}
