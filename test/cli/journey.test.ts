import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assessment, CheckResult, Evidence, Run } from "../../src/core/index.ts";
import type { Difference } from "../../src/pipeline/diff.ts";
import { meridianFreight, startSandbox, type Organisation, type Sandbox } from "../../src/sandbox/index.ts";
import {
  cli,
  cliHere,
  connection,
  sandboxEnv,
  scratch,
  writeConfig,
  type CliResult,
  type ToldError,
} from "../support/cli.ts";

const KEY_CHECK = "aws-iam-access-key-rotated";
const LENGTH_CHECK = "aws-iam-password-policy-minimum-length";

interface Snapshot {
  readonly run: Run;
  readonly bundle?: { readonly path: string };
  readonly failOn: readonly string[];
  readonly assessment: Assessment;
}

/** The organisation some time later: a key is gone, a password policy is weaker, a contact can be read. */
function later(organisation: Organisation): Organisation {
  const [management, ...others] = organisation.accounts;
  if (management === undefined) throw new Error("no management account");
  const { passwordPolicy, users } = management;
  if (passwordPolicy === undefined) throw new Error("no password policy");
  const changed = {
    ...management,
    passwordPolicy: { ...passwordPolicy, minimumLength: 8 },
    users: {
      ...users,
      at: (index: number) => {
        const user = users.at(index);
        return user.name === "edi-gateway" ? { ...user, keys: [] } : user;
      },
      find: (name: string) => {
        const user = users.find(name);
        return user?.name === "edi-gateway" ? { ...user, keys: [] } : user;
      },
    },
  };
  return { ...organisation, accounts: [changed, ...others.map((account) => ({ ...account, refusals: [] }))] };
}

let sandbox: Sandbox;
let laterSandbox: Sandbox;
let first: Snapshot;
const folder = scratch("cli-journey");
const bundle = join(folder, "bundle");
const config = join(folder, "exhibit.yaml");

/** A command on this installation, as a user in its folder would give it. */
function exhibit(...args: readonly string[]): Promise<CliResult> {
  return cli(args, { cwd: folder, env: sandboxEnv(sandbox) });
}

function here(...args: readonly string[]): Promise<CliResult> {
  return cliHere(args, { cwd: folder, env: sandboxEnv(sandbox) });
}

beforeAll(async () => {
  const preset = { asOf: new Date(), seed: 1 };
  sandbox = await startSandbox({ organisation: meridianFreight(preset) });
  laterSandbox = await startSandbox({ organisation: later(meridianFreight(preset)) });
  const organization = { roleName: "ExhibitReadOnly", externalId: sandbox.accounts[0]?.externalId ?? "" };
  const settings = (endpoint: string, more: object): Record<string, unknown> => ({
    organisation: "Meridian Freight",
    dataDir: "./data",
    connections: [connection({ endpoint, organization })],
    ...more,
  });
  writeConfig(
    folder,
    settings(sandbox.url, {
      parameters: { [LENGTH_CHECK]: { minLength: 8 } },
      applicability: {
        "7.4": {
          applicable: false,
          justification: "We run no premises of our own.",
          approver: "A. Approver",
          decidedOn: "2026-01-15",
        },
      },
    }),
  );
  writeConfig(folder, settings(laterSandbox.url, {}), "later.yaml");
  const done = await exhibit("snapshot", "--out", "bundle", "--json");
  expect(done.code, done.stderr).toBe(4);
  first = done.json<Snapshot>();
}, 180_000);

afterAll(async () => {
  await sandbox.close();
  await laterSandbox.close();
});

function results(checkId: string): readonly CheckResult[] {
  const text = readFileSync(join(bundle, "results", `${checkId}.ndjson`), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as CheckResult);
}

