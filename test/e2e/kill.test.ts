import { expect, it } from "vitest";
import { startSandbox } from "../../src/sandbox/index.ts";
import { scratch } from "../support/cli.ts";
import { killTrials } from "../trials/kill-trials.ts";

const folder = scratch("kill");

/** A few of the trials that `npm run test:trials` makes many of. */
it("survives kill -9 in the steps of a run", { timeout: 600_000 }, async () => {
  const sandbox = await startSandbox();
  const report = await killTrials({ sandbox, folder, trials: 6, seed: 7, checkEvery: 100 });
  await sandbox.close();
  expect(report.trials).toBe(6);
  expect(Object.values(report.killed).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(2);
});
