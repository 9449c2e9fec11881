import { fixedClock, type UndeterminedReason } from "#core";
import { EXAMPLE_AS_OF, type AnyCheck, type AnyKind, type Judgement } from "#sdk";
import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { createGateway } from "../../../src/gateway/index.ts";
import { startGithubSandbox } from "../../../src/sandbox/github/index.ts";
import { contextOf, judge } from "../../../src/sdk/testing.ts";
import { collect } from "../collector.ts";
import { githubKinds } from "../evidence.ts";
import { github } from "../index.ts";

const folder = new URL("../checks/", import.meta.url);
/** Those that GitHub alone answers; test/sandbox/platforms.test.ts has the ones that compare it with other platforms. */
const checks = (
  await Promise.all(
    readdirSync(folder).map(
      async (file) => ((await import(new URL(file, folder).href)) as { default: AnyCheck }).default,
    ),
  )
).filter(({ needs = [] }) => needs.length === 0);
const clock = fixedClock(EXAMPLE_AS_OF);

/** What the good organisation declares as its own. */
const PARAMS: Readonly<Record<string, unknown>> = {
  "github-repository-visibility-is-intended": { publicRepositories: ["manifest-api", ".github"] },
  "github-outside-collaborator-is-known": { knownCollaborators: ["paula-contractor"] },
  "github-app-installation-is-known": { knownApps: ["build-runner"] },
};

interface Result {
  readonly subject: string;
  readonly judgement: Judgement;
}

/** Collects a preset through the real gateway, as an App or an owner sees it, and judges it by every check. */
async function judged(
  organisation: "good" | "bad" | "empty",
  caller: "app" | "owner",
): Promise<ReadonlyMap<string, readonly Result[]>> {
  const sandbox = await startGithubSandbox({ organisation, clock });
  try {
    const config = github.config.parse({
      organizations: [sandbox.organisation.login],
      baseUrl: sandbox.url,
      auth: caller === "app" ? { type: "app", ...sandbox.app } : { type: "token", token: sandbox.tokens.owner },
    });
    const gateway = createGateway({ clock, random: () => 0.5, sleep: async () => undefined });
    const { signal } = new AbortController();
    const session = await gateway.openSession({
      collector: github,
      endpoints: github.endpoints(config, {}),
      connection: "test",
      signal,
    });
    const records: Record<string, unknown[]> = {};
    const unavailable: Record<string, UndeterminedReason> = {};
    for (const { id } of githubKinds) records[id] = [];
    const ctx = { config, door: session.door, clock, signal, env: {}, progress: () => undefined };
    for await (const emission of collect(ctx, async () => undefined)) {
      if (emission.type === "record") records[emission.kind.id]?.push(emission.record);
      if (emission.type === "gap") unavailable[emission.kind.id] = emission.reason;
    }
    await session.close();
    return new Map(checks.map((check) => [check.id, resultsOf(check, records, unavailable)]));
  } finally {
    await sandbox.close();
  }
}

function resultsOf(
  check: AnyCheck,
  records: Readonly<Record<string, readonly unknown[]>>,
  unavailable: Readonly<Record<string, UndeterminedReason>>,
): readonly Result[] {
  const over: AnyKind = check.over;
  const ctx = contextOf({
    reads: check.reads,
    records,
    unavailable,
    params: check.params.parse(PARAMS[check.id] ?? {}) as unknown,
    asOf: EXAMPLE_AS_OF,
  });
  return (records[over.id] ?? []).map((record) => ({
    subject: over.key(record),
    judgement: judge(check.test, record, ctx),
  }));
}

/** An App sees no person's second factor, an owner's token no other tokens: together they see everything. */
describe("a good and a bad organisation", () => {
  const good: ReadonlyMap<string, readonly Result[]>[] = [];
  const bad: ReadonlyMap<string, readonly Result[]>[] = [];
  /** What an enterprise could give fails for sure only on a plan without one; the bad one's plan has the audit log to be judged. */
  const withoutEnterprise: ReadonlyMap<string, readonly Result[]>[] = [];
  const NEEDS_NO_ENTERPRISE = new Set([
    "github-organization-limits-addresses",
    "github-organization-uses-single-sign-on",
  ]);
  beforeAll(async () => {
    for (const caller of ["app", "owner"] as const) {
      good.push(await judged("good", caller));
      bad.push(await judged("bad", caller));
    }
    withoutEnterprise.push(await judged("empty", "owner"));
  });

  const failed = (results: readonly Result[]): readonly string[] =>
    results
      .filter(({ judgement }) => judgement.outcome === "fail")
      .map(({ subject, judgement }) => `${subject}: ${judgement.observed}`);

  it.each(checks.map(({ id }) => id))("%s fails in the bad one and not in the good one", (id) => {
    expect(
      good.flatMap((seen) => failed(seen.get(id) ?? [])),
      "good",
    ).toEqual([]);
    const neglected = NEEDS_NO_ENTERPRISE.has(id) ? withoutEnterprise : bad;
    const results = neglected.flatMap((seen) => seen.get(id) ?? []);
    expect(failed(results).length, JSON.stringify(results.slice(0, 6))).toBeGreaterThan(0);
  });

  it("nothing goes wrong inside a check", () => {
    for (const seen of [...good, ...bad])
      for (const [id, results] of seen)
        for (const { judgement } of results) expect(judgement.observed, id).not.toBe("");
  });
});