describe("a snapshot", () => {
  it("is incomplete where permissions are missing, and names what is not seen", () => {
    const [aws] = first.assessment.connections;
    expect(first.run).toMatchObject({ status: "incomplete", trigger: "demand", connections: ["aws"] });
    expect(aws?.status).toBe("incomplete");
    expect(aws?.gaps.map(({ operation, reason }) => `${operation} ${reason}`)).toContain(
      "account:GetAlternateContact denied",
    );
    expect(first.bundle?.path).toBe(bundle);
    expect(first.assessment.controls).toHaveLength(93);
  });

  it("follows the declared applicability and parameters", () => {
    const excluded = first.assessment.controls.find(({ id }) => id === "7.4");
    expect(excluded).toMatchObject({
      verdict: "not-applicable",
      applicability: { applicable: false, approver: "A. Approver" },
    });
    expect(results(LENGTH_CHECK).map(({ outcome, expected }) => [outcome, expected])).toContainEqual([
      "pass",
      "MinimumPasswordLength is 8 or more",
    ]);
  });
});

describe("reading commands", () => {
  it("lists runs and controls", { timeout: 180_000 }, async () => {
    const runs = await exhibit("runs");
    expect(runs.code).toBe(0);
    expect(runs.stdout).toContain(first.run.id);
    expect((await here("runs", "--json")).json<Run[]>().map(({ id }) => id)).toEqual([first.run.id]);

    const controls = await here("controls", "--theme", "technological");
    expect(controls.code).toBe(0);
    expect(controls.stdout).toMatch(/8\.2 +▲ contradicted-minor/);
    expect(controls.stdout).not.toMatch(/^ +5\.15 /m);
    const minor = await here("controls", first.run.id.slice(0, 13), "--verdict", "contradicted-minor", "--json");
    const listed = minor.json<{ controls: Assessment["controls"] }>().controls;
    expect(listed.length).toBe(first.assessment.summary.verdicts["contradicted-minor"]);
  });

  it("explains a control, a point, a check and evidence down to the call", { timeout: 180_000 }, async () => {
    const control = await exhibit("control", "8.2");
    expect(control.code).toBe(0);
    expect(control.stdout).toContain("8.2 Privileged access rights");
    expect(control.stdout).toContain("a person must add");
    expect((await here("control", "8.2", "--json")).json<{ control: { id: string } }>().control.id).toBe("8.2");

    const chain = await exhibit("explain", "5.17");
    expect(chain.stdout).toMatch(/evidence {2}ev_[0-9a-f]{40} aws-iam/);
    expect(chain.stdout).toMatch(/answer {4}iam:\S+ 200 at \S+ sha256:[0-9a-f]{64}/);
    expect(chain.stdout).toMatch(/ledger {4}leaf \d+, receipt sha256:[0-9a-f]{64}/);
    const point = (await here("explain", "5.17-1", "--json")).json<{ points: { point: { id: string } }[] }>();
    expect(point.points.map((explained) => explained.point.id)).toEqual(["5.17-1"]);
    const check = await here("explain", KEY_CHECK, "--limit", "1");
    expect(check.stdout).toContain("each active access key is 90 days old at most");
    expect(check.stdout).toMatch(/and \d+ more results/);
  });

  it(
    "shows evidence, where its archive is, and proves one record without the others",
    { timeout: 180_000 },
    async () => {
      const [id = "", key = ""] = results(KEY_CHECK).find(({ outcome }) => outcome === "fail")?.evidence[0] ?? [];
      const shown = await here("explain", id);
      expect(shown.stdout).toContain("Every row of the credential report, root included");
      expect(shown.stdout).toMatch(
        /archive +\/\S+\/objects\/sha256\/\S+ \(\d+ bytes; exhibit snapshot --replay takes it\)/,
      );
      const told = (await here("evidence", id, "--records", "1", "--json")).json<{
        evidence: Evidence;
        archivePath: string;
        records: unknown[];
      }>();
      expect(told.records).toHaveLength(1);
      expect(existsSync(told.archivePath)).toBe(true);

      const disclosed = await exhibit("evidence", id.slice(0, 12), "--disclose", key, "--out", "record.json");
      expect(disclosed.code, disclosed.stderr).toBe(0);
      expect(disclosed.stdout).toContain(`the other ${told.evidence.records.count - 1} records stay undisclosed`);
      expect((await exhibit("verify", "record.json", "--vkey", "bundle/ledger/vkey")).code).toBe(0);
      const again = await here("evidence", id, "--disclose", key, "--out", "record.json", "--json");
      expect(again.code).toBe(1);
      expect(again.json<ToldError>().error).toMatchObject({
        code: "OUTPUT_EXISTS",
        place: join(folder, "record.json"),
      });
      const record = readFileSync(join(folder, "record.json"), "utf8");
      writeFileSync(join(folder, "forged.json"), record.replace("access_key_1_active", "access_key_1_actiue"));
      const forged = await here("verify", "forged.json", "--json");
      expect(forged.code).toBe(1);
      expect(forged.json<{ problems: { file: string }[] }>().problems).toMatchObject([{ file: "record" }]);
    },
  );

  it("says what is not there", { timeout: 180_000 }, async () => {
    const missing: readonly (readonly [readonly string[], string])[] = [
      [["control", "9.9"], "CONTROL_NOT_FOUND"],
      [["explain", "8.2-99"], "CONTROL_NOT_FOUND"],
      [["controls", "01999999"], "RUN_NOT_FOUND"],
      [["evidence", `ev_${"0".repeat(40)}`], "EVIDENCE_NOT_FOUND"],
    ];
    for (const [args, code] of missing) {
      const done = await here(...args, "--json");
      expect([args, done.code, done.json<ToldError>().error.code]).toEqual([args, 1, code]);
      expect(done.json<ToldError>().error.remedy).toBeTruthy();
    }
  });
});

