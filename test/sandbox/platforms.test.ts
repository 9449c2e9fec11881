import { beforeAll, describe, expect, it, vi } from "vitest";
import { fixedClock, type CheckResult, type Outcome } from "../../src/core/index.ts";
import { checks } from "../../src/registry.ts";
import { PRESETS, type PresetName } from "../../src/sandbox/index.ts";
import { startPlatforms, type ConnectionSettings, type Platforms } from "../../src/sandbox/platforms.ts";
import { numericId } from "../../src/sandbox/google/builders.ts";
import { runPlatforms, type PlatformsRun, type PlatformsRunOptions } from "../support/platforms-run.ts";

// Polls of slow jobs do not wait here; how long they wait has tests of its own.
vi.mock("../../collectors/_aws/sleep.ts", () => ({ sleep: async () => undefined }));

const clock = fixedClock("2026-11-22T10:00:00.000Z");

function regionsOf(preset: PresetName): readonly string[] {
  const { accounts } = PRESETS[preset]({ asOf: clock.now(), seed: 1 });
  return accounts.flatMap(({ regions }) => regions.map(({ name }) => name));
}

type Parameters = NonNullable<PlatformsRunOptions["parameters"]>;

/** What every organisation of the sandbox would declare as its own. */
const DECLARED: Parameters = {
  "aws-config-resource-region-is-allowed": { allowedRegions: regionsOf("good") },
  "aws-organizations-delegated-administrators-are-known": { knownAccounts: ["444455556666"] },
  "github-app-installation-is-known": { knownApps: ["build-runner"] },
  "github-outside-collaborator-is-known": { knownCollaborators: ["paula-contractor"] },
  "github-repository-visibility-is-intended": { publicRepositories: ["manifest-api", ".github"] },
};

/** Nothing of what the bad one has is known to anybody; whose accounts on GitHub are, it had to say by hand. */
const PEOPLE = {
  "shared-admin": "bruno.keller@meridian.example.com",
  "former-employee": "emeka.lindqvist@meridian.example.com",
  "second-admin": "nobody@example.net",
};
const NEGLECTED: Parameters = {
  "aws-config-resource-region-is-allowed": { allowedRegions: ["us-gov-west-1"] },
  "aws-iam-administrator-is-not-administrator-everywhere": { githubPeople: PEOPLE },
  "github-member-is-person-of-directory": { people: PEOPLE },
  "github-member-of-leaver-is-removed": { people: PEOPLE },
  "github-owner-has-two-step-in-directory": { people: PEOPLE },
  "github-token-of-leaver-is-revoked": { people: PEOPLE },
};

async function judged(
  preset: PresetName,
  parameters: Parameters,
  wanted: readonly string[] = [],
): Promise<readonly CheckResult[]> {
  const platforms = await startPlatforms({ preset, clock });
  try {
    const everything = everythingOf(platforms);
    const connections = (connection: ConnectionSettings): readonly ConnectionSettings[] =>
      wanted.length === 0 || wanted.includes(connection.collector) ? everything(connection) : [];
    const run: PlatformsRun = await runPlatforms(platforms, { clock, parameters, connections });
    expect(run.results.filter(({ reason }) => reason === "check-error")).toEqual([]);
    return run.results;
  } finally {
    await platforms.close();
  }
}

/** Evidence on demand too; and GitHub twice, because an App sees tokens and an owner sees second factors. */
function everythingOf({ github }: Platforms) {
  const more: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    "aws-iam": { perEntity: { sshKeys: true, mfaDevices: true, accessKeys: true, lastAccessed: true } },
    "google-workspace": { include: { tokens: true } },
  };
  return (connection: ConnectionSettings): readonly ConnectionSettings[] => {
    const config = { ...connection.config, ...more[connection.collector] };
    if (connection.collector !== "github") return [{ ...connection, config }];
    return [
      { ...connection, config },
      { ...connection, id: "github-app", config: { ...config, auth: { type: "app", ...github.app } } },
    ];
  };
}

