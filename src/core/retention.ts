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

export interface Burial {
  readonly digests: readonly Digest[];
  readonly before: Instant;
  readonly keepRuns: readonly string[];
  readonly removedAt: Instant;
  readonly tombstone: (digests: readonly Digest[]) => SealEntry;
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
  /**
   * Seals the tombstone of those of these objects that still only old runs need, and notes them as removed by it, all at
   * once: a run may have sealed one of them since they were listed. Returns them; without any, nothing is sealed.
   */
  bury(burial: Burial): Promise<readonly Digest[]>;
  /**
   * Has the files of buried objects removed, and returns how many were. While `remove` runs nothing can be sealed; what was
   * sealed since its burial is no removed object any more, and is left.
   */
  removeBuried(digests: readonly Digest[], remove: (digest: Digest) => Promise<void>): Promise<number>;
  /**
   * Undefined also when the ledger contradicts the note: its entry is no tombstone that names the object, or something that
   * uses the object was sealed after it. Then the object is missing, not removed.
   */
  removed(digest: Digest): Promise<RemovedObject | undefined>;
  /** All of them at once: one question for each object of a large store takes too long. */
  allRemoved(): Promise<ReadonlyMap<Digest, RemovedObject>>;
  /** Deletes the rows of results of such runs; counts stay. Returns how many runs lost some. */
  dropResults(before: Instant, keepRuns: readonly string[]): Promise<number>;
}
