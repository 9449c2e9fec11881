import type { Assessment } from "../src/core/index.ts";
import { startSandboxProcess } from "./sandbox.ts";
import { runSnapshot, type Step } from "./snapshot-run.ts";

export const MEGABYTE = 1024 * 1024;
/** How much more memory the largest estate may take than the smallest. */
export const MOST_GROWTH_BYTES = 150 * MEGABYTE;

export interface ScaleSize {
  /** Half users, half roles. */
  readonly principals: number;
  readonly policies: number;
  readonly groups: number;
}

export const SCALE_SIZES: readonly ScaleSize[] = [
  { principals: 500, policies: 200, groups: 50 },
  { principals: 5_000, policies: 1_000, groups: 250 },
  { principals: 20_000, policies: 2_000, groups: 300 },
];

export interface ScaleFigures extends ScaleSize {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly peakBytes: number;
  /** Peak after the database was opened: its start has a peak of its own, which does not depend on the estate. */
  readonly workingPeakBytes: number | undefined;
  readonly steps: readonly Step[];
  readonly results: number;
}

/** Whole snapshots of ever larger accounts: time and peak memory, step by step. */
export async function benchScale(
  progress: (text: string) => void,
  sizes: readonly ScaleSize[] = SCALE_SIZES,
): Promise<readonly ScaleFigures[]> {
  const figures: ScaleFigures[] = [];
  for (const size of sizes) {
    progress(`scale: ${size.principals} principals`);
    figures.push(await measured(size));
  }
  return figures;
}

async function measured(size: ScaleSize): Promise<ScaleFigures> {
  const { principals, policies, groups } = size;
  const account = { users: principals / 2, roles: principals / 2, policies, groups };
  const sandbox = await startSandboxProcess({ platform: "aws-iam", size: account });
  try {
    const run = await runSnapshot(sandbox);
    await run.remove();
    const { seconds, processorSeconds, peakBytes, steps } = run;
    return {
      ...size,
      seconds,
      processorSeconds,
      peakBytes,
      workingPeakBytes: workingPeak(steps),
      steps,
      results: resultsOf(run.assessment),
    };
  } finally {
    await sandbox.close();
  }
}

/** Peak after the first step, which opens the database; undefined where a step's peak is not known. */
export function workingPeak(steps: readonly Step[]): number | undefined {
  const working = steps.slice(1).flatMap((step) => step.peakBytes ?? []);
  return working.length === steps.length - 1 ? Math.max(...working) : undefined;
}

/** Results of all checks that a control uses, each check once. */
export function resultsOf({ controls }: Assessment): number {
  const counts = new Map(
    controls.flatMap(({ points }) => points.flatMap(({ checks }) => checks.map((check) => [check.id, check.counts]))),
  );
  return counts
    .values()
    .reduce((sum, { pass, fail, notApplicable, undetermined }) => sum + pass + fail + notApplicable + undetermined, 0);
}
