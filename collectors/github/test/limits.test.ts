import { describe, expect, it } from "vitest";
import { fixedClock, isExhibitError } from "#core";
import { each } from "../../../src/sandbox/organisation/population.ts";
import type { GithubSandbox } from "../../../src/sandbox/github/index.ts";
import { minimalCalls, type OrganizationCounts } from "../budget.ts";
import { githubKinds } from "../evidence.ts";
import { AT, collectFrom, configFor, of, withSandbox } from "./support.ts";

function countsOf({ organisation }: GithubSandbox): OrganizationCounts {
  let archived = 0;
  let attachedRepositories = 0;
  for (const repository of each(organisation.repositories)) {
    if (repository.archived) archived += 1;
    if (repository.configuration !== null) attachedRepositories += 1;
  }
  return {
    repositories: organisation.repositories.count,
    archived,
    members: organisation.members.length,
    outsideCollaborators: organisation.outside.length,
    teams: organisation.teams.length,
    roles: organisation.roles.length,
    configurations: organisation.configurations.length,
    attachedRepositories,
    dependabotAlerts: organisation.dependabotAlerts.length,
    secretAlerts: organisation.secretAlerts.length,
    codeAlerts: organisation.codeAlerts.length,
    personalAccessTokens: organisation.tokens.length,
    installations: organisation.installations.length,
    auditEvents: organisation.auditEvents.length,
    // Nothing is decided by the organization in this preset.
    restPerRepository: 4,
  };
}

const sum = (calls: Readonly<Record<string, number>>): number =>
  Object.values(calls).reduce((total, count) => total + count, 0);

describe("call budget", () => {
  it.each([
    ["as it is", {}],
    ["50 repositories", { repositories: 50, members: 120 }],
    ["130 repositories", { repositories: 130, members: 310, alerts: 350 }],
  ])("stays within 1.3 times the minimal formula: %s", async (_name, size) => {
    await withSandbox({ organisation: "meridian", size }, async (sandbox) => {
      for (const who of ["app", "owner"] as const) {
        sandbox.clearCalls();
        const { thrown } = await collectFrom(configFor(sandbox, who));
        expect(thrown).toBe(undefined);
        const calls = sum(sandbox.calls());
        const least = minimalCalls(countsOf(sandbox));
        expect(
          calls / least,
          `${who}: ${calls} calls against ${least}: ${JSON.stringify(sandbox.calls())}`,
        ).toBeLessThanOrEqual(1.3);
      }
    });
  });

  it("asks no repository what the organization has decided for all", async () => {
    await withSandbox({ organisation: "good" }, async (sandbox) => {
      const run = await collectFrom(configFor(sandbox, "app"));
      expect(sandbox.calls()).not.toHaveProperty("github:actions.get-repo-workflow-permissions");
      expect(sandbox.calls()).not.toHaveProperty("github:code-scanning.get-default-setup");
      expect(of(run, "github.actions-repository").records[0]).toMatchObject({
        default_workflow_permissions: "read",
        workflow_permissions_from: "organization",
      });
    });
  });

  it("tells before the repositories what it takes and what is left", async () => {
    await withSandbox({ organisation: "meridian", hourlyCalls: 5000 }, async (sandbox) => {
      const { progress } = await collectFrom(configFor(sandbox, "owner"));
      const plan = progress.find(([, fields]) => fields !== undefined && "left" in fields)?.[1];
      expect(plan).toMatchObject({
        limit: 5000,
        minutes: expect.any(Number),
        calls: expect.any(Number),
        resetsAt: "2026-11-20T13:00:00.000Z",
      });
      expect(Number(plan?.["left"])).toBeGreaterThan(4900);
    });
  });
});

describe("rate limits", () => {
  it("make gaps of the rest when the run may not wait, and nothing more is asked (GH-12)", async () => {
    await withSandbox({ organisation: "meridian", hourlyCalls: 60 }, async (sandbox) => {
      const run = await collectFrom(configFor(sandbox, "owner"));
      expect(run.thrown).toBe(undefined);
      const { records, gaps, population } = of(run, "github.repository");
      expect(records.length).toBeGreaterThan(0);
      expect(records.length).toBeLessThan(sandbox.organisation.repositories.count);
      expect(gaps).toContainEqual(
        expect.objectContaining({ reason: "rate-limited", operation: "github:repos.list-for-org" }),
      );
      expect(population).toMatchObject({ complete: false });
      expect(of(run, "github.outside-collaborator").population).toMatchObject({ complete: false });
      // REST calls that were refused: the retries of one call, no call after it.
      expect(sum(sandbox.calls())).toBeLessThan(75);
    });
  });

  it("are waited for when the run may, and every kind is whole then", async () => {
    let now = new Date(AT);
    const moving = { now: () => now };
    await withSandbox({ organisation: "meridian", hourlyCalls: 60, clock: moving }, async (sandbox) => {
      const waits = (ms: number): void => {
        now = new Date(now.getTime() + ms);
      };
      const config = configFor(sandbox, "app", { waitForReset: "PT65M" });
      const run = await collectFrom(config, { clock: moving, onSleep: waits });
      expect(run.thrown).toBe(undefined);
      expect(run.slept.length).toBeGreaterThan(0);
      for (const { id } of githubKinds) {
        const { gaps, population } = of(run, id);
        expect(gaps, id).toEqual([]);
        expect(population, id).toMatchObject({ complete: true });
      }
    });
  });
});

