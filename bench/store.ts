import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import type { CheckResult, Run } from "../src/core/index.ts";
import { openStore } from "../src/store/index.ts";

export interface StoreFigures {
  /** Opening a new embedded database, its cluster and migrations included. */
  readonly openSeconds: number;
  readonly rows: number;
  /** Results that are not a pass, made durable in the embedded database, a second. */
  readonly rowsPerSecond: number;
}

const CHECK = "aws-iam-user-has-owner-tag";
const AT = "2026-11-22T12:00:00.000Z";
const DIGEST = "0".repeat(64);

/** Measures what a run with many results that are no pass costs the embedded database. */
export async function benchStore(rows = 20_000): Promise<StoreFigures> {
  const dataDir = await mkdtemp(join(tmpdir(), "exhibit-bench-store-"));
  try {
    const started = performance.now();
    const opened = await openStore({ dataDir });
    const openSeconds = (performance.now() - started) / 1000;
    try {
      await opened.store.createRun(RUN);
      const counts = { pass: 0, fail: rows, notApplicable: 0, undetermined: 0 };
      const row = {
        checkId: CHECK,
        checkVersion: 1,
        counts,
        resultsBlob: DIGEST,
        resultsDigest: DIGEST,
        resultsBytes: 1,
      };
      const began = performance.now();
      await opened.store.saveResults(RUN.id, [row], results(rows));
      return { openSeconds, rows, rowsPerSecond: Math.round((rows / (performance.now() - began)) * 1000) };
    } finally {
      await opened.close();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function* results(count: number): AsyncGenerator<CheckResult, void, void> {
  for (let n = 0; n < count; n += 1) {
    const subject = `arn:aws:iam::111122223333:user/people/worker-${n}`;
    yield {
      checkId: CHECK,
      checkVersion: 1,
      connection: "aws",
      scope: { platform: "aws", account: "111122223333" },
      subject,
      outcome: "fail",
      expected: "a tag `owner` names who answers for the user",
      observed: "there is no tag `owner`; tags: site",
      evidence: [[`ev_${"0".repeat(40)}`, subject]],
      paramsDigest: DIGEST,
      asOf: AT,
    };
  }
}

const RUN: Run = {
  id: "01a20208-0000-7000-8000-000000000000",
  trigger: "demand",
  connections: ["aws"],
  controls: [],
  startedAt: AT,
  status: "running",
  step: "evaluate",
  versions: {
    exhibit: "0.0.0",
    node: process.versions.node,
    mapping: "none",
    mappingDigest: DIGEST,
    checksDigest: DIGEST,
  },
};
