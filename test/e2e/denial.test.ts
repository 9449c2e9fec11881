import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fixedClock, scopeKey, type CheckResult } from "../../src/core/index.ts";
import { startSandbox, type Fault, type Sandbox } from "../../src/sandbox/index.ts";
import { awsIam } from "../../collectors/aws-iam/index.ts";
import { bareCriteria, registry, runEstate, wholeOrganization } from "../support/estate.ts";

// Polls of slow jobs do not wait here; how long they wait has tests of its own.
vi.mock("../../collectors/_aws/sleep.ts", () => ({ sleep: async () => undefined }));

const clock = fixedClock("2026-11-22T10:00:00.000Z");
const PER_ENTITY = { sshKeys: true, mfaDevices: true, accessKeys: true, lastAccessed: true };
/** Account of the scope that stands for accounts that could not be listed. */
const UNLISTED = "unlisted";
const REGIONS = ["eu-central-1", "us-east-1"];

/** Checks of other platforms have nothing to judge here. */
const collected = new Set(awsIam.kinds.map(({ id }) => id));
const criteria = bareCriteria(registry.checks.filter(({ over }) => collected.has(over.id)));

/** What may befall one operation for good. Each is tried on every operation that a run calls. */
const FAULTS: Readonly<Record<string, Fault>> = {
  "access denied": { kind: "deny" },
  "throttled for ever": { kind: "throttle" },
  "page cut off": { kind: "truncate" },
  "malformed body": { kind: "malformed", body: "html" },
};

/** The others: tried where time is no matter (`EXHIBIT_TEST_LANES=all`, which CI sets). */
const MORE_FAULTS: Readonly<Record<string, Fault>> = {
  "empty body": { kind: "malformed", body: "empty" },
  "empty object": { kind: "malformed", body: "empty-object" },
  "next page lost": { kind: "lost-marker" },
  "next page is the same page": { kind: "looping-marker" },
  "server error for ever": { kind: "server-error" },
  "connection broken in the body": { kind: "cut" },
};

interface Estate {
  readonly sandbox: Sandbox;
  readonly config: Readonly<Record<string, unknown>>;
  readonly baseline: readonly CheckResult[];
  /** Operations to break one after the other. */
  readonly operations: readonly string[];
}

async function open(perEntity: boolean): Promise<Estate> {
  const sandbox = await startSandbox({ clock });
  const config = { analyzerRegions: REGIONS, ...(perEntity ? { perEntity: PER_ENTITY } : wholeOrganization(sandbox)) };
  const run = await runEstate(sandbox, { clock, config, criteria });
  const baseline = await run.results();
  await run.workshop.dispose();
  const called = Object.keys(sandbox.calls()).toSorted();
  return {
    sandbox,
    config,
    baseline,
    operations: perEntity ? called.filter((operation) => ENTITY_OPERATIONS.has(operation)) : called,
  };
}

/** Asked for only on demand, once for each user or principal. */
const ENTITY_OPERATIONS = new Set([
  "iam:ListSSHPublicKeys",
  "iam:ListMFADevices",
  "iam:ListAccessKeys",
  "iam:GetAccessKeyLastUsed",
  "iam:GenerateServiceLastAccessedDetails",
  "iam:GetServiceLastAccessedDetails",
]);

let whole: Estate;
let entities: Estate;

beforeAll(async () => {
  whole = await open(false);
  entities = await open(true);
}, 60_000);

afterAll(async () => {
  await whole.sandbox.close();
  await entities.sandbox.close();
});

function keyOf({ checkId, scope, subject }: CheckResult): string {
  return [checkId, scopeKey(scope), subject].join("\n");
}

/** Facts of the organisation are told once for all accounts; losing them shows in whichever account was asked. */
const ORGANISATION_CHECKS = new Set(
  registry.checks.filter(({ over }) => over.level === "organization").map(({ id }) => id),
);

/**
 * Whether the run itself says that something of this check in this account was not seen: as a whole (`*`), or of the
 * entity that the lost record belongs to (the user of an SSH key).
 */
function admits(faulted: readonly CheckResult[]): (lost: CheckResult) => boolean {
  const place = ({ checkId, scope }: CheckResult): string =>
    `${checkId} ${ORGANISATION_CHECKS.has(checkId) ? "" : scope.account}`;
  const unseen = new Set<string>();
  for (const result of faulted) if (result.outcome === "undetermined") unseen.add(`${place(result)} ${result.subject}`);
  return (lost) =>
    unseen.has(`${place(lost)} *`) ||
    unseen.has(`${lost.checkId} ${UNLISTED} *`) ||
    unseen.has(`${place(lost)} ${lost.subject.split("/")[0] ?? ""}`);
}

/** Problems of a faulted run against the run without faults; empty when it is honest. */
function dishonesties(baseline: readonly CheckResult[], faulted: readonly CheckResult[]): string[] {
  const after = new Map(faulted.map((result) => [keyOf(result), result]));
  const before = new Map(baseline.map((result) => [keyOf(result), result]));
  const admitted = admits(faulted);
  const problems: string[] = [];
  for (const [key, was] of before) {
    const is = after.get(key);
    const name = key.replaceAll("\n", " ");
    if (is === undefined) {
      if (was.subject !== "*" && !admitted(was)) problems.push(`lost silently: ${name} (${was.outcome})`);
    } else if (is.outcome !== was.outcome && is.outcome !== "undetermined") {
      problems.push(`${was.outcome} became ${is.outcome}: ${name}: ${is.observed}`);
    }
  }
  for (const [key, is] of after) {
    if (!before.has(key) && is.outcome !== "undetermined")
      problems.push(`appeared as ${is.outcome}: ${key.replaceAll("\n", " ")}: ${is.observed}`);
  }
  return problems;
}

async function breakInTurn(
  { sandbox, config, baseline, operations }: Estate,
  fault: Fault,
): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const operation of operations) {
    const restore = sandbox.setFault({ operation, fault });
    const run = await runEstate(sandbox, { clock, config, criteria });
    restore();
    // Without a sign-in there is no evidence at all: the run says so as a whole.
    const problems = run.run.status === "failed" ? [] : dishonesties(baseline, await run.results());
    if (problems.length > 0) found[operation] = problems.slice(0, 5);
    await run.workshop.dispose();
  }
  return found;
}

describe("an operation that fails for good changes no outcome to a better or a worse one", () => {
  it("sees the organisation as it is without faults", () => {
    expect(whole.baseline.filter(({ outcome }) => outcome === "fail").length).toBeGreaterThan(50);
    expect([...whole.baseline, ...entities.baseline].filter(({ reason }) => reason === "check-error")).toEqual([]);
    expect(whole.operations.length).toBeGreaterThan(30);
    expect(entities.operations.length).toBe(ENTITY_OPERATIONS.size);
  });

  const tried = process.env["EXHIBIT_TEST_LANES"] === "all" ? { ...FAULTS, ...MORE_FAULTS } : FAULTS;
  describe.each(Object.entries(tried))("%s", (_, fault) => {
    it("in every operation in turn", { timeout: 300_000 }, async () => {
      expect(await breakInTurn(whole, fault)).toEqual({});
      expect(await breakInTurn(entities, fault)).toEqual({});
    });
  });
});