function having(results: readonly CheckResult[], wanted: Outcome): ReadonlySet<string> {
  return new Set(results.filter(({ outcome }) => outcome === wanted).map(({ checkId }) => checkId));
}

function without(results: readonly CheckResult[], outcome: Outcome): readonly string[] {
  const ids = having(results, outcome);
  return checks
    .map(({ id }) => id)
    .filter((id) => !ids.has(id))
    .toSorted();
}

/** Checks that cannot pass in the good organisation, each with the reason. */
const NOTHING_TO_PASS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["5-21-3", "5-9-1", "7-11-3", "8-13-4", "8-20-4", "8-25-5", "8-8-2"].map((point) => [
      `aws-config-rules-for-${point}-hold`,
      "every rule of this point asks what a check of ours asks of the same items, so that it counts once",
    ]),
  ),
  ...Object.fromEntries(
    [
      "aws-iam-access-key-rotated",
      "aws-iam-access-key-used-recently",
      "aws-iam-administrator-has-mfa",
      "aws-iam-administrator-has-two-step-in-directory",
      "aws-iam-administrator-is-not-administrator-everywhere",
      "aws-iam-console-password-used-recently",
      "aws-iam-console-user-has-mfa",
      "aws-iam-ssh-key-is-rotated",
      "aws-iam-user-has-no-unused-initial-key",
      "aws-iam-user-is-not-dormant",
      "aws-iam-user-mfa-is-phishing-resistant",
      "aws-iam-user-name-is-personal",
    ].map((id) => [
      id,
      "people come in through IAM Identity Center and programs through roles: no user has a password or key",
    ]),
  ),
  "aws-iam-server-certificate-is-not-expired": "certificates are kept in ACM",
  "aws-organizations-delegated-administrators-are-known": "nothing is delegated",
  "google-oauth-app-of-high-risk-is-known": "nobody has granted an application a powerful scope",
  "google-token-is-of-known-app": "nobody has granted an application a powerful scope",
};

/** What the bad organisation cannot be beside the rest, and the organisation that is so. */
const FAILS_ELSEWHERE: Readonly<Record<string, { readonly in: "empty" | "meridian"; readonly because: string }>> = {
  "aws-organizations-account-is-member": { in: "empty", because: "its accounts are in an organization, a bad one" },
  "github-organization-limits-addresses": { in: "empty", because: "an enterprise may limit them for it" },
  "github-organization-uses-single-sign-on": { in: "empty", because: "an enterprise may have it for it" },
  "google-alerts-reach-somebody": { in: "meridian", because: "its alerts are off; only one that is on reaches nobody" },
  "google-super-administrators-are-more-than-one": { in: "empty", because: "its super administrators are too many" },
};

