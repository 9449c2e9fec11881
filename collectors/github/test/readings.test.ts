import { describe, expect, it } from "vitest";
import { repository, ruleset, STRICT_PROTECTION } from "../../../src/sandbox/github/builders.ts";
import { goodGithub } from "../../../src/sandbox/github/good.ts";
import type { GithubOrganisation, Repository } from "../../../src/sandbox/github/model.ts";
import { listed } from "../../../src/sandbox/organisation/population.ts";
import { AT, collectFrom, configFor, of, type Who, withSandbox } from "./support.ts";

function organisationWith(
  repositories: readonly Repository[],
  more: Partial<GithubOrganisation> = {},
): GithubOrganisation {
  const good = goodGithub({ asOf: new Date(AT) });
  return {
    ...good,
    teams: [],
    dependabotAlerts: [],
    secretAlerts: [],
    codeAlerts: [],
    rulesets: [],
    repositories: listed(repositories),
    ...more,
  };
}

async function seen(organisation: GithubOrganisation, who: Who, more: Readonly<Record<string, unknown>> = {}) {
  return withSandbox({ organisation }, async (sandbox) => collectFrom(configFor(sandbox, who, more)));
}

describe("protection of the default branch", () => {
  const plain = repository("plain", { configuration: null });

  it("is not protected when GitHub says so, and unknown when it may not be seen (GH-06)", async () => {
    for (const [who, state] of [
      ["owner", "not-protected"],
      ["app", "not-protected"],
      ["member", "unknown"],
    ] as const) {
      const { records, gaps } = of(await seen(organisationWith([plain]), who), "github.branch-protection");
      expect(records[0]?.["classic"].state, who).toBe(state);
      expect(records[0]?.["effective"].pull_request.required, who).toBe(state === "unknown" ? null : false);
      expect(gaps.length, who).toBe(state === "unknown" ? 1 : 0);
    }
  });

  it("is asked of REST until an App's null is confirmed, and of every public repository", async () => {
    const several = [
      repository("a", { visibility: "public", configuration: null }),
      ...["b", "c", "d"].map((name) => repository(name)),
      repository("e", { visibility: "public" }),
    ];
    await withSandbox({ organisation: organisationWith(several) }, async (sandbox) => {
      const run = await collectFrom(configFor(sandbox, "app"));
      const asked = sandbox
        .urls()
        .filter((url) => url.includes("/protection"))
        .map((url) => url.split("/")[3]);
      // A public repository may be seen without being installed on: its 404 would be "Not Found" then.
      expect(asked).toEqual(["a", "e"]);
      for (const { classic } of of(run, "github.branch-protection").records)
        expect(classic.state).toBe("not-protected");
    });
  });

  it("does not know whom a ruleset binds when its bypass list is hidden (GH-02)", async () => {
    const organisation = organisationWith([plain], { rulesets: [ruleset("all")] });
    const hidden = of(await seen(organisation, "app"), "github.branch-protection").records[0];
    expect(hidden?.["effective"].pull_request).toEqual({
      required: true,
      applies_to_admins: null,
      by: [expect.stringMatching(/^ruleset:\d+$/)],
    });
    const shown = await seen(organisation, "owner");
    expect(of(shown, "github.branch-protection").records[0]?.["effective"].pull_request.applies_to_admins).toBe(true);
    expect(of(shown, "github.ruleset").records[0]?.["bypass_actors"]).toEqual([]);
    expect(of(await seen(organisation, "app"), "github.ruleset").records[0]).not.toHaveProperty("bypass_actors");
  });

  it("names what a ruleset holds, and nothing more (GH-04)", async () => {
    const own = repository("history", {
      rulesets: [ruleset("only history", { level: "Repository", rules: [{ type: "REQUIRED_LINEAR_HISTORY" }] })],
    });
    const effective = of(await seen(organisationWith([own]), "owner"), "github.branch-protection").records[0]?.[
      "effective"
    ];
    expect(effective.linear_history.required).toBe(true);
    for (const other of [
      "pull_request",
      "approving_review",
      "status_checks",
      "signatures",
      "no_force_pushes",
      "no_deletion",
    ])
      expect(effective[other].required, other).toBe(false);
    expect(effective.required_approving_review_count).toBe(0);
  });

  it("adds classic protection and rulesets up, the strictest value wins, evaluate counts for nothing", async () => {
    const two = ruleset("two", {
      rules: [
        {
          type: "PULL_REQUEST",
          parameters: {
            requiredApprovingReviewCount: 2,
            dismissStaleReviewsOnPush: false,
            requireCodeOwnerReview: false,
            requireLastPushApproval: false,
            requiredReviewThreadResolution: false,
          },
        },
      ],
    });
    const evaluated = ruleset("dry", { enforcement: "EVALUATE", rules: [{ type: "MERGE_QUEUE" }] });
    const both = repository("both", { protection: { ...STRICT_PROTECTION, isAdminEnforced: false } });
    const { effective } = of(
      await seen(organisationWith([both], { rulesets: [two, evaluated] }), "owner"),
      "github.branch-protection",
    ).records[0] as { effective: Record<string, any> }; // oxlint-disable-line typescript/no-explicit-any -- looks into a record
    expect(effective["required_approving_review_count"]).toBe(2);
    expect(effective["dismiss_stale_reviews"]).toEqual({ required: true, applies_to_admins: false, by: ["classic"] });
    expect(effective["pull_request"]).toMatchObject({
      applies_to_admins: true,
      by: ["classic", expect.stringMatching(/^ruleset:/)],
    });
    expect(effective["merge_queue"].required).toBe(false);
  });

  it("sees the rules of an enterprise, which GraphQL leaves out", async () => {
    const above = ruleset("group rule", { level: "Enterprise", rules: [{ type: "DELETION" }] });
    const run = await seen(organisationWith([plain], { rulesets: [above] }), "app");
    expect(of(run, "github.branch-protection").records[0]?.["rules"].items).toMatchObject([
      { type: "deletion", ruleset_source_type: "Enterprise" },
    ]);
  });

  it("asks a branch with a slash and a space by its whole name", async () => {
    const odd = repository("odd", { defaultBranch: "release/a b", configuration: null });
    const record = of(await seen(organisationWith([odd]), "app"), "github.branch-protection").records[0];
    expect([record?.["branch"], record?.["classic"].state]).toEqual(["release/a b", "not-protected"]);
  });
});

