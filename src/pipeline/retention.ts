import {
  canonicalJson,
  ExhibitError,
  heed,
  instant,
  isExhibitError,
  uuidV7,
  type BlobStore,
  type Digest,
  type Instant,
  type RetentionStore,
} from "../core/index.ts";
import type { Workshop } from "./ports.ts";

/** Objects named by one ledger entry: 64 hex digits each, well below the 65,535 bytes of an entry. */
const OBJECTS_PER_ENTRY = 500;

/** An object store that can give objects up. */
export interface RemovableBlobs extends BlobStore {
  /** Bytes that were freed; 0 when the object was not there. */
  remove(digest: Digest): Promise<number>;
}

export interface RetentionOptions {
  readonly workshop: Workshop;
  readonly retention: RetentionStore;
  readonly blobs: RemovableBlobs;
  /** Runs that began before this give up their payloads. */
  readonly before: Instant;
  /** Ids of the configured connections: the newest evidence of each stays, however old. */
  readonly connections: readonly string[];
  readonly dryRun: boolean;
  /** Heeded before each batch. */
  readonly signal: AbortSignal;
  readonly onProgress: (message: string, fields: Readonly<Record<string, string | number>>) => void;
}

export interface Retained {
  readonly before: Instant;
  readonly dryRun: boolean;
  /** Objects removed, or that would be. */
  readonly objects: number;
  readonly bytes: number;
  /** Runs whose stored results were dropped. */
  readonly runs: number;
}

/**
 * Removes the payloads of old runs: records, exchange lists, archives and results. What proves them stays: receipts, the
 * ledger, checkpoints, counts and assessments; so every bundle written before verifies as it did, and a record that
 * somebody kept can still be proved. A tombstone in the ledger names what is removed before the first file goes.
 *
 * Runs go on meanwhile. What they seal is left alone from then on; of what they have stored and not sealed yet, a seal
 * finds out what was removed, and stores it again (see `sealStored`).
 */
export async function applyRetention(options: RetentionOptions): Promise<Retained> {
  const { workshop, retention, blobs, before, dryRun, signal } = options;
  if (before > instant(workshop.clock.now()))
    throw new ExhibitError("USAGE_INVALID", "what is to come cannot be removed", { place: before });
  const keep = await runsToKeep(workshop, options.connections);
  const digests = await presentObjects(options, keep);
  if (dryRun) return { before, dryRun, objects: digests.length, bytes: 0, runs: 0 };
  heed(signal, "retention was cancelled before it removed anything", "repeat the command");
  const runs = await retention.dropResults(before, keep);
  let bytes = 0;
  let objects = 0;
  let from = 0;
  for (; from < digests.length && !signal.aborted; from += OBJECTS_PER_ENTRY) {
    options.onProgress("removing old payloads", { done: from, total: digests.length });
    const now = workshop.clock.now();
    const removedAt = instant(now);
    const buried = await retention.bury({
      digests: digests.slice(from, from + OBJECTS_PER_ENTRY),
      before,
      keepRuns: keep,
      removedAt,
      tombstone: (named) => ({
        leaf: Buffer.from(
          canonicalJson({ type: "tombstone", schemaVersion: 1, removedAt, before, objects: [...named] }),
        ),
        runId: uuidV7(now),
        type: "tombstone",
      }),
    });
    objects += await retention.removeBuried(buried, async (digest) => {
      bytes += await blobs.remove(digest);
    });
  }
  if (objects > 0) await workshop.ledger.publish();
  if (from < digests.length)
    heed(
      signal,
      `retention was cancelled after the rows of results of ${runs} runs and ${objects} of ${digests.length} objects`,
      "repeat the command for the rest; what was removed is in the ledger, and `exhibit verify` says so",
    );
  return { before, dryRun, objects, bytes, runs };
}

async function presentObjects(options: RetentionOptions, keep: readonly string[]): Promise<readonly Digest[]> {
  const present: Digest[] = [];
  for (const { digest, gone } of await options.retention.oldObjects(options.before, keep))
    if (!gone || (await options.blobs.has(digest))) present.push(digest);
  return present;
}

/** The newest run that people look at, and the newest evidence of each connection: what the next assessment rests on. */
async function runsToKeep(workshop: Workshop, connections: readonly string[]): Promise<readonly string[]> {
  const keep = new Set<string>();
  for (const connection of connections)
    for (const { runId } of await workshop.store.collectionsOf(connection, { limit: 1, sealed: true })) keep.add(runId);
  try {
    keep.add((await workshop.store.getRun("latest")).id);
  } catch (error) {
    if (!isExhibitError(error) || error.code !== "RUN_NOT_FOUND") throw error;
  }
  return [...keep];
}

/** The same objects; one that retention removed is told as that, with the entry that says so. */
export function explainRemoved(blobs: BlobStore, removedObject: RetentionStore["removed"]): BlobStore {
  return {
    put: (bytes) => blobs.put(bytes),
    has: (digest) => blobs.has(digest),
    async *read(digest) {
      try {
        yield* blobs.read(digest);
      } catch (error) {
        if (!isExhibitError(error) || error.code !== "BLOB_MISSING") throw error;
        const removed = await removedObject(digest);
        if (removed === undefined) throw error;
        throw new ExhibitError(
          "PAYLOAD_REMOVED",
          `retention removed this payload on ${removed.removedAt} (ledger entry ${removed.ledgerIndex})`,
          {
            place: digest,
            remedy: "its receipt, counts and proofs are still here; the payload is in bundles that were written before",
            cause: error,
          },
        );
      }
    },
  };
}
