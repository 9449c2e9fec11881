import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Assessment, CheckResult, Run } from "../../src/core/index.ts";
import { checks } from "../../src/registry.ts";
import { cli, cliHere, scratch } from "../support/cli.ts";
import { motoProgram, seedMoto, startMoto, type Moto, type MotoSeed } from "../support/moto.ts";

const program = motoProgram();

/** An AWS that we did not write, and that lacks operations: nothing but AWS_ENDPOINT_URL and dummy keys is set. */
describe.skipIf(program === undefined)("a snapshot of moto", () => {
  const folder = scratch("moto");
  const bundle = join(folder, "bundle");
  const env = { AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE", AWS_SECRET_ACCESS_KEY: "none", AWS_REGION: "us-east-1" };
  let moto: Moto;
  let seed: MotoSeed;
  let run: Run;
  let assessment: Assessment;

  beforeAll(async () => {
    moto = await startMoto(program ?? "");
    seed = await seedMoto(moto.url);
    const done = await cli(["snapshot", "--out", "bundle", "--json"], {
      cwd: folder,
      env: { ...env, AWS_ENDPOINT_URL: moto.url },
    });
    expect([0, 4], done.stderr + done.stdout.slice(0, 2_000)).toContain(done.code);
    ({ run, assessment } = done.json<{ run: Run; assessment: Assessment }>());
  }, 180_000);
  afterAll(() => moto.stop());

  function results(): readonly CheckResult[] {
    const root = join(bundle, "results");
    const lines = readdirSync(root).flatMap((name) => readFileSync(join(root, name), "utf8").split("\n"));
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as CheckResult);
  }

  it("completes, and names each operation that moto lacks as a gap", () => {
    expect(["complete", "incomplete"]).toContain(run.status);
    const [aws] = assessment.connections;
    expect(aws?.error).toBeUndefined();
    const lacking = new Set(aws?.gaps.filter(({ reason }) => reason !== "disabled").map(({ operation }) => operation));
    expect([...lacking].toSorted()).not.toEqual([]);
    for (const gap of aws?.gaps ?? []) {
      expect(gap.operation, gap.detail).toMatch(/^[a-z-]+:[A-Z]\w+$/);
      expect(gap.detail).not.toBe("");
    }
    const withGaps = new Set(aws?.gaps.map(({ kind }) => kind));
    const unseen = results().filter(({ subject, outcome }) => subject === "*" && outcome === "undetermined");
    expect(withGaps.size).toBeGreaterThan(3);
    expect(unseen.length).toBeGreaterThan(3);
  });

  it("sees what was seeded, and no check fails on it", () => {
    const all = results();
    expect(all.filter(({ reason }) => reason === "check-error")).toEqual([]);
    const subjects = all.map(({ subject }) => subject).join("\n");
    for (const name of [...seed.users, ...seed.roles]) expect(subjects).toContain(name);
    const outcome = (check: string, subject: string): string | undefined =>
      all.find((result) => result.checkId === check && result.subject.endsWith(subject))?.outcome;
    expect(outcome("aws-iam-user-is-not-administrator", "edi-gateway")).toBe("fail");
    expect(outcome("aws-iam-password-policy-minimum-length", "")).toBe("pass");
  });

  it("leaves what rests on a missing operation undetermined, never passed", () => {
    const all = results();
    const lost = assessment.connections.flatMap(({ gaps }) => gaps).filter(({ subject }) => subject === undefined);
    const unproved: string[] = [];
    let dependent = 0;
    for (const { kind, scope, operation } of lost)
      for (const { id, over } of checks) {
        if (over.id !== kind) continue;
        dependent += 1;
        const own = all.filter((result) => result.checkId === id && result.scope.account === scope.account);
        const admits = own.some(({ subject, outcome }) => subject === "*" && outcome === "undetermined");
        const nothing = own.every(({ outcome }) => outcome === "undetermined" || outcome === "not-applicable");
        if (!admits && !nothing) unproved.push(`${id} without ${operation}`);
      }
    expect(dependent).toBeGreaterThan(3);
    expect(unproved).toEqual([]);
  });

  it("verifies, and is read again without moto", async () => {
    expect((await cliHere(["verify", "bundle"], { cwd: folder })).code).toBe(0);
    expect((await cliHere(["verify"], { cwd: folder })).code).toBe(0);
    const control = await cliHere(["control", "8.2"], { cwd: folder });
    expect(control.code).toBe(0);
  });
});