describe("what a token may not see is unknown", () => {
  it("two-factor requirement and settings to who is no owner (GH-07), the verified badge to anybody (GH-09)", async () => {
    const record = of(await seen(organisationWith([]), "member"), "github.organization").records[0];
    expect(record).not.toHaveProperty("two_factor_requirement_enabled");
    expect(record).not.toHaveProperty("plan");
    expect(record?.["is_verified"]).toBe(true);
    expect(record).not.toHaveProperty("saml_single_sign_on");
    expect(record).not.toHaveProperty("ip_allow_list");
  });

  it("second factors of members to an App; an owner sees them", async () => {
    const organisation = organisationWith([]);
    for (const { two_factor_enabled, two_factor_insecure } of of(await seen(organisation, "app"), "github.member")
      .records)
      expect([two_factor_enabled, two_factor_insecure]).toEqual([null, null]);
    for (const { two_factor_enabled, two_factor_insecure } of of(await seen(organisation, "owner"), "github.member")
      .records)
      expect([two_factor_enabled, two_factor_insecure]).toEqual([true, false]);
  });

  it("security features when GitHub leaves the block out; a feature absent from a present block is not available", async () => {
    const hidden = repository("hidden", { security: null });
    const partly = repository("partly", { security: { secret_scanning: "disabled" } });
    const { records, gaps } = of(await seen(organisationWith([hidden, partly]), "app"), "github.repository-security");
    expect(records[0]).not.toHaveProperty("secret_scanning_enabled");
    expect(records[0]).not.toHaveProperty("not_available");
    expect(gaps).toMatchObject([{ reason: "denied", operation: "github:repos.list-for-org" }]);
    expect(records[1]).toMatchObject({
      secret_scanning_enabled: false,
      not_available: expect.arrayContaining(["advanced_security"]),
    });
  });
});

