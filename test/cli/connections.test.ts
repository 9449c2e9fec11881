import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configurationOf, startPlatforms, type Platforms } from "../../src/sandbox/platforms.ts";
import { cliHere, scratch } from "../support/cli.ts";

const folder = scratch("cli-connections");
const config = join(folder, "exhibit.yaml");
let platforms: Platforms;

beforeAll(async () => {
  platforms = await startPlatforms({ preset: "good" });
  writeFileSync(config, configurationOf(platforms));
});
afterAll(() => platforms.close());

interface Snapshot {
  readonly assessment: { readonly connections: readonly { readonly id: string; readonly status: string }[] };
}

/** One configuration for four platforms; each is asked for by its name, and the others are left alone. */
describe("snapshot --connection", () => {
  it.each(["meridian-aws", "meridian-aws-config", "meridian-github", "meridian-google"])(
    "collects %s alone",
    { timeout: 180_000 },
    async (id) => {
      const calls = () =>
        [platforms.aws, platforms.github, platforms.google].map((one) => Object.keys(one.calls()).length);
      for (const one of [platforms.aws, platforms.github, platforms.google]) one.clearCalls();
      const done = await cliHere(
        ["snapshot", "--config", config, "--connection", id, "--control", "8.5", "--json", "--quiet"],
        {
          env: platforms.env,
        },
      );
      expect([0, 4], done.stderr).toContain(done.code);
      const { connections } = done.json<Snapshot>().assessment;
      expect(connections.map((one) => one.id)).toEqual([id]);
      expect(connections[0]?.status).not.toBe("failed");
      const platform = id.startsWith("meridian-aws") ? 0 : id === "meridian-github" ? 1 : 2;
      expect(calls().map((count) => count > 0)).toEqual([0, 1, 2].map((place) => place === platform));
    },
  );
});
