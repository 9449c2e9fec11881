import { createHash } from "node:crypto";
import { canonicalJson, isExhibitError, messageOf, sha256, type Digest, type StoredEvidence } from "../core/index.ts";
import { resultsDigest } from "../ledger/leaves.ts";
import { byteLines, recordsRoot } from "../ledger/records.ts";
import { readPacked } from "./packing.ts";
import type { Workshop } from "./ports.ts";

const RUNS = 100_000;

export interface ObjectCheck {
  readonly file: string;
  readonly ok: boolean;
  readonly problem?: string;
  /** Why there was less to check: retention removed the payload. */
  readonly note?: string;
}

/**
 * Holds every stored object against the entry that seals it: records, exchange list, gaps and archive against the
 * receipt, results and assessment against the assessment's entry.
 */
export async function verifyObjects(workshop: Workshop): Promise<readonly ObjectCheck[]> {
  const checks: ObjectCheck[] = [];
  /** Assembled runs carry evidence of others: one look is enough. */
  const seen = new Set<string>();
  for (const run of await workshop.store.listRuns(RUNS)) {
    for (const stored of await workshop.store.evidenceOfRun(run.id)) {
      if (seen.has(stored.evidence.id)) continue;
      seen.add(stored.evidence.id);
      checks.push(await verifyEvidence(workshop, stored));
    }
    const entry = await workshop.store.leafOf(run.id, "assessment");
    if (entry !== undefined) checks.push(await verifyJudgement(workshop, run.id, entry.leaf));
  }
  return checks;
}

async function verifyJudgement(workshop: Workshop, runId: string, leaf: Uint8Array): Promise<ObjectCheck> {
  const file = `assessment of run ${runId}`;
  const sealed = JSON.parse(Buffer.from(leaf).toString("utf8")) as { digest: Digest; resultsDigest: Digest };
  try {
    const rows = await workshop.store.checkRuns(runId);
    const stored = await workshop.store.getAssessment(runId);
    const whole = resultsDigest(rows.map((row) => ({ checkId: row.checkId, digest: row.resultsDigest })));
    if (whole !== sealed.resultsDigest || sha256(`${canonicalJson(stored?.assessment)}\n`) !== sealed.digest)
      return {
        file,
        ok: false,
        problem: "is not what was sealed; after an interrupted `exhibit reassess`, repeat that",
      };
    return await eachPayload(
      file,
      rows.map(
        ({ checkId, resultsBlob, resultsDigest: digest }) =>
          () =>
            expectDigest(`results of ${checkId}`, readPacked(workshop.blobs, resultsBlob), digest),
      ),
    );
  } catch (error) {
    return problemOf(file, error);
  }
}

async function verifyEvidence(workshop: Workshop, stored: StoredEvidence): Promise<ObjectCheck> {
  const { evidence } = stored;
  const file = `evidence ${evidence.id}`;
  const { gapsBlob } = stored;
  const { gapsDigest, exchanges } = evidence;
  const { archive } = exchanges;
  return eachPayload(file, [
    async () => {
      await expectDigest("records", readPacked(workshop.blobs, stored.recordsBlob), evidence.records.digest);
      const root = await recordsRoot(stored.saltSeed, byteLines(readPacked(workshop.blobs, stored.recordsBlob)));
      if (root !== evidence.records.recordsRoot) throw new Error("the records do not lead to the sealed root");
    },
    () => expectDigest("exchanges", readPacked(workshop.blobs, stored.exchangesBlob), exchanges.digest),
    async () => {
      if (gapsBlob === undefined || gapsDigest === undefined) return;
      await expectDigest("gaps", readPacked(workshop.blobs, gapsBlob), gapsDigest);
    },
    async () => {
      if (archive !== undefined) await expectDigest("archive", workshop.blobs.read(archive.digest), archive.digest);
    },
  ]);
}

/**
 * Looks at every payload: that retention removed one excuses no other. What it removed is not missing: the ledger says since
 * when, and its digest stays sealed.
 */
async function eachPayload(file: string, payloads: readonly (() => Promise<void>)[]): Promise<ObjectCheck> {
  let note: string | undefined;
  for (const payload of payloads) {
    try {
      await payload();
    } catch (error) {
      if (!isExhibitError(error) || error.code !== "PAYLOAD_REMOVED") return problemOf(file, error);
      note ??= error.message;
    }
  }
  return { file, ok: true, ...(note === undefined ? {} : { note }) };
}

/** That the work was cancelled says nothing about what it was at. */
function problemOf(file: string, error: unknown): ObjectCheck {
  if (isExhibitError(error) && error.code === "CANCELLED") throw error;
  const problem = isExhibitError(error) ? `${error.code}: ${error.message}` : messageOf(error);
  return { file, ok: false, problem };
}

async function expectDigest(what: string, bytes: AsyncIterable<Uint8Array>, expected: Digest): Promise<void> {
  const hash = createHash("sha256");
  for await (const chunk of bytes) hash.update(chunk);
  if (hash.digest("hex") !== expected) throw new Error(`${what} do not have the sealed digest ${expected}`);
}
