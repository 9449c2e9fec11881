import { describe, expect, it } from "vitest";
import { pointsOf } from "../../../bench/platforms/github-points.ts";
import { plannedWork, POINTS_PER_BATCH, remainingWork, secondsFor } from "../plan.ts";
import { AT, collectFrom, configFor, withSandbox } from "./support.ts";

const NOW = new Date(AT);
const budget = (limit: number, remaining: number, minutes: number) => ({
  limit,
  remaining,
  resetsAt: new Date(NOW.getTime() + minutes * 60_000).toISOString(),
});

const sum = (calls: Readonly<Record<string, number>>): number =>
  Object.values(calls).reduce((total, count) => total + count, 0);

describe("plan before the start", () => {
  it.each([
    [40, 60],
    [125, 150],
  ])("is within a seventh of the calls that %i repositories and %i members take", async (repositories, members) => {
    const size = { repositories, members, teams: 8, alerts: repositories * 4, changes: 250 };
    await withSandbox({ organisation: "meridian", size }, async (sandbox) => {
      const { progress } = await collectFrom(configFor(sandbox, "owner"));
      const made = sandbox.calls();
      const calls = sum(made);
      const plan = progress.find(([message]) => message.startsWith("calls that the organization takes"))?.[1];
      const told = Number(plan?.["calls"]);
      expect(Math.abs(told / calls - 1), `${told} told, ${calls} made`).toBeLessThan(1 / 7);
      expect(Math.abs(Number(plan?.["points"]) / pointsOf(made) - 1)).toBeLessThan(1 / 4);
      // The list comes in pages of a hundred: what is ahead follows from what the first ones took.
      const pages = progress.flatMap(([message, fields]) => (message === "repositories read" ? [fields ?? {}] : []));
      expect(pages.map((page) => page["repositories"])).toEqual(
        repositories > 100 ? [100, repositories] : [repositories],
      );
      expect(pages.at(-1)).not.toHaveProperty("callsAhead");
      if (pages.length === 1) return;
      const ahead = Number(pages[0]?.["callsAhead"]);
      expect(ahead / calls).toBeGreaterThan(0.12);
      expect(ahead / calls).toBeLessThan(0.25);
    });
  });

  it("counts what GitHub's formula says that a batch costs", () => {
    expect(pointsOf({ "github:graphql.RepositoryBatch": 1 })).toBe(POINTS_PER_BATCH);
    expect(pointsOf({ "github:graphql.OrganizationMembers": 3, "github:orgs.get": 9 })).toBe(3);
  });

  it("takes less where GraphQL tells all rules", () => {
    const known = { repositories: 1000, members: 100, teams: 10, sso: false };
    const { rest } = plannedWork({ ...known, rulesByRest: true });
    expect(rest - plannedWork({ ...known, rulesByRest: false }).rest).toBe(1000);
  });
});

describe("time to finish", () => {
  const work = { rest: 20_000, graphql: 300, points: 5_300 };

  it("is that of asking in turn when the limits hold it", () => {
    const budgets = { rest: budget(100_000, 50_000, 30), graphql: budget(10_000, 9_000, 30) };
    expect(secondsFor(work, budgets, NOW)).toBe(20_300 * 0.15);
    expect(secondsFor(work, { rest: undefined, graphql: undefined }, NOW)).toBe(20_300 * 0.15);
  });

  it("waits for every reset that it takes, of calls or of points", () => {
    const graphql = budget(5_000, 5_000, 60);
    // 4,000 now, 5,000 after each of four resets, the first in twenty minutes.
    expect(secondsFor(work, { rest: budget(5_000, 4_000, 20), graphql }, NOW)).toBe(20 * 60 + 3 * 3600);
    expect(secondsFor({ ...work, rest: 100 }, { rest: budget(5_000, 4_000, 20), graphql }, NOW)).toBe(3600);
  });

  it("of what is ahead is its share of what was", () => {
    expect(remainingWork({ rest: 400, graphql: 10, points: 110 }, 100, 350)).toEqual({
      rest: 1000,
      graphql: 25,
      points: 275,
    });
    expect(remainingWork({ rest: 400, graphql: 10, points: 110 }, 100, 90)).toEqual({ rest: 0, graphql: 0, points: 0 });
  });
});
