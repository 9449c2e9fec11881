import { describe, expect, it } from "vitest";
import { ALL_ADMINS, type EffectiveSetting, type EffectiveSettings, type OrgUnit, type Policy } from "../evidence.ts";
import { resolveSettings } from "../settings.ts";

const ROOT: OrgUnit = { orgUnitId: "id:03root", orgUnitPath: "/" };
const SALES: OrgUnit = { orgUnitId: "id:03sales", orgUnitPath: "/Sales", parentOrgUnitId: "id:03root" };
const FIELD: OrgUnit = { orgUnitId: "id:03field", orgUnitPath: "/Sales/Field", parentOrgUnitId: "id:03sales" };

let made = 0;
function policy(
  type: string,
  value: Record<string, unknown>,
  query: Policy["policyQuery"],
  by: "ADMIN" | "SYSTEM" = "ADMIN",
): Policy {
  made += 1;
  return { name: `policies/${made}`, type: by, policyQuery: query, setting: { type: `settings/${type}`, value } };
}

function resolved(policies: readonly Policy[], orgUnits: readonly OrgUnit[] = [ROOT, SALES, FIELD]) {
  const { records, orphaned } = resolveSettings({
    policies,
    orgUnits,
    groupEmails: new Map([["02grp", "team@example.com"]]),
    activeUsers: new Map([["/Sales", 3]]),
  });
  return { all: [...records], orphaned };
}

function setting(all: readonly EffectiveSettings[], target: string, type: string): EffectiveSetting | undefined {
  return all.find((record) => record.target === target || record.orgUnitPath === target)?.settings[type];
}

