import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  canonicalJson,
  instant,
  sha256,
  uuidV7,
  type Assessment,
  type Instant,
  type Run,
  type RunStatus,
  type StoredAssessment,
  type Verdict,
  VERDICTS,
} from "../core/index.ts";
import { assessmentLeaf, resultsDigest } from "../ledger/leaves.ts";
import { assessControls, programmeBounds } from "../scoring/index.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import { connectionOutcomes, statusOf } from "./outcomes.ts";
import { versionsOf, type Criteria } from "./plan.ts";
import type { Workshop } from "./ports.ts";
import { sealStored } from "./seal-stored.ts";

export interface JudgeOptions {
  readonly workshop: Workshop;
  readonly run: Run;
  readonly criteria: Criteria;
  /** The instant to judge at. */
  readonly asOf: Instant;
  readonly origin: StoredAssessment["origin"];
  readonly nodeVersion: string;
  readonly onProgress?: (message: string, fields: Readonly<Record<string, string | number>>) => void;
}

export interface Judged {
  readonly assessment: Assessment;
  /** The exact bytes of `assessment.json`. */
  readonly json: string;
  readonly status: Exclude<RunStatus, "running">;
}

/**
 * Evaluates and assesses what a run sealed, stores and seals the outcome. Repeating it at the same instant with the same
 * criteria gives the same bytes. Called by the run itself, by recovery after a crash, and by `reassess`.
 */
export async function judge(options: JudgeOptions): Promise<Judged> {
  const { workshop, run, criteria, asOf } = options;
  const evidence = await workshop.store.evidenceOfRun(run.id);
  const outcomes = await connectionOutcomes(workshop, run, evidence);
  const folder = join(workshop.dataDir, "spool", run.id, options.origin);
  const evaluation = await evaluate({
    workshop,
    evidence,
    checks: criteria.checks,
    params: criteria.params,
    asOf,
    folder,
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  try {
    if (options.origin === "snapshot") await workshop.store.updateRun(run.id, { step: "assess" });
    await workshop.store.saveResults(run.id, evaluation.rows, evaluation.nonPass());
    const controls = assessControls({
      controls: criteria.controls,
      checks: new Map(criteria.checks.map((check) => [check.id, { version: check.version }])),
      aggregates: evaluation.aggregates,
      applicability: criteria.applicability,
      asOf,
      mappingDigest: criteria.mappingDigest,
    });
    const status = statusOf(outcomes);
    const assessment: Assessment = {
      schemaVersion: 1,
      organisation: criteria.organisation,
      run: { id: run.id, status, startedAt: run.startedAt, endedAt: run.endedAt ?? instant(workshop.clock.now()) },
      asOf,
      versions: versionsOf(criteria, workshop.version, options.nodeVersion),
      summary: { verdicts: countVerdicts(controls.map(({ verdict }) => verdict)), ...programmeBounds(controls) },
      controls,
      connections: outcomes,
    };
    const json = `${canonicalJson(assessment)}\n`;
    const results = resultsDigest(evaluation.rows.map((row) => ({ checkId: row.checkId, digest: row.resultsDigest })));
    const leaf = assessmentLeaf({
      runId: run.id,
      origin: options.origin,
      asOf,
      digest: sha256(json),
      resultsDigest: results,
    });
    const objects = [...new Set(evaluation.rows.map(({ resultsBlob }) => resultsBlob))];
    await sealStored(workshop.store, [{ leaf, runId: run.id, type: "assessment", objects }], () =>
      evaluation.storeAgain(),
    );
    await workshop.store.saveAssessment({
      id: uuidV7(workshop.clock.now()),
      runId: run.id,
      createdAt: instant(workshop.clock.now()),
      origin: options.origin,
      assessment,
    });
    return { assessment, json, status };
  } finally {
    await evaluation.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

function countVerdicts(verdicts: readonly Verdict[]): Record<Verdict, number> {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const verdict of verdicts) counts[verdict] += 1;
  return counts;
}
