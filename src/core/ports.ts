import type { CheckResult } from "./check-result.ts";
import type { ClaimOne } from "./claims.ts";
import type { Digest } from "./digest.ts";
import type { Instant } from "./clock.ts";
import type { Evidence } from "./evidence.ts";
import type { OutcomeCounts } from "./outcome.ts";
import type { Assessment, Run } from "./run.ts";

/** A checkpoint as published: its size, root and the whole signed note. */
export interface StoredCheckpoint {
  readonly size: number;
  /** Lower-case hex. */
  readonly rootHash: Digest;
  readonly note: string;
}

/**
 * The order of the ledger. Entries get consecutive indices from 0 inside the transaction that stores what they speak of;
 * when `Store.seal` resolves they are durable and MUST never change. Nothing here knows of hashes or signatures.
 */
export interface LedgerStore {
  size(): Promise<number>;
  /** Leaves `from` (inclusive) to `to` (exclusive), in order. MUST fail rather than return fewer. */
  read(from: number, to: number): Promise<readonly Uint8Array[]>;
  latestCheckpoint(): Promise<StoredCheckpoint | undefined>;
  /** Durable before it resolves. MUST refuse (LEDGER_FORK) when `previousSize` is not the size of the latest one. */
  saveCheckpoint(checkpoint: StoredCheckpoint, previousSize: number): Promise<void>;
}

/** What a seal stores beside the leaf. `records`, `gaps`, `exchanges` are blob addresses (digest of stored bytes). */
export interface EvidenceRow {
  readonly evidence: Evidence;
  readonly recordsBlob: Digest;
  readonly exchangesBlob: Digest;
  readonly gapsBlob?: Digest;
  readonly archiveBlob?: Digest;
  /** Hex; salt of record i is SHA-256(seed || uint64be(i)). */
  readonly saltSeed: string;
}

export interface StoredEvidence extends EvidenceRow {
  readonly ledgerIndex: number;
  /** The leaf: the receipt's exact bytes. */
  readonly receipt: Uint8Array;
}

export interface SealEntry {
  /** Exact leaf bytes, at most 65,535. */
  readonly leaf: Uint8Array;
  readonly runId: string;
  /** `evidence`, `assessment`, `manifest`, `run`. */
  readonly type: string;
  readonly evidence?: EvidenceRow;
  /** Addresses of objects that the entry vouches for beside those of `evidence`. */
  readonly objects?: readonly Digest[];
}

/** Counts of one check in one run, and where its full results (passes included) are. */
export interface CheckRunRow {
  readonly checkId: string;
  readonly checkVersion: number;
  readonly counts: OutcomeCounts;
  readonly resultsBlob: Digest;
  /** SHA-256 of the plain NDJSON. */
  readonly resultsDigest: Digest;
  readonly resultsBytes: number;
}

export interface StoredAssessment {
  readonly id: string;
  readonly runId: string;
  readonly createdAt: string;
  /** `snapshot` for the run's own, `reassess` for later ones. */
  readonly origin: "snapshot" | "reassess";
  readonly assessment: Assessment;
}

export interface CollectionFilter {
  /** The newest of those that fit; all of them without it. */
  readonly limit?: number;
  /** Only those that sealed evidence. */
  readonly sealed?: boolean;
  /** Only those of runs that began then or later. */
  readonly from?: Instant;
  /** Only those of runs that began before. */
  readonly to?: Instant;
}

export type RunPatch = Partial<Pick<Run, "status" | "step" | "endedAt" | "asOf" | "error">>;

/**
 * Everything that SQL holds. Every method is one transaction; a resolved write is durable. Calling one twice with the
 * same arguments leaves the same state (idempotent), so that a step may be repeated after a crash.
 */
export interface Store {
  readonly ledger: LedgerStore;
  createRun(run: Run): Promise<void>;
  updateRun(id: string, patch: RunPatch): Promise<void>;
  /** By full id or unambiguous prefix of at least 4 characters; `latest` is the newest finished run about the whole, or the newest part while there is none. RUN_NOT_FOUND otherwise. */
  getRun(idOrPrefix: string): Promise<Run>;
  /** Newest first. */
  listRuns(limit: number): Promise<readonly Run[]>;
  /** Runs that ended complete or incomplete and began at `from` or later and before `to`, oldest first. */
  runsBetween(from: Instant, to: Instant): Promise<readonly Run[]>;
  /** Runs that ended, failed ones included, after `at`; newest first. */
  runsEndedAfter(at: Instant, limit: number): Promise<readonly Run[]>;
  openRuns(): Promise<readonly Run[]>;
  claim: ClaimOne;
  /**
   * Appends leaves in order and stores their evidence rows in ONE transaction; returns the ledger index of each.
   * An evidence id that is stored already keeps its index: nothing is appended for it. With `unless`, nothing is stored and
   * the answer is empty when the run has a leaf of that type already: what is collected twice is sealed once.
   * What entries vouch for is no removed object any more. When retention took the file of one since it was stored,
   * PAYLOAD_REMOVED is thrown and nothing is sealed: store it again and repeat.
   */
  seal(
    entries: readonly SealEntry[],
    options?: { readonly unless?: { readonly runId: string; readonly type: string } },
  ): Promise<readonly number[]>;
  /** Index of the newest leaf of this run and type, with its bytes. */
  leafOf(runId: string, type: string): Promise<{ readonly index: number; readonly leaf: Uint8Array } | undefined>;
  evidenceOfRun(runId: string): Promise<readonly StoredEvidence[]>;
  /** How the collections of a connection ended, newest first. */
  collectionsOf(
    connection: string,
    options: CollectionFilter,
  ): Promise<readonly { readonly runId: string; readonly leaf: Uint8Array }[]>;
  /** By full id or unambiguous prefix of at least 6 characters. EVIDENCE_NOT_FOUND otherwise. */
  getEvidence(idOrPrefix: string): Promise<StoredEvidence>;
  /** Replaces the rows of this run and check set; `nonPass` streams every result that is not a pass. */
  saveResults(runId: string, rows: readonly CheckRunRow[], nonPass: AsyncIterable<CheckResult>): Promise<void>;
  checkRuns(runId: string): Promise<readonly CheckRunRow[]>;
  /** Results that are not a pass, in order of check, connection, scope, subject. */
  nonPassResults(
    runId: string,
    filter?: { readonly checkIds?: readonly string[]; readonly limit?: number },
  ): AsyncIterable<CheckResult>;
  saveAssessment(stored: StoredAssessment): Promise<void>;
  /** The newest assessment of the run. */
  getAssessment(runId: string): Promise<StoredAssessment | undefined>;
  close(): Promise<void>;
}

/** Content-addressed objects: the address is the SHA-256 of the stored bytes. A stored object never changes. */
export interface BlobStore {
  /** Durable (fsync of file and directory) before it resolves. Storing the same bytes twice is harmless. */
  put(
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<{ readonly digest: Digest; readonly bytes: number }>;
  /** Streams the bytes; fails with BLOB_MISSING, or BLOB_CORRUPT at the end when they do not match the address. */
  read(digest: Digest): AsyncIterable<Uint8Array>;
  has(digest: Digest): Promise<boolean>;
}
