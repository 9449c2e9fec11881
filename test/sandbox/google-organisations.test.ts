import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock, type CheckResult } from "../../src/core/index.ts";
import { type GoogleSandbox, startGoogleSandbox } from "../../src/sandbox/google/index.ts";
import { runTenant, type TenantRun } from "./google-support.ts";

const clock = fixedClock("2026-11-22T10:00:00.000Z");

describe("states that tools are known to misjudge", () => {
  let run: TenantRun;
  let sandbox: GoogleSandbox;
  beforeAll(async () => {
    sandbox = await startGoogleSandbox({ clock });
    run = await runTenant(sandbox, { clock });
  }, 60_000);
  afterAll(() => sandbox.close());

  const unit = (path: string): string => {
    const found = sandbox.tenant.orgUnits.find(({ orgUnitPath }) => orgUnitPath === path);
    return (found?.orgUnitId ?? "no such unit").replace("id:", "orgUnits/");
  };
  const result = (checkId: string, subject: string): CheckResult =>
    run.results.find((one) => one.checkId === checkId && one.subject === subject) ??
    expect.unreachable(`no result of ${checkId} for ${subject}`);

  it("GWS-02: of two policies for one setting the higher sort order holds", () => {
    expect(result("google-web-session-is-short", unit("/"))).toMatchObject({ outcome: "pass" });
  });

  it("GWS-04: enforced where nobody may enrol", () => {
    expect(result("google-2sv-is-enforced", unit("/"))).toMatchObject({ outcome: "pass" });
    expect(result("google-2sv-is-enforced", unit("/Service"))).toMatchObject({ outcome: "fail" });
  });

  it("GWS-08: a suspended super administrator counts apart", () => {
    const few = run.results.find(({ checkId }) => checkId === "google-super-administrators-are-few");
    expect(few).toMatchObject({ outcome: "pass", observed: expect.stringContaining("3 super administrators") });
    const gustav = sandbox.tenant.users.at(7);
    expect(gustav.primaryEmail).toContain("gustav.weber");
    expect(result("google-suspended-user-holds-no-admin-role", gustav.id)).toMatchObject({ outcome: "fail" });
  });

  it("GWS-09: nothing allowed, but every internal app", () => {
    expect(result("google-marketplace-apps-are-restricted", unit("/IT"))).toMatchObject({ outcome: "fail" });
    expect(result("google-marketplace-apps-are-restricted", unit("/"))).toMatchObject({ outcome: "pass" });
  });

  it("GWS-10: a policy for all administrators is judged as theirs", () => {
    expect(
      result("google-2sv-factor-of-administrators-is-phishing-resistant", "WORKSPACE_ALL_ADMIN_GROUP"),
    ).toMatchObject({ outcome: "pass" });
  });

  it("GWS-12: signed with a selector that nobody asked for", () => {
    expect(result("google-domain-signs-with-dkim", "depot.example.org")).toMatchObject({ outcome: "undetermined" });
    expect(result("google-domain-signs-with-dkim", "meridian.example.com")).toMatchObject({ outcome: "pass" });
  });
});