describe("after a change in the organisation", () => {
  it(
    "a second snapshot fails on a condition, and the difference says what got worse, better and visible",
    { timeout: 180_000 },
    async () => {
      const second = await exhibit(
        "snapshot",
        "--config",
        "later.yaml",
        "--fail-on",
        "contradicted-minor,incomplete",
        "--out",
        "later.zip",
      );
      expect(second.code, second.stderr).toBe(3);
      expect(second.stdout).toContain("--fail-on contradicted-minor holds");
      expect(second.stdout).toContain(`bundle ${join(folder, "later.zip")}`);
      const runs = (await here("runs", "--limit", "1", "--json")).json<Run[]>();
      const [latest] = runs;
      const difference = (await here("diff", first.run.id, "latest", "--json")).json<Difference>();
      expect(difference.after.id).toBe(latest?.id);
      expect(difference.criteriaChanged).toEqual(["checks"]);
      const changes = difference.results.map(
        ({ change, checkId, subject }) => `${change} ${checkId} ${subject.replace(/^.*:/, "")}`,
      );
      expect(changes).toContain(`fixed ${KEY_CHECK} user/edi-gateway`);
      expect(changes).toContain(`newly-failing ${LENGTH_CHECK} 111122223333`);
      expect(changes).toContain("seen-again aws-account-security-contact-is-registered *");
      expect(difference.gaps.closed.join("\n")).toContain("account:GetAlternateContact denied");
      const told = await here("diff", first.run.id, latest?.id ?? "");
      expect(told.stdout).toContain("a difference may come from the criteria");
      expect(told.stdout).toMatch(/newly-failing +aws-iam-password-policy-minimum-length/);
      expect((await here("verify", "later.zip")).code).toBe(0);
    },
  );

  it("sealed evidence judged long after is expired, never a pass", { timeout: 180_000 }, async () => {
    const done = await here("reassess", first.run.id, "--as-of", "2031-01-01", "--json", "--out", "late");
    expect(done.code, done.stderr).toBe(0);
    const { assessment, changed } = done.json<{
      assessment: Assessment;
      changed: { before: string; after: string }[];
    }>();
    expect(assessment.asOf).toBe("2031-01-01T00:00:00.000Z");
    expect(assessment.controls.filter(({ verdict }) => verdict !== "undetermined").map(({ id }) => id)).toEqual([
      "7.4",
    ]);
    expect(changed.length).toBeGreaterThan(5);
    const point = assessment.controls
      .flatMap(({ points }) => points)
      .find(({ checks }) => checks.some(({ id }) => id === KEY_CHECK));
    expect(Object.keys(point?.reasons ?? {})).toContain("expired");
    expect((await here("verify", "late", "--vkey", "bundle/ledger/vkey")).code).toBe(0);
  });

  it("the ledger of all of it holds", { timeout: 180_000 }, async () => {
    const done = await exhibit("verify");
    expect(done.code).toBe(0);
    expect(done.stdout).toMatch(/^holds {2}\d+ items checked/);
    expect(existsSync(config)).toBe(true);
  });
});
