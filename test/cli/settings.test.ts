import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Assessment, ControlAssessment } from "../../src/core/index.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/index.ts";
import { cli, cliHere, connection, sandboxEnv, scratch, writeConfig, type CliResult } from "../support/cli.ts";

const KEY_CHECK = "aws-iam-access-key-rotated";
const folder = scratch("cli-settings");
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

/** A snapshot with these settings, of a connection `one` and another, `two`; only `one` unless flags say otherwise. */
async function snapshot(settings: Readonly<Record<string, unknown>>, ...flags: readonly string[]): Promise<CliResult> {
  const connections = ["one", "two"].map((id) => connection({ id, endpoint: sandbox.url }));
  const config = writeConfig(folder, { dataDir: "data", connections, ...settings });
  const chosen = flags.includes("--connection") ? [] : ["--connection", "one"];
  return cliHere(["snapshot", "--config", config, "--quiet", "--json", ...chosen, ...flags], {
    env: sandboxEnv(sandbox),
  });
}

function controlsOf(done: CliResult): readonly ControlAssessment[] {
  return done.json<{ assessment: Assessment }>().assessment.controls;
}

function countsOf(done: CliResult): unknown {
  const points = controlsOf(done).flatMap(({ points: all }) => all);
  return points.flatMap(({ checks }) => checks).find(({ id }) => id === KEY_CHECK)?.counts;
}

it(
  "parameters, applicability and the choice of controls change what is judged, and only that",
  { timeout: 180_000 },
  async () => {
    const usual = await snapshot({}, "--control", "5.17", "8.5");
    expect(usual.code, usual.stderr).toBe(0);
    expect(controlsOf(usual).map(({ id }) => id)).toEqual(["5.17", "8.5"]);
    expect(countsOf(usual)).toMatchObject({ pass: 6, fail: 3 });
    const lenient = await snapshot({ parameters: { [KEY_CHECK]: { maxDays: 5000 } } }, "--control", "5.17");
    expect(controlsOf(lenient).map(({ id }) => id)).toEqual(["5.17"]);
    expect(countsOf(lenient)).toMatchObject({ fail: 0 });

    const declared = {
      applicable: false,
      justification: "Nobody signs in with passwords.",
      approver: "A. Approver",
      decidedOn: "2026-01-15",
    };
    const [excluded] = controlsOf(await snapshot({ applicability: { "5.17": declared } }, "--control", "5.17"));
    expect(excluded).toMatchObject({ verdict: "not-applicable", applicability: declared });
    const expired = { ...declared, expires: "2026-02-15" };
    const [again] = controlsOf(await snapshot({ applicability: { "5.17": expired } }, "--control", "5.17"));
    expect(again?.verdict).not.toBe("not-applicable");
  },
);

it("connections are chosen by name, and conditions decide the exit code", { timeout: 180_000 }, async () => {
  const both = await snapshot(
    { archive: { enabled: false } },
    "--connection",
    "one",
    "two",
    "--control",
    "8.5",
    "--fail-on",
    "supported,incomplete",
  );
  expect(both.code, both.stderr).toBe(0);
  expect(both.json<{ assessment: Assessment }>().assessment.connections.map(({ id }) => id)).toEqual(["one", "two"]);
  const failing = await snapshot({}, "--control", "8.5", "--fail-on", "contradicted-minor", "--no-archive");
  expect(failing.code).toBe(3);
  expect(failing.json<{ failOn: string[] }>().failOn).toEqual(["contradicted-minor"]);
});

it("the demo runs without any settings, beside whatever the operator has set", { timeout: 180_000 }, async () => {
  const env = {
    AWS_PROFILE: "mine",
    AWS_SESSION_TOKEN: "mine",
    AWS_ENDPOINT_URL: "http://127.0.0.1:9",
    DATABASE_URL: "postgres://127.0.0.1:9/mine",
  };
  const done = await cli(["demo", "--out", "shown", "--no-open"], { cwd: folder, env });
  expect(done.code, done.stderr).toBe(0);
  expect(done.stdout).toContain(`report ${join(folder, "shown", "report.html")}`);
  expect(done.stdout).toContain("contradicted-m");
  expect((await cliHere(["verify", "shown"], { cwd: folder })).code).toBe(0);
  const doctor = await cliHere(["doctor", "--config", join(folder, "exhibit.yaml"), "--connection", "one"], {
    env: sandboxEnv(sandbox),
  });
  expect(doctor.code).toBe(0);
  expect(doctor.stdout).toMatch(/reached {2}aws\/111122223333 as arn:aws:sts::111122223333:assumed-role/);
});