describe("repositories", () => {
  it("have SECURITY.md in any place that GitHub looks, or inherit it (GH-14)", async () => {
    const places = (["root", "dotGithub", "docs", null] as const).map((securityPolicy) =>
      repository(`p-${securityPolicy}`, { securityPolicy }),
    );
    const policies = async (shared: "docs" | null) => {
      const run = await seen(organisationWith(places, { sharedSecurityPolicy: shared }), "app");
      return of(run, "github.repository").records.map(({ security_policy }) => security_policy);
    };
    expect(await policies("docs")).toEqual(["present", "present", "present", "inherited"]);
    expect(await policies(null)).toEqual(["present", "present", "present", "absent"]);
  });

  it("that are archived are told as such, and nothing that guards changes is asked of them (GH-13)", async () => {
    await withSandbox(
      { organisation: organisationWith([repository("frozen", { archived: true })]) },
      async (sandbox) => {
        const run = await collectFrom(configFor(sandbox, "app"));
        expect(of(run, "github.branch-protection").records[0]).toMatchObject({ archived: true });
        expect(of(run, "github.actions-repository").records).toEqual([]);
        expect(sandbox.urls().filter((url) => url.includes("/repos/meridian-freight/frozen"))).toEqual([]);
      },
    );
  });

  it("that are left out are counted with who answers for it; fewer than the organization counts is not all (GH-10)", async () => {
    const several = ["a", "b", "sandbox-1", "sandbox-2"].map((name) => repository(name));
    const exclude = [{ name: "sandbox-*", owner: "ines.halvorsen@example.com", reason: "throw-away" }];
    const run = await seen(organisationWith(several), "app", { exclude });
    const { records, population } = of(run, "github.repository");
    expect(records.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(population).toMatchObject({
      complete: true,
      reported: 4,
      excluded: [{ rule: "sandbox-*", count: 2, owner: "ines.halvorsen@example.com" }],
    });
  });

  it("tell direct pushes from merged pull requests, and that a commit carries no signature", async () => {
    const run = await withSandbox({ organisation: "bad" }, (sandbox) => collectFrom(configFor(sandbox, "owner")));
    const commits = of(run, "github.default-branch-commit").records;
    expect(commits.map(({ direct, pull_request, signature }) => [direct, pull_request, signature.state])).toEqual([
      [true, null, "unsigned"],
      [false, 1, "unsigned"],
    ]);
    expect(
      of(run, "github.merged-pull-request").records.map(({ number, approvers, checks }) => [number, approvers, checks]),
    ).toEqual([
      [1, [], "FAILURE"],
      [2, [], "NONE"],
    ]);
  });

  it("with more changes than one answer holds are read on, to the configured number", async () => {
    const pulls = Array.from({ length: 130 }, (_, index) => ({
      number: index + 1,
      title: "x",
      author: "a",
      mergedBy: "b",
      approvers: ["b"],
      daysAgo: 1 + (index % 30),
      checks: "SUCCESS" as const,
    }));
    const commits = pulls.map(({ number, daysAgo }) => ({
      author: "a",
      daysAgo,
      pull: number,
      signature: "VALID" as const,
    }));
    const organisation = organisationWith([repository("busy", { pulls, commits })]);
    const all = await seen(organisation, "app");
    for (const kind of ["github.merged-pull-request", "github.default-branch-commit"]) {
      expect(of(all, kind).records.length, kind).toBe(130);
      expect(new Set(of(all, kind).records.map(({ number, oid }) => number ?? oid)).size).toBe(130);
      expect(of(all, kind).population, kind).toMatchObject({ complete: true });
    }
    const some = await seen(organisation, "app", { maxChangesPerRepository: 50 });
    expect(of(some, "github.merged-pull-request")).toMatchObject({
      gaps: [{ reason: "truncated" }],
      population: { complete: false },
    });
    const short = await seen(organisation, "app", { periodDays: 5 });
    expect(of(short, "github.merged-pull-request").records.length).toBeLessThan(40);
  });
});
