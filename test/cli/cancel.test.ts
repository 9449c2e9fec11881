import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Run } from "../../src/core/index.ts";
import { cliHere, scratch, type CliResult, type ToldError } from "../support/cli.ts";
import { madeRun } from "../support/export-runs.ts";

const folder = scratch("cli-cancel");
const dataDir = join(folder, "data");

beforeAll(async () => {
  mkdirSync(dataDir);
  const { installation } = await madeRun({ dataDir, results: 600, checks: 30, connections: 1 });
  await installation.close();
});

function here(...args: readonly string[]): Promise<CliResult> {
  return cliHere([...args, "--data-dir", dataDir, "--json"], { cwd: folder, cancelAt: "" });
}

describe("the first Ctrl-C ends, and tells what stands", () => {
  it.each<readonly [readonly string[], string]>([
    [["diff", "latest", "latest"], "nothing was changed"],
    [["control", "8.2", "--since", "2020-01-01"], "nothing was changed"],
    [["assess"], "nothing was changed"],
    [["assess", "--out", "bundle"], "nothing was changed"],
    [["retention", "--older-than", "1d"], "repeat the command"],
    [["verify"], "nothing is said about what was not reached"],
  ])("%j", async (args, remedy) => {
    const done = await here(...args);
    expect([done.code, done.json<ToldError>().error]).toMatchObject([
      1,
      { code: "CANCELLED", remedy: expect.stringContaining(remedy) as string },
    ]);
    expect(readdirSync(folder)).toEqual(["data"]);
    const runs = await cliHere(["runs", "--data-dir", dataDir, "--json"], { cwd: folder });
    expect(runs.json<Run[]>()).toHaveLength(1);
  });
});
