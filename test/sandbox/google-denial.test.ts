import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock, type CheckResult } from "../../src/core/index.ts";
import type { Fault } from "../../src/sandbox/faults.ts";
import { type GoogleSandbox, startGoogleSandbox } from "../../src/sandbox/google/index.ts";
import { runTenant } from "./google-support.ts";

const clock = fixedClock("2026-11-22T10:00:00.000Z");
const config = { include: { tokens: true } };

/** What may befall one operation for good. Each is tried on every operation that a run calls. */
const FAULTS: Readonly<Record<string, Fault>> = {
  "access denied": { kind: "deny" },
  "page cut off": { kind: "truncate" },
};
/** Tried where time is no matter. */
const MORE_FAULTS: Readonly<Record<string, Fault>> = {
  "throttled for ever": { kind: "throttle" },
  "malformed body": { kind: "malformed", body: "html" },
  "empty body": { kind: "malformed", body: "empty" },
  "next page is the same page": { kind: "looping-marker" },
  "server error for ever": { kind: "server-error" },
  "connection broken in the body": { kind: "cut" },
};

let sandbox: GoogleSandbox;
let baseline: readonly CheckResult[];
let operations: readonly string[];

beforeAll(async () => {
  sandbox = await startGoogleSandbox({ clock });
  ({ results: baseline } = await runTenant(sandbox, { clock, config }));
  operations = Object.keys(sandbox.calls()).toSorted();
}, 60_000);

afterAll(() => sandbox.close());

const keyOf = ({ checkId, subject }: CheckResult): string => `${checkId} ${subject}`;

/** Problems of a faulted run against the run without faults; empty when it is honest. */
function dishonesties(faulted: readonly CheckResult[]): readonly string[] {
  const after = new Map(faulted.map((result) => [keyOf(result), result]));
  const before = new Map(baseline.map((result) => [keyOf(result), result]));
  const unseen = new Set(
    faulted.filter(({ outcome }) => outcome === "undetermined").map(({ checkId, subject }) => `${checkId} ${subject}`),
  );
  // As a whole (`*`), or of the entity that the lost record belongs to (the user of a grant).
  const admitted = ({ checkId, subject }: CheckResult): boolean =>
    unseen.has(`${checkId} *`) || unseen.has(`${checkId} ${subject.split("/")[0] ?? ""}`);
  const problems: string[] = [];
  for (const [key, was] of before) {
    const is = after.get(key);
    if (is === undefined) {
      if (was.subject !== "*" && !admitted(was)) problems.push(`lost silently: ${key} (${was.outcome})`);
    } else if (is.outcome !== was.outcome && is.outcome !== "undetermined") {
      problems.push(`${was.outcome} became ${is.outcome}: ${key}: ${is.observed}`);
    }
  }
  for (const [key, is] of after)
    if (!before.has(key) && is.outcome !== "undetermined")
      problems.push(`appeared as ${is.outcome}: ${key}: ${is.observed}`);
  return problems;
}

describe("an operation of Google Workspace that fails for good changes no outcome to a better or a worse one", () => {
  it("sees the tenant as it is without faults", () => {
    expect(baseline.filter(({ outcome }) => outcome === "fail").length).toBeGreaterThan(30);
    expect(baseline.filter(({ outcome }) => outcome === "pass").length).toBeGreaterThan(200);
    expect(operations.length).toBeGreaterThan(20);
  });

  const tried = process.env["EXHIBIT_TEST_LANES"] === "all" ? { ...FAULTS, ...MORE_FAULTS } : FAULTS;
  it.each(Object.entries(tried))("%s, in every operation in turn", { timeout: 300_000 }, async (_name, fault) => {
    const found: Record<string, readonly string[]> = {};
    for (const operation of operations) {
      const restore = sandbox.setFault({ operation, fault });
      const { status, results } = await runTenant(sandbox, { clock, config });
      restore();
      // Without a sign-in there is no evidence at all: the run says so as a whole.
      const problems = status === "failed" ? [] : dishonesties(results);
      if (problems.length > 0) found[operation] = problems.slice(0, 5);
    }
    expect(found).toEqual({});
  });
});
