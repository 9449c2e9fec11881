import { resolve } from "node:path";
import type { Installation } from "./cli/services.ts";
import { ExhibitError, type Assessment, type Run } from "./core/index.ts";
import { writeBundle, type WrittenBundle } from "./pipeline/bundle/write.ts";
import { readPacked } from "./pipeline/packing.ts";
import { reportData } from "./pipeline/report-data.ts";
import { reportChunks } from "./web/report.ts";

/** Writes the bundle of a finished run: report, evidence, results and proofs, all under one checkpoint. */
export async function writeRunBundle(
  installation: Installation,
  run: Run,
  assessmentJson: string,
  out: string,
  cwd: string,
): Promise<WrittenBundle> {
  const { workshop } = installation;
  const { store, blobs, ledger } = workshop;
  const assessmentEntry = await store.leafOf(run.id, "assessment");
  if (assessmentEntry === undefined)
    throw new ExhibitError("RUN_NOT_FOUND", `run ${run.id} has no sealed assessment`, {
      remedy: "run `exhibit reassess` first",
    });
  const evidence = await store.evidenceOfRun(run.id);
  const rows = await store.checkRuns(run.id);
  // The report's results live no longer than it takes to write them: the evidence comes after.
  async function* reportBytes(): AsyncGenerator<Uint8Array, void, void> {
    const assessment = JSON.parse(assessmentJson) as Assessment;
    const data = await reportData(workshop, installation.criteria, run, assessment);
    for (const piece of reportChunks(data)) yield Buffer.from(piece, "utf8");
  }
  return writeBundle({
    out: resolve(cwd, out),
    runId: run.id,
    assessment: { json: assessmentJson, leaf: assessmentEntry.leaf, ledgerIndex: assessmentEntry.index },
    reportHtml: reportBytes(),
    results: rows.map(({ checkId, resultsBlob }) => ({ checkId, open: () => readPacked(blobs, resultsBlob) })),
    evidence: evidence.map((stored) => {
      const { gapsBlob } = stored;
      return {
        id: stored.evidence.id,
        receipt: stored.receipt,
        ledgerIndex: stored.ledgerIndex,
        saltSeed: stored.saltSeed,
        records: () => readPacked(blobs, stored.recordsBlob),
        exchanges: () => readPacked(blobs, stored.exchangesBlob),
        ...(gapsBlob === undefined ? {} : { gaps: () => readPacked(blobs, gapsBlob) }),
      };
    }),
    ledger: {
      origin: ledger.origin,
      vkey: ledger.vkey,
      policy: ledger.policy,
      publish: () => ledger.publish(),
      proof: (index, checkpoint) => ledger.proof(index, checkpoint),
      async sealManifest(leaf) {
        const [index] = await store.seal([{ leaf, runId: run.id, type: "manifest" }]);
        if (index === undefined) throw new ExhibitError("INTERNAL", "the manifest was not sealed");
        return index;
      },
    },
  });
}