describe("tokens", () => {
  it("of an App are renewed when they end on the way", async () => {
    await withSandbox({ organisation: "meridian" }, async (sandbox) => {
      const done = sandbox.setFault({
        operation: "github:repos.list-for-org",
        count: 1,
        fault: { kind: "expired-token" },
      });
      const run = await collectFrom(configFor(sandbox, "app"));
      done();
      expect(run.thrown).toBe(undefined);
      expect(of(run, "github.repository").population).toMatchObject({ complete: true });
      expect(sandbox.calls()["github:apps.create-installation-access-token"]).toBe(2);
    });
  });

  it("of a person end the run with gaps for what is not finished", async () => {
    await withSandbox({ organisation: "meridian" }, async (sandbox) => {
      sandbox.setFault({ operation: "github:graphql.OrganizationTeams", fault: { kind: "expired-token" } });
      const run = await collectFrom(configFor(sandbox, "owner"));
      expect(isExhibitError(run.thrown) ? run.thrown.code : run.thrown).toBe("AUTH_EXPIRED");
      expect(of(run, "github.organization").population).toMatchObject({ complete: true });
      expect(of(run, "github.repository").gaps).toMatchObject([{ reason: "denied" }]);
    });
  });

  it("are found by the organization when no installation is named", async () => {
    await withSandbox({ organisation: "empty" }, async (sandbox) => {
      const { installationId: _none, ...app } = sandbox.app;
      const run = await collectFrom({
        organizations: ["meridian-freight"],
        baseUrl: sandbox.url,
        auth: { type: "app", ...app },
      });
      expect(run.thrown).toBe(undefined);
      expect(sandbox.calls()["github:apps.get-org-installation"]).toBe(1);
    });
  });

  it("that reach one organization of two leave the other unreachable", async () => {
    await withSandbox({ organisation: "empty" }, async (sandbox) => {
      const run = await collectFrom(
        configFor(sandbox, "owner", { organizations: ["someone-else", "meridian-freight"] }),
      );
      expect(run.thrown).toBe(undefined);
      expect(run.emissions[0]).toMatchObject({
        type: "unreachable",
        scope: { account: "someone-else" },
        reason: "denied",
      });
      expect(of(run, "github.organization").population).toMatchObject({ complete: true });
    });
  });
});

describe("secrets", () => {
  it("never reach evidence, gaps, progress or the exchange list, whatever the organisation holds", async () => {
    for (const organisation of ["meridian", "bad"] as const)
      await withSandbox({ organisation, clock: fixedClock(AT) }, async (sandbox) => {
        const run = await collectFrom(configFor(sandbox, "app"));
        const text = JSON.stringify([run.emissions, run.progress, run.exchanges]);
        const signs = [sandbox.app.privateKey.slice(40, 90), "sandbox-installation-", ...sandbox.canaries];
        for (const sign of signs) expect(text.includes(sign), sign).toBe(false);
      });
  });

  it("are never asked for: every request for secret scanning alerts hides them", async () => {
    await withSandbox({ organisation: "meridian" }, async (sandbox) => {
      await collectFrom(configFor(sandbox, "owner"));
      const asked = sandbox.urls().filter((url) => url.includes("/secret-scanning/alerts"));
      expect(asked.length).toBeGreaterThan(0);
      for (const url of asked) expect(url).toContain("hide_secret=true");
    });
  });
});

describe("lists", () => {
  it.each(["lost-marker", "looping-marker"] as const)(
    "whose next page is promised and not to be found are not whole (%s)",
    async (kind) => {
      await withSandbox({ organisation: "meridian" }, async (sandbox) => {
        sandbox.setFault({ operation: "github:orgs.list-installations", fault: { kind } });
        const { gaps, population } = of(await collectFrom(configFor(sandbox, "owner")), "github.app-installation");
        expect(gaps).toMatchObject([{ reason: "truncated" }]);
        expect(population).toMatchObject({ complete: false });
      });
    },
  );

  it("of GraphQL that time out are asked again in halves", async () => {
    await withSandbox({ organisation: "meridian" }, async (sandbox) => {
      // The gateway tries four times; the halves are answered.
      sandbox.setFault({
        operation: "github:graphql.RepositoryBatch",
        count: 4,
        fault: { kind: "server-error", status: 502 },
      });
      const { gaps, population } = of(await collectFrom(configFor(sandbox, "owner")), "github.repository");
      expect(gaps).toEqual([]);
      expect(population).toMatchObject({ complete: true });
    });
  });
});
