import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { github } from "../../collectors/github/index.ts";
import { type CheckResult, fixedClock } from "../../src/core/index.ts";
import { createGateway } from "../../src/gateway/index.ts";
import { readPacked } from "../../src/pipeline/packing.ts";
import type { Registry } from "../../src/pipeline/ports.ts";
import { snapshot } from "../../src/pipeline/run.ts";
import { linesOf } from "../../src/pipeline/spool.ts";
import type { Fault } from "../../src/sandbox/faults.ts";
import { type GithubSandbox, startGithubSandbox } from "../../src/sandbox/github/index.ts";
import type { AnyCheck } from "../../src/sdk/index.ts";
import { bareCriteria } from "../support/estate.ts";
import { memoryWorkshop } from "../support/memory-workshop.ts";

const clock = fixedClock("2026-11-22T10:00:00.000Z");
const CHECKS = fileURLToPath(new URL("../../collectors/github/checks/", import.meta.url));
const checks: readonly AnyCheck[] = await Promise.all(
  readdirSync(CHECKS)
    .filter((file) => file.endsWith(".ts"))
    .map(async (file) => ((await import(`${CHECKS}${file}`)) as { default: AnyCheck }).default),
);
const registry: Registry = {
  collectors: [github],
  checks,
  kinds: new Map(github.kinds.map((kind) => [kind.id, kind])),
};

/** What may befall one operation for good. Each is tried on every operation that a run calls. */
const FAULTS: Readonly<Record<string, Fault>> = { "access denied": { kind: "deny" } };
/** Tried where time is no matter. */
const MORE_FAULTS: Readonly<Record<string, Fault>> = {
  "not found": { kind: "error", status: 404, code: "Not Found" },
  "page cut off": { kind: "truncate" },
  "throttled for ever": { kind: "throttle" },
  "empty object": { kind: "malformed", body: "empty-object" },
  "next page is the same page": { kind: "looping-marker" },
  "server error for ever": { kind: "server-error" },
};

/** One run over the sandbox as its App, sealed and judged by every check of the platform, in memory. */
async function run(
  sandbox: GithubSandbox,
): Promise<{ readonly status: string; readonly results: readonly CheckResult[] }> {
  const workshop = await memoryWorkshop({ registry, clock });
  const config = github.config.parse({
    organizations: ["meridian-freight"],
    baseUrl: sandbox.url,
    auth: { type: "token", token: sandbox.tokens.owner },
  });
  const result = await snapshot({
    workshop,
    gateway: createGateway({
      clock,
      random: () => 0.5,
      sleep: async () => undefined,
      limits: { throttleAttempts: 2, transientAttempts: 2, attemptTimeoutMs: 5_000 },
    }),
    connections: [{ id: "github", collector: github, environment: "test", config }],
    criteria: bareCriteria(checks),
    trigger: "demand",
    controls: [],
    env: {},
    nodeVersion: process.versions.node,
    signal: new AbortController().signal,
    secrets: [],
    archive: undefined,
    onProgress: () => undefined,
  });
  const results: CheckResult[] = [];
  for (const row of await workshop.store.checkRuns(result.run.id))
    for await (const line of linesOf(readPacked(workshop.blobs, row.resultsBlob)))
      results.push(JSON.parse(line) as CheckResult);
  return { status: result.run.status, results };
}

let sandbox: GithubSandbox;
let baseline: readonly CheckResult[];
let operations: readonly string[];

beforeAll(async () => {
  sandbox = await startGithubSandbox({ clock });
  ({ results: baseline } = await run(sandbox));
  operations = Object.keys(sandbox.calls()).toSorted();
}, 60_000);

afterAll(() => sandbox.close());

const keyOf = ({ checkId, subject }: CheckResult): string => `${checkId} ${subject}`;

/** Problems of a faulted run against the run without faults; empty when it is honest. */
function dishonesties(faulted: readonly CheckResult[]): readonly string[] {
  const after = new Map(faulted.map((result) => [keyOf(result), result]));
  const before = new Map(baseline.map((result) => [keyOf(result), result]));
  // Checks that say more than before that something was not seen.
  const admitting = new Set(
    faulted
      .filter((result) => result.outcome === "undetermined" && before.get(keyOf(result))?.outcome !== "undetermined")
      .map(({ checkId }) => checkId),
  );
  const problems: string[] = [];
  for (const [key, was] of before) {
    const is = after.get(key);
    if (is === undefined) {
      if (was.subject !== "*" && !admitting.has(was.checkId)) problems.push(`lost silently: ${key} (${was.outcome})`);
    } else if (is.outcome !== was.outcome && is.outcome !== "undetermined")
      problems.push(`${was.outcome} became ${is.outcome}: ${key}: ${is.observed}`);
  }
  for (const [key, is] of after)
    if (!before.has(key) && is.outcome !== "undetermined")
      problems.push(`appeared as ${is.outcome}: ${key}: ${is.observed}`);
  return problems;
}

describe("an operation of GitHub that fails for good changes no outcome to a better or a worse one", () => {
  it("sees the organization as it is without faults", () => {
    expect(baseline.filter(({ outcome }) => outcome === "fail").length).toBeGreaterThan(30);
    expect(baseline.filter(({ outcome }) => outcome === "pass").length).toBeGreaterThan(100);
    expect(operations.length).toBeGreaterThan(40);
  });

  const tried = process.env["EXHIBIT_TEST_LANES"] === "all" ? { ...FAULTS, ...MORE_FAULTS } : FAULTS;
  it.each(Object.entries(tried))("%s, in every operation in turn", { timeout: 300_000 }, async (_name, fault) => {
    const found: Record<string, readonly string[]> = {};
    for (const operation of operations) {
      const restore = sandbox.setFault({ operation, fault });
      const { status, results } = await run(sandbox);
      restore();
      // Without the organization there is no evidence at all: the run says so as a whole.
      const problems = status === "failed" ? [] : dishonesties(results);
      if (problems.length > 0) found[operation] = problems.slice(0, 5);
    }
    expect(found).toEqual({});
  });
});
