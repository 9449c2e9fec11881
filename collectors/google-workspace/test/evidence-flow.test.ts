import { describe, expect, it } from "vitest";
import { fixedClock } from "#core";
import { redact } from "../../../src/pipeline/redact.ts";
import { userKind } from "../evidence.ts";
import { endOf, pacificDate } from "../steps/usage.ts";
import { collectFrom, configOf, of, withSandbox } from "./support.ts";

describe("people", () => {
  it("shows that recovery exists and never where to", () =>
    withSandbox({}, async (sandbox) => {
      const { records } = of(await collectFrom(configOf(sandbox)), "user");
      const ines = records.find(({ primaryEmail }) => String(primaryEmail).startsWith("ines."));
      expect(ines?.["recoveryEmail"]).toBe("ines@example.net");
      const counts = new Map<string, number>();
      expect(redact(ines, userKind.redact, counts)).toMatchObject({ recoveryEmail: "[redacted]" });
    }));

  it("asks for no serial number or telephone number, so that not even the archive has them", () =>
    withSandbox({}, async (sandbox) => {
      const collected = await collectFrom(configOf(sandbox));
      const text = JSON.stringify(of(collected, "mobile-device").records);
      expect(of(collected, "mobile-device").records.length).toBe(2);
      expect(text).not.toMatch(/SN-|490154203237518/);
    }));

  it("tells members from outside, also by alias domains, and says nothing where domains are not wholly known", () =>
    withSandbox({}, async (sandbox) => {
      const external = async () =>
        Object.fromEntries(
          of(await collectFrom(configOf(sandbox)), "group-member")
            .records.filter(({ groupEmail }) => /^(suppliers|all-staff)@/.test(String(groupEmail)))
            .map((member) => [String(member["email"] ?? member["type"]), member["external"]]),
        );
      expect(await external()).toEqual({
        "chidi.mensah@meridian.example.com": false,
        "amara.okafor@example.com": false,
        "dispatch@haulier.example.net": true,
        CUSTOMER: undefined,
      });
      sandbox.setFault({ operation: "directory:domainAliases.list", fault: { kind: "deny" } });
      expect(await external()).toEqual({
        "chidi.mensah@meridian.example.com": false,
        "amara.okafor@example.com": undefined,
        "dispatch@haulier.example.net": undefined,
        CUSTOMER: undefined,
      });
    }));

  it("goes on when one group cannot be read, and names it by its id", () =>
    withSandbox(
      { faults: [{ operation: "directory:members.list", from: 2, count: 1, fault: { kind: "deny" } }] },
      async (sandbox) => {
        const { gaps, populations, records } = of(await collectFrom(configOf(sandbox)), "group-member");
        expect(gaps).toMatchObject([{ subject: sandbox.tenant.groups[1]?.id, reason: "denied" }]);
        expect(populations).toMatchObject([{ complete: false }]);
        expect(records.length).toBeGreaterThan(3);
      },
    ));

  it("takes a group that is deleted meanwhile for gone", () =>
    withSandbox(
      {
        faults: [
          { operation: "directory:members.list", count: 1, fault: { kind: "error", status: 404, code: "notFound" } },
        ],
      },
      async (sandbox) => {
        const { gaps, populations } = of(await collectFrom(configOf(sandbox)), "group-member");
        expect(gaps).toEqual([]);
        expect(populations).toMatchObject([{ complete: true }]);
        expect(populations[0]).not.toHaveProperty("reported");
      },
    ));
});

describe("lists", () => {
  it("survives short and empty pages", () =>
    withSandbox({ pageStyle: "short", size: { users: 1300 } }, async (sandbox) => {
      const collected = await collectFrom(configOf(sandbox));
      expect(of(collected, "user").records.length).toBe(1300);
      expect(of(collected, "policy").records.length).toBe(sandbox.tenant.policies.length);
      expect(sandbox.calls()["cloudidentity:policies.list"]).toBeGreaterThan(2);
    }));

  it("does not turn in a circle", () =>
    withSandbox(
      { faults: [{ operation: "directory:users.list", fault: { kind: "looping-marker" } }] },
      async (sandbox) => {
        const { gaps } = of(await collectFrom(configOf(sandbox)), "user");
        expect(gaps).toMatchObject([{ reason: "truncated" }]);
        expect(sandbox.calls()["directory:users.list"]).toBeLessThan(8);
      },
    ));
});

