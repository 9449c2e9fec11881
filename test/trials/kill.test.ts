import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startSandbox } from "../../src/sandbox/index.ts";
import { scratch } from "../support/cli.ts";
import { killTrials, type TrialReport } from "./kill-trials.ts";

const TRIALS = Number(process.env["EXHIBIT_TRIALS"] ?? "8");
const SEED = Number(process.env["EXHIBIT_TRIAL_SEED"] ?? "1");
/** Data directories that are killed at the same time; a process is on one core most of the time. */
const LANES = TRIALS > 10 ? 2 : 1;

const folder = scratch("trials");

it(`survives kill -9 in every step of a run (${TRIALS} trials, seed ${SEED})`, { timeout: 1_800_000 }, async () => {
  const sandbox = await startSandbox();
  const lane = (number: number): Promise<TrialReport> => {
    const own = join(folder, String(number));
    mkdirSync(own);
    return killTrials({
      sandbox,
      folder: own,
      trials: Math.ceil(TRIALS / LANES),
      seed: SEED * 1_000 + number,
      checkEvery: 25,
    });
  };
  const reports = await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  await sandbox.close();
  const killed: Record<string, number> = {};
  for (const report of reports)
    for (const [step, count] of Object.entries(report.killed)) killed[step] = (killed[step] ?? 0) + count;
  process.stderr.write(
    `kill trials: ${JSON.stringify({ killed, finished: reports.map(({ finished }) => finished), runs: reports.map(({ runs }) => runs) })}\n`,
  );
  const total = Object.values(killed).reduce((sum, count) => sum + count, 0);
  expect(total).toBeGreaterThan(TRIALS / 2);
  if (TRIALS >= 50) expect(Object.keys(killed)).toHaveLength(9);
});