describe("settings in force", () => {
  it("lets the highest sort order win, SYSTEM or ADMIN alike (GWS-02)", () => {
    const at = (sortOrder: number) => ({ orgUnit: "orgUnits/03root", sortOrder });
    const { all } = resolved([
      policy("gmail.pop_access", { enablePopAccess: true }, at(101), "SYSTEM"),
      policy("gmail.pop_access", { enablePopAccess: false }, at(201.000_48)),
      policy("gmail.pop_access", { enablePopAccess: true }, at(201.000_02)),
      policy("meet.meet_polls", { enabled: true }, at(301), "SYSTEM"),
      policy("meet.meet_polls", { enabled: false }, at(201)),
    ]);
    expect(setting(all, "/", "gmail.pop_access")).toMatchObject({
      value: { enablePopAccess: false },
      origin: "set",
      policyType: "ADMIN",
      sortOrder: 201.000_48,
    });
    expect(setting(all, "/", "meet.meet_polls")).toMatchObject({ value: { enabled: true }, policyType: "SYSTEM" });
  });

  it("inherits from the nearest unit above that has its own", () => {
    const { all } = resolved([
      policy(
        "security.session_controls",
        { webSessionDuration: "1209600s" },
        { orgUnit: "orgUnits/03root", sortOrder: 201 },
      ),
      policy(
        "security.session_controls",
        { webSessionDuration: "43200s" },
        { orgUnit: "orgUnits/03sales", sortOrder: 202 },
      ),
    ]);
    expect(setting(all, "/", "security.session_controls")).toMatchObject({
      value: { webSessionDuration: "1209600s" },
      origin: "set",
    });
    expect(setting(all, "/Sales", "security.session_controls")).toMatchObject({
      value: { webSessionDuration: "43200s" },
      origin: "set",
    });
    expect(setting(all, "/Sales/Field", "security.session_controls")).toMatchObject({
      value: { webSessionDuration: "43200s" },
      origin: "inherited",
      from: "/Sales",
    });
  });

  it("keeps overrides of groups apart, and takes WORKSPACE_ALL_ADMIN_GROUP for the administrators (GWS-10)", () => {
    const factor = "security.two_step_verification_enforcement_factor";
    const { all } = resolved([
      policy(factor, { allowedSignInFactorSet: "ALL" }, { orgUnit: "orgUnits/03root", sortOrder: 201 }),
      policy(
        factor,
        { allowedSignInFactorSet: "PASSKEY_ONLY" },
        { orgUnit: "orgUnits/03root", group: ALL_ADMINS, sortOrder: 2 },
      ),
      policy(
        factor,
        { allowedSignInFactorSet: "NO_TELEPHONY" },
        { orgUnit: "orgUnits/03root", group: "groups/02grp", sortOrder: 399 },
      ),
    ]);
    expect(setting(all, "/", factor)?.value).toEqual({ allowedSignInFactorSet: "ALL" });
    const admins = all.find(({ targetType }) => targetType === "admins");
    expect(admins).toMatchObject({
      target: ALL_ADMINS,
      orgUnitPath: "/",
      settings: { [factor]: { value: { allowedSignInFactorSet: "PASSKEY_ONLY" } } },
    });
    expect(Object.keys(admins?.settings ?? {})).toEqual([factor]);
    expect(all.find(({ targetType }) => targetType === "group")).toMatchObject({
      target: "groups/02grp",
      groupEmail: "team@example.com",
      settings: { [factor]: { value: { allowedSignInFactorSet: "NO_TELEPHONY" } } },
    });
  });

  it("merges the fields of the types that Google merges, and of no other", () => {
    const at = (sortOrder: number) => ({ orgUnit: "orgUnits/03root", sortOrder });
    const { all } = resolved([
      policy("chat.chat_history", { allowUserModification: false }, at(202)),
      policy("chat.chat_history", { historyOnByDefault: true }, at(201.000_48)),
      policy("chat.chat_history", { historyOnByDefault: false, allowUserModification: true }, at(101)),
      policy("meet.meet_joining", { allowedAudience: "TRUSTED" }, at(202)),
      policy("meet.meet_joining", { other: true }, at(201)),
    ]);
    expect(setting(all, "/", "chat.chat_history")?.value).toEqual({
      allowUserModification: false,
      historyOnByDefault: true,
    });
    expect(setting(all, "/", "meet.meet_joining")?.value).toEqual({ allowedAudience: "TRUSTED" });
  });

  it("lets a group's merged type leave open what its unit has", () => {
    const type = "groups_for_business.groups_sharing";
    const { all } = resolved([
      policy(
        type,
        { ownersCanHideGroups: true, createGroupsAccessLevel: "ADMIN_ONLY" },
        { orgUnit: "orgUnits/03root", sortOrder: 201 },
      ),
      policy(
        type,
        { ownersCanHideGroups: false },
        { orgUnit: "orgUnits/03root", group: "groups/02grp", sortOrder: 399 },
      ),
    ]);
    expect(setting(all, "groups/02grp", type)?.value).toMatchObject({
      ownersCanHideGroups: false,
      createGroupsAccessLevel: "ADMIN_ONLY",
    });
  });

  it("joins lists by their key, and keeps every rule", () => {
    const at = (sortOrder: number) => ({ orgUnit: "orgUnits/03root", sortOrder });
    const { all } = resolved([
      policy("gmail.rule_states", { ruleStates: [{ ruleId: "a", enabled: false }] }, at(202)),
      policy(
        "gmail.rule_states",
        {
          ruleStates: [
            { ruleId: "a", enabled: true },
            { ruleId: "b", enabled: true },
          ],
        },
        at(201),
      ),
      policy("rule.dlp", { displayName: "one", state: "ACTIVE" }, at(1)),
      policy("rule.dlp", { displayName: "two", state: "INACTIVE" }, at(1)),
    ]);
    expect(setting(all, "/", "gmail.rule_states")?.value).toEqual({
      ruleStates: [
        { ruleId: "a", enabled: false },
        { ruleId: "b", enabled: true },
      ],
    });
    expect(setting(all, "/Sales", "rule.dlp")?.value["rules"]).toHaveLength(2);
  });

  it("says which licences a value is for, and what everybody else has", () => {
    const query = "entity.licenses.exists(license, license in ['/product/Google-Apps/sku/1010020020'])";
    const { all } = resolved([
      policy(
        "gmail.confidential_mode",
        { enableConfidentialMode: false },
        { orgUnit: "orgUnits/03root", sortOrder: 201 },
      ),
      policy(
        "gmail.confidential_mode",
        { enableConfidentialMode: true },
        { orgUnit: "orgUnits/03root", sortOrder: 202, query },
      ),
    ]);
    expect(setting(all, "/", "gmail.confidential_mode")).toMatchObject({
      value: { enableConfidentialMode: true },
      licences: ["/product/Google-Apps/sku/1010020020"],
      otherwise: { enableConfidentialMode: false },
    });
  });

  it("names what is assumed because nothing is stated", () => {
    const { all } = resolved([
      policy("drive_and_docs.external_sharing", { externalSharingMode: "DISALLOWED" }, { sortOrder: 201 }),
    ]);
    expect(setting(all, "/Sales", "security.two_step_verification_enrollment")).toMatchObject({
      value: { allowEnrollment: true },
      origin: "default",
      policies: [],
      source: expect.stringContaining("cloud.google.com"),
    });
    const sharing = setting(all, "/", "drive_and_docs.external_sharing");
    expect(sharing).toMatchObject({
      value: { externalSharingMode: "DISALLOWED", allowPublishingFiles: true },
      origin: "set",
    });
    expect(sharing?.assumedFields).toContain("allowPublishingFiles");
    expect(sharing?.assumedFields).not.toContain("externalSharingMode");
    expect(setting(all, "/", "meet.meet_polls")).toBe(undefined);
  });

  it("leaves out what belongs to a unit that is gone, and counts people", () => {
    const { all, orphaned } = resolved([
      policy("gmail.pop_access", { enablePopAccess: true }, { orgUnit: "orgUnits/03gone", sortOrder: 202 }),
    ]);
    expect(orphaned).toBe(1);
    expect(all.map(({ orgUnitPath, activeUsers }) => [orgUnitPath, activeUsers])).toEqual([
      ["/", 0],
      ["/Sales", 3],
      ["/Sales/Field", 0],
    ]);
    expect(setting(all, "/", "gmail.pop_access")).toBe(undefined);
  });

  it("is refused without the root", () => {
    expect(() => resolved([], [SALES])).toThrow(RangeError);
  });
});
