import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Evidence } from "../src/core/index.ts";
import type { Platform, PlatformJudgement } from "./platforms/platform.ts";
import { total } from "./platforms/platform.ts";
import { startSandboxProcess } from "./sandbox.ts";
import { resultsOf, workingPeak } from "./scale.ts";
import { runSnapshot, type Step } from "./snapshot-run.ts";

/** One whole snapshot of a platform at one size: calls and resources, of which the two parts show their own. */
export interface PlatformFigures extends PlatformJudgement {
  readonly platform: string;
  readonly unit: string;
  readonly formula: string;
  readonly size: number;
  readonly estate: string;
  readonly calls: number;
  readonly ratio: number;
  readonly callsByOperation: Readonly<Record<string, number>>;
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly peakBytes: number;
  readonly workingPeakBytes: number | undefined;
  readonly steps: readonly Step[];
  readonly records: number;
  readonly results: number;
}

const RUNS = new Map<string, Promise<PlatformFigures>>();

/** Runs each platform and size once in a process, however many parts ask for it. */
export function platformRun(platform: Platform, size: number): Promise<PlatformFigures> {
  const key = `${platform.id} ${size}`;
  const run = RUNS.get(key) ?? measured(platform, size);
  RUNS.set(key, run);
  return run;
}

async function measured(platform: Platform, size: number): Promise<PlatformFigures> {
  const sandbox = await startSandboxProcess({ platform: platform.id, size });
  try {
    const run = await runSnapshot(sandbox);
    const records = await recordsIn(run.bundle).finally(run.remove);
    const callsByOperation = await sandbox.calls();
    const judged = platform.judge({ size, calls: callsByOperation, counts: sandbox.counts, told: run.told });
    const calls = total(callsByOperation);
    const { seconds, processorSeconds, peakBytes, steps, assessment } = run;
    return {
      platform: platform.id,
      unit: platform.unit,
      formula: platform.formula,
      size,
      estate: platform.describe(size),
      calls,
      ratio: calls / judged.minimal,
      ...judged,
      callsByOperation,
      seconds,
      processorSeconds,
      peakBytes,
      workingPeakBytes: workingPeak(steps),
      steps,
      records,
      results: resultsOf(assessment),
    };
  } finally {
    await sandbox.close();
  }
}

/** Platforms one after the other, each from its smallest size on. */
export async function benchPlatforms(
  progress: (text: string) => void,
  wanted: readonly { readonly platform: Platform; readonly sizes: readonly number[] }[],
): Promise<readonly (readonly PlatformFigures[])[]> {
  const runs: (readonly PlatformFigures[])[] = [];
  for (const { platform, sizes } of wanted) {
    const figures: PlatformFigures[] = [];
    for (const size of sizes) {
      progress(`${platform.id}: ${platform.describe(size)}`);
      figures.push(await platformRun(platform, size));
    }
    runs.push(figures);
  }
  return runs;
}

/** Sealed records of all kinds and scopes. */
async function recordsIn(bundle: string): Promise<number> {
  let sum = 0;
  for (const id of await readdir(join(bundle, "evidence"))) {
    const receipt = JSON.parse(await readFile(join(bundle, "evidence", id, "receipt.json"), "utf8")) as Evidence;
    sum += receipt.records.count;
  }
  return sum;
}