describe("one organisation on all platforms", () => {
  const runs = {} as Record<"good" | "bad" | "meridian" | "empty", readonly CheckResult[]>;
  beforeAll(async () => {
    runs.good = await judged("good", DECLARED);
    runs.bad = await judged("bad", NEGLECTED);
    runs.meridian = await judged("meridian", {
      ...DECLARED,
      "google-oauth-app-of-high-risk-is-known": { known: ["104857600000000000077.apps.example.com"] },
      "google-token-is-of-known-app": { known: ["104857600000000000077.apps.example.com"] },
    });
    runs.empty = await judged("empty", {}, ["aws-iam", "github", "google-workspace"]);
  }, 400_000);

  it("has nothing that fails in the good one", () => {
    expect(
      runs.good
        .filter(({ outcome }) => outcome === "fail")
        .map(({ checkId, subject, observed }) => `${checkId} ${subject}: ${observed}`),
    ).toEqual([]);
  });

  it("passes every check in the good one, but for those that have nothing to look at there", () => {
    expect(without(runs.good, "pass")).toEqual(Object.keys(NOTHING_TO_PASS).toSorted());
  });

  it("passes in the realistic one what has nothing to look at in the good one", () => {
    const passing = having(runs.meridian, "pass");
    const nowhere = Object.keys(NOTHING_TO_PASS).filter(
      (id) => !passing.has(id) && !id.startsWith("aws-config-rules-for-"),
    );
    expect(nowhere).toEqual([]);
  });

  it("has a failing resource for every check in the bad one", () => {
    expect(without(runs.bad, "fail")).toEqual(Object.keys(FAILS_ELSEWHERE).toSorted());
    for (const [id, { in: preset, because }] of Object.entries(FAILS_ELSEWHERE))
      expect(having(runs[preset], "fail").has(id), `${id}: ${because}`).toBe(true);
  });

  describe("the realistic one, followed across platforms", () => {
    /** `outcome observed` of the one subject that ends so; both tokens of GitHub see it alike. */
    const told = (checkId: string, subject: string): string => {
      const found = runs.meridian.filter((one) => one.checkId === checkId && one.subject.endsWith(subject));
      const said = new Set(found.map(({ outcome, observed }) => `${outcome} ${observed}`));
      expect([...said], `${checkId} ${subject}`).toHaveLength(1);
      return [...said][0] ?? "";
    };

    it("a leaver: suspended in the directory, a password in AWS, a member with a token on GitHub", () => {
      const left = "fail emeka.lindqvist@meridian.example.com: suspended in the directory";
      expect(told("aws-iam-user-of-leaver-is-closed", "user/people/emeka.lindqvist")).toContain(left);
      expect(told("github-member-of-leaver-is-removed", "emeka-lindqvist")).toContain(left);
      expect(told("aws-iam-role-owner-is-active", "role/github-billing")).toContain(left);
      const tokens = runs.meridian.filter((one) => one.checkId === "github-token-of-leaver-is-revoked");
      expect(tokens.map(({ observed }) => observed)).toContainEqual(
        expect.stringContaining("emeka-lindqvist works on"),
      );
    });

    it("an administrator of everything", () => {
      expect(told("aws-iam-administrator-is-not-administrator-everywhere", "bruno.keller")).toMatch(
        /^fail bruno\.keller@\S+ administers AWS, the directory, GitHub \(bruno-keller\)/,
      );
    });

    it("an account that nobody in the directory stands behind", () => {
      const unknown = "fail piotr.wrona@example.com: nobody in the directory";
      expect(told("aws-iam-user-is-person-of-directory", "piotr.wrona")).toBe(unknown);
      expect(told("github-member-is-person-of-directory", "piotr-wrona")).toBe(unknown);
    });

    it("a repository: its environment, the role that it deploys with, and the roles of those that are not so kept", () => {
      expect(told("github-environment-requires-reviewer", "dispatch:production")).toMatch(/^pass/);
      expect(told("aws-iam-role-is-reached-by-reviewed-code", "role/github-pinned")).toContain(
        "pass meridian-freight/dispatch environment:production",
      );
      expect(told("aws-iam-role-is-reached-by-reviewed-code", "role/github-billing")).toMatch(/^fail/);
      expect(told("aws-iam-role-trusts-existing-repository", "role/github-port-calls")).toMatch(/^fail/);
    });

    it("rests each match on the records that made it", () => {
      const result = runs.meridian.find(
        ({ checkId, subject }) => checkId === "github-member-of-leaver-is-removed" && subject === "emeka-lindqvist",
      );
      expect(result?.evidence.map(([, key]) => key)).toEqual([
        "emeka-lindqvist",
        numericId("user/emeka.lindqvist@meridian.example.com"),
      ]);
    });
  });

  it("says once for each account what to connect, when AWS is all there is", async () => {
    const results = await judged("meridian", {}, ["aws-iam"]);
    const across = new Set(checks.filter(({ needs = [] }) => needs.length > 0).map(({ id }) => id));
    const said = results.filter(({ checkId }) => across.has(checkId));
    expect([...new Set(said.map(({ subject, outcome, reason }) => `${subject} ${outcome} ${reason}`))]).toEqual([
      "* undetermined no-population",
    ]);
    expect(new Set(said.map(({ checkId, scope }) => `${checkId} ${scope.account}`)).size).toBe(said.length);
    for (const { observed } of said) expect(observed).toMatch(/collector (google-workspace|github)/);
  }, 120_000);
});
