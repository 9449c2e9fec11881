import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  ExhibitError,
  sha256,
  type BlobStore,
  type CheckResult,
  type CheckRunRow,
  type Clock,
  type Run,
  type SealEntry,
  type Store,
  type StoredAssessment,
  type StoredCheckpoint,
  type StoredEvidence,
} from "../../src/core/index.ts";
import type { Registry, Workshop } from "../../src/pipeline/ports.ts";

/** Objects in a map, with the same contract as the real store. */
export function memoryBlobs(): BlobStore & { readonly objects: Map<string, Uint8Array> } {
  const objects = new Map<string, Uint8Array>();
  return {
    objects,
    async put(bytes) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of bytes) chunks.push(Uint8Array.from(chunk));
      const whole = Buffer.concat(chunks);
      const digest = sha256(whole);
      objects.set(digest, whole);
      return { digest, bytes: whole.length };
    },
    async *read(digest) {
      const found = objects.get(digest);
      if (found === undefined) throw new ExhibitError("BLOB_MISSING", "no such object", { place: digest });
      if (createHash("sha256").update(found).digest("hex") !== digest)
        throw new ExhibitError("BLOB_CORRUPT", "object changed", { place: digest });
      yield found;
    },
    has: async (digest) => objects.has(digest),
  };
}

/** A `Store` in memory, for tests of the pipeline; the real ones have their own suite. */
export function memoryStore(): Store {
  const runs = new Map<string, Run>();
  const leaves: { leaf: Uint8Array; runId: string; type: string }[] = [];
  const evidence = new Map<string, StoredEvidence>();
  const claims = new Set<string>();
  /** Evidence ids by run: a run may carry what another sealed. */
  const links = new Map<string, Set<string>>();
  const rows = new Map<string, readonly CheckRunRow[]>();
  const results = new Map<string, CheckResult[]>();
  const assessments: StoredAssessment[] = [];
  let checkpoint: StoredCheckpoint | undefined;
  const find = (id: string): Run => {
    const run =
      id === "latest"
        ? [...runs.values()]
            .filter(({ status }) => status === "complete" || status === "incomplete")
            .toSorted(
              (a, b) => Number(a.part === true) - Number(b.part === true) || b.startedAt.localeCompare(a.startedAt),
            )[0]
        : [...runs.values()].find((known) => known.id.startsWith(id));
    if (run === undefined) throw new ExhibitError("RUN_NOT_FOUND", `no run ${id}`);
    return run;
  };
  const seal = (entry: SealEntry): number => {
    if (entry.evidence !== undefined)
      links.set(entry.runId, (links.get(entry.runId) ?? new Set()).add(entry.evidence.evidence.id));
    const known = entry.evidence === undefined ? undefined : evidence.get(entry.evidence.evidence.id);
    if (known !== undefined) return known.ledgerIndex;
    const index = leaves.push({ leaf: entry.leaf, runId: entry.runId, type: entry.type }) - 1;
    if (entry.evidence !== undefined)
      evidence.set(entry.evidence.evidence.id, { ...entry.evidence, ledgerIndex: index, receipt: entry.leaf });
    return index;
  };
  return {
    ledger: {
      size: async () => leaves.length,
      read: async (from, to) => leaves.slice(from, to).map(({ leaf }) => leaf),
      latestCheckpoint: async () => checkpoint,
      async saveCheckpoint(next, previousSize) {
        if ((checkpoint?.size ?? 0) !== previousSize)
          throw new ExhibitError("LEDGER_FORK", "another checkpoint came first");
        checkpoint = next;
      },
    },
    createRun: async (run) => void runs.set(run.id, run),
    updateRun: async (id, patch) => void runs.set(id, { ...find(id), ...patch }),
    getRun: async (id) => find(id),
    listRuns: async (limit) => [...runs.values()].toReversed().slice(0, limit),
    runsBetween: async (from, to) =>
      [...runs.values()]
        .filter(
          ({ status, startedAt }) => ["complete", "incomplete"].includes(status) && startedAt >= from && startedAt < to,
        )
        .toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1)),
    runsEndedAfter: async (at, limit) =>
      [...runs.values()]
        .filter(({ status, endedAt = "" }) => status !== "running" && endedAt > at)
        .toSorted((a, b) => (b.endedAt ?? "").localeCompare(a.endedAt ?? ""))
        .slice(0, limit),
    claim: async (what) => {
      if (claims.has(what)) return undefined;
      claims.add(what);
      return async () => void claims.delete(what);
    },
    openRuns: async () => [...runs.values()].filter(({ status }) => status === "running"),
    seal: async (entries, { unless } = {}) =>
      unless !== undefined && leaves.some(({ runId, type }) => runId === unless.runId && type === unless.type)
        ? []
        : entries.map(seal),
    leafOf: async (runId, type) => {
      const index = leaves.findLastIndex((leaf) => leaf.runId === runId && leaf.type === type);
      const found = leaves[index];
      return found === undefined ? undefined : { index, leaf: found.leaf };
    },
    evidenceOfRun: async (runId) =>
      [...evidence.values()].filter((stored) => links.get(runId)?.has(stored.evidence.id)),
    collectionsOf: async (connection, { limit, sealed, from = "", to = "9" }) =>
      leaves
        .filter(({ type, runId }) => {
          const startedAt = runs.get(runId)?.startedAt ?? "";
          return type === `connection:${connection}` && startedAt >= from && startedAt < to;
        })
        .filter(({ leaf }) => sealed !== true || !Buffer.from(leaf).includes('"evidence":0,'))
        .toReversed()
        .slice(0, limit),
    async getEvidence(id) {
      const found = [...evidence.values()].find((stored) => stored.evidence.id.startsWith(id));
      if (found === undefined) throw new ExhibitError("EVIDENCE_NOT_FOUND", `no evidence ${id}`);
      return found;
    },
    async saveResults(runId, next, nonPass) {
      rows.set(runId, next);
      const list: CheckResult[] = [];
      for await (const result of nonPass) list.push(result);
      results.set(runId, list);
    },
    checkRuns: async (runId) => rows.get(runId) ?? [],
    async *nonPassResults(runId, filter) {
      yield* (results.get(runId) ?? [])
        .filter(({ checkId }) => filter?.checkIds?.includes(checkId) ?? true)
        .slice(0, filter?.limit);
    },
    saveAssessment: async (stored) => void assessments.push(stored),
    getAssessment: async (runId) => assessments.findLast((stored) => stored.runId === runId),
    close: async () => undefined,
  };
}

export interface MemoryWorkshop extends Workshop {
  dispose(): Promise<void>;
}

/** A whole workshop whose database, objects and ledger are in memory; only spools touch the disk. */
export async function memoryWorkshop(options: { registry: Registry; clock: Clock }): Promise<MemoryWorkshop> {
  const dataDir = await mkdtemp(join(tmpdir(), "exhibit-workshop-"));
  const store = memoryStore();
  return {
    dataDir,
    clock: options.clock,
    store,
    blobs: memoryBlobs(),
    ledger: {
      origin: "test.example/ledger",
      vkey: "test.example/ledger+00000000+AA",
      policy: "",
      publish: async () => ({ size: await store.ledger.size(), rootHash: "00".repeat(32), note: "" }),
      proof: async () => "",
    },
    saltKey: new Uint8Array(32).fill(7),
    registry: options.registry,
    version: "0.0.0-test",
    dispose: () => rm(dataDir, { recursive: true, force: true }),
  };
}
