import { describe, expect, it } from "vitest";
import type { GooglePresetName, TenantSize } from "../../../src/sandbox/google/index.ts";
import { minimalCalls, type TenantCounts } from "../budget.ts";
import { type Collected, collectFrom, configOf, of, withSandbox } from "./support.ts";

/** The tenant as the evidence shows it. */
function countsOf(collected: Collected, tokens: number): TenantCounts {
  const count = (kind: string): number => of(collected, kind).records.length;
  const summaries = of(collected, "activity-summary").records;
  const events = (application: string): number =>
    summaries.filter((one) => one["application"] === application).reduce((sum, one) => sum + Number(one["count"]), 0);
  const members = of(collected, "group-member").records;
  return {
    users: count("user"),
    deletedUsers: count("deleted-user"),
    roles: count("role"),
    roleAssignments: count("role-assignment"),
    policies: count("policy"),
    events: ["login", "admin", "token"].map(events),
    usersInUsageReport: count("user-usage"),
    mobileDevices: count("mobile-device"),
    chromeDevices: count("chrome-device"),
    groups: count("group"),
    members: [...Map.groupBy(members, (member) => member["groupId"]).values()].map(({ length }) => length),
    tokens,
    domains: count("domain-dns"),
  };
}

describe("call budget", () => {
  it("is the formula of google-workspace.md", () => {
    const none = {
      users: 0,
      deletedUsers: 0,
      roles: 5,
      roleAssignments: 5,
      policies: 90,
      events: [],
      usersInUsageReport: 0,
      domains: 0,
    };
    const fixed = 1 + 4 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 2;
    expect(minimalCalls(none)).toBe(fixed);
    // A thousand users take another page of users; the usage report holds a thousand.
    expect(minimalCalls({ ...none, users: 1000, usersInUsageReport: 1000 })).toBe(fixed + 1);
    expect(minimalCalls({ ...none, groups: 201, members: [1, 201], domains: 2 })).toBe(fixed + 2 + 3 + 12);
  });

  const sizes: readonly (readonly [string, GooglePresetName, TenantSize])[] = [
    ["an empty tenant", "empty", {}],
    ["the demo tenant", "meridian", {}],
    ["1,000 users", "meridian", { users: 1000, groups: 40, logins: 3000 }],
    ["10,000 users", "meridian", { users: 10_000, groups: 300, logins: 5000 }],
  ];
  it.each(sizes)("is kept within 1.3 times: %s", { timeout: 120_000 }, (_name, tenant, size) =>
    withSandbox({ tenant, size }, async (sandbox) => {
      const collected = await collectFrom(configOf(sandbox));
      expect(collected.thrown).toBe(undefined);
      expect(of(collected, "user").records.length).toBe(sandbox.tenant.users.count);
      const made = Object.values(sandbox.calls()).reduce((sum, calls) => sum + calls, 0);
      expect(made).toBeLessThanOrEqual(1.3 * minimalCalls(countsOf(collected, 0)));
    }),
  );

  it("takes one call more when the tenant is not named, and one a user for grants", () =>
    withSandbox({}, async (sandbox) => {
      const named = await collectFrom(configOf(sandbox));
      const { customer: _customer, ...config } = configOf(sandbox);
      sandbox.clearCalls();
      await collectFrom({ ...config, include: { tokens: true } });
      expect(sandbox.calls()["directory:customers.get"]).toBe(2);
      const active = of(named, "user").records.filter(
        (user) => user["suspended"] !== true && user["archived"] !== true,
      );
      expect(sandbox.calls()["directory:tokens.list"]).toBe(active.length);
    }));
});