describe("answers that are no evidence", () => {
  it.each([
    ["accessNotConfigured", 403, "directory:groups.list", "group", "disabled"],
    ["SERVICE_DISABLED", 403, "cloudidentity:policies.list", "policy", "disabled"],
    ["insufficientPermissions", 403, "directory:roles.list", "role", "denied"],
    ["forbidden", 403, "directory:roles.list", "role", "denied"],
    ["quotaExceeded", 403, "directory:roles.list", "role", "rate-limited"],
    ["notFound", 404, "directory:chromeosdevices.list", "chrome-device", "not-licensed"],
    ["badRequest", 400, "directory:mobiledevices.list", "mobile-device", "not-licensed"],
    ["backendError", 503, "directory:roles.list", "role", "provider-error"],
  ])("%s (%i) at %s", (code, status, operation, kind, reason) =>
    withSandbox({ faults: [{ operation, fault: { kind: "error", status, code } }] }, async (sandbox) => {
      const { gaps, populations } = of(await collectFrom(configOf(sandbox)), kind);
      expect(gaps[0]).toMatchObject({ reason, operation });
      expect(populations).toMatchObject([{ complete: false }]);
    }),
  );

  it("resolves no setting when a policy may be missing", () =>
    withSandbox({ faults: [{ operation: "directory:orgunits.list", fault: { kind: "deny" } }] }, async (sandbox) => {
      const collected = await collectFrom(configOf(sandbox));
      expect(of(collected, "effective-settings").records).toEqual([]);
      expect(of(collected, "effective-settings").gaps).toMatchObject([{ operation: "directory:orgunits.list" }]);
      expect(of(collected, "policy").populations).toMatchObject([{ complete: true }]);
    }));
});

describe("usage reports", () => {
  it("are of a Pacific date, and so is their evidence", () => {
    // 02:00 in UTC is the day before at UTC−8.
    expect(pacificDate(new Date("2026-11-20T02:00:00.000Z"), 0)).toBe("2026-11-19");
    expect(pacificDate(new Date("2026-11-20T12:00:00.000Z"), 3)).toBe("2026-11-17");
    expect(endOf("2026-11-17")).toBe("2026-11-18T08:00:00.000Z");
  });

  it("step back until one is ready, and carry its date", () =>
    withSandbox({}, async ({ tenant }) =>
      withSandbox({ tenant: { ...tenant, reportLagDays: 5 } }, async (sandbox) => {
        const collected = await collectFrom(configOf(sandbox));
        expect(of(collected, "usage-report").records).toMatchObject([{ date: "2026-11-15" }]);
        expect(of(collected, "usage-report").populations).toMatchObject([
          { complete: true, sourceAt: "2026-11-16T08:00:00.000Z" },
        ]);
        expect(of(collected, "user-usage").populations).toMatchObject([
          { complete: true, sourceAt: "2026-11-16T08:00:00.000Z" },
        ]);
        expect(sandbox.calls()["reports:customerUsageReports.get"]).toBe(3);
      }),
    ));

  it("are a gap when none of a week is ready", () =>
    withSandbox({}, async ({ tenant }) =>
      withSandbox({ tenant: { ...tenant, reportLagDays: 30 } }, async (sandbox) => {
        const collected = await collectFrom(configOf(sandbox));
        for (const kind of ["usage-report", "user-usage"])
          expect(of(collected, kind).gaps, kind).toMatchObject([{ operation: "reports:customerUsageReports.get" }]);
        expect(sandbox.calls()["reports:customerUsageReports.get"]).toBe(5);
      }),
    ));
});

describe("events", () => {
  it("are counted by name within their window, and applications by their grants", () =>
    withSandbox({}, async (sandbox) => {
      const collected = await collectFrom(configOf(sandbox), { clock: fixedClock("2026-11-20T12:00:00.000Z") });
      const summaries = of(collected, "activity-summary").records;
      expect(summaries.find(({ event }) => event === "login_success")).toMatchObject({
        application: "login",
        count: 6,
        actors: 6,
        windowStart: "2026-11-13T12:00:00.000Z",
      });
      expect(of(collected, "admin-event").records.map(({ name, actor }) => [name, actor])).toContainEqual([
        "ASSIGN_ROLE",
        "bruno.keller@meridian.example.com",
      ]);
      expect(of(collected, "authorized-app").records).toMatchObject([
        { appName: "Free PDF wizard", users: 1, grants: 1 },
      ]);
    }));
});
