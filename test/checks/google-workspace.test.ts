import { describe, expect, it } from "vitest";
import type { CheckExample, Judgement } from "#sdk";
import { Undetermined } from "#sdk";
import { effectiveSettingsKind, type EffectiveSettings } from "../../collectors/google-workspace/evidence.ts";
import {
  dmarcOf,
  group,
  mailRecords,
  member,
  omit,
  overSetting,
  overrides,
  receivesMail,
  ROOT,
  SALES,
  signsInElsewhere,
  singleSignOn,
  unit,
  unitForLicence,
  upwards,
  user,
} from "../../collectors/google-workspace/policy/index.ts";
import {
  groupMemberKind,
  orgUnitKind,
  ssoAssignmentKind,
  type GroupMember,
  type SsoAssignment,
} from "../../collectors/google-workspace/evidence.ts";
import { runExample, viewOf } from "../../src/sdk/testing.ts";
import { checkFiles } from "./folders.ts";

const checks = (await checkFiles())
  .filter(({ collector }) => collector === "google-workspace")
  .map(({ check }) => check);
const overSettings = checks.filter(({ over }) => over === effectiveSettingsKind);

it("has its checks, most of them over settings in force", () => {
  expect(checks.length).toBeGreaterThanOrEqual(150);
  expect(overSettings.length).toBeGreaterThanOrEqual(100);
});

/** The example with one field of one setting changed; `undefined` takes it away. */
function altered(example: CheckExample<EffectiveSettings>, type: string, field: string, to: unknown) {
  const setting = example.record.settings[type];
  const { [field]: _, ...rest } = setting?.value ?? {};
  const value = to === undefined ? rest : { ...rest, [field]: to };
  return {
    ...example,
    record: { ...example.record, settings: { ...example.record.settings, [type]: { ...setting, value } } },
  };
}

describe.each(overSettings)("$id", (check) => {
  const fields = check.examples.flatMap((example) =>
    Object.entries((example.record as EffectiveSettings).settings).flatMap(([type, { value }]) =>
      Object.keys(value).map((field) => ({ example: example as CheckExample<EffectiveSettings>, type, field })),
    ),
  );

  it.each(["a value that is not known", undefined])("gives no other verdict for a field that is %s", (to) => {
    for (const { example, type, field } of fields) {
      const before = runExample(check, example);
      const after = runExample(check, altered(example, type, field, to));
      expect([before.outcome, "undetermined"], `"${example.name}", ${type}.${field}: ${after.observed}`).toContain(
        after.outcome,
      );
    }
  });
});

const TYPE = "gmail.pop_access";
const off = (value: Readonly<Record<string, unknown>>): Judgement =>
  value["enablePopAccess"] === false ? { outcome: "pass", observed: "off" } : { outcome: "fail", observed: "on" };

describe("a setting in force", () => {
  const judge = (record: EffectiveSettings): Judgement => overSetting(record, { type: TYPE, service: "gmail" }, off);

  it.each([
    ["set for the unit", unit({ [TYPE]: { enablePopAccess: false } }), "pass"],
    [
      "for a licence, the same for everybody else",
      unitForLicence({ [TYPE]: { enablePopAccess: false } }, { enablePopAccess: false }),
      "pass",
    ],
    ["for a licence, the rest not stated", unitForLicence({ [TYPE]: { enablePopAccess: false } }), "undetermined"],
    ["bad for a licence, the rest not stated", unitForLicence({ [TYPE]: { enablePopAccess: true } }), "fail"],
    [
      "bad for everybody without the licence",
      unitForLicence({ [TYPE]: { enablePopAccess: false } }, { enablePopAccess: true }),
      "fail",
    ],
    ["a group that overrides it", overrides({ [TYPE]: { enablePopAccess: true } }), "fail"],
    ["a group that does not", overrides({}), "not-applicable"],
    [
      "the service is off",
      unit({ "gmail.service_status": { serviceState: "DISABLED" }, [TYPE]: { enablePopAccess: true } }),
      "not-applicable",
    ],
    ["nobody is there", unit({ [TYPE]: { enablePopAccess: true } }, { activeUsers: 0 }), "not-applicable"],
    [
      "nobody is at the root, from which new units start",
      unit({ [TYPE]: { enablePopAccess: true } }, { activeUsers: 0, orgUnitPath: "/" }),
      "fail",
    ],
    ["nothing stated", unit({}), "undetermined"],
  ] as const)("%s", (_, record, outcome) => {
    expect(judge(record).outcome).toBe(outcome);
  });

  it("says where a value comes from", () => {
    const record = unit({});
    const from = (rest: Partial<EffectiveSettings["settings"][string]>): string =>
      judge({
        ...record,
        settings: { [TYPE]: { value: { enablePopAccess: false }, origin: "set", policies: [], ...rest } },
      }).observed;
    expect(from({})).toBe("/Sales: off, set here");
    expect(from({ origin: "inherited", from: "/" })).toBe("/Sales: off, inherited from /");
    expect(from({ origin: "default" })).toMatch(/^\/Sales: off, Google's documented default/);
  });
});

describe("sign-in at another identity provider", () => {
  const views = (assignments: readonly SsoAssignment[], members: readonly GroupMember[] = []) => ({
    assignments: viewOf({ kind: ssoAssignmentKind, records: assignments }),
    units: viewOf({ kind: orgUnitKind, records: [ROOT, SALES] }),
    members: viewOf({ kind: groupMemberKind, records: members }),
  });
  const ana = user("ana");

  it("goes by the nearest unit, and by groups before units", () => {
    expect(signsInElsewhere(ana, views([]))).toBe(false);
    expect(signsInElsewhere(ana, views([singleSignOn({ unit: "03root" })]))).toBe(true);
    expect(
      signsInElsewhere(ana, views([singleSignOn({ unit: "03root" }), singleSignOn({ unit: "03sales" }, "SSO_OFF")])),
    ).toBe(false);
    const staff = [singleSignOn({ unit: "03root" }), singleSignOn({ group: group("staff").id }, "SSO_OFF")];
    expect(signsInElsewhere(ana, views(staff, [member("staff", "ana")]))).toBe(false);
    expect(signsInElsewhere(ana, views(staff, [member("staff", "ben")]))).toBe(true);
  });

  it("does not guess for nested groups, unknown modes and units that are not listed", () => {
    const grouped = [singleSignOn({ group: group("staff").id })];
    expect(() => signsInElsewhere(ana, views(grouped, [member("staff", "others", { type: "GROUP" })]))).toThrow(
      Undetermined,
    );
    expect(() => signsInElsewhere(ana, views([singleSignOn({ unit: "03root" }, "SOMETHING_NEW")]))).toThrow(
      Undetermined,
    );
    expect(() =>
      signsInElsewhere(user("ana", { orgUnitPath: "/New" }), views([singleSignOn({ unit: "03root" })])),
    ).toThrow(Undetermined);
    expect(() => signsInElsewhere(omit(ana, "orgUnitPath"), views([singleSignOn({ unit: "03root" })]))).toThrow(
      Undetermined,
    );
  });

  it("walks up to the root", () => {
    expect(upwards("/a/b")).toEqual(["/a/b", "/a", "/"]);
    expect(upwards("/")).toEqual(["/"]);
  });
});

describe("mail records", () => {
  it("take one valid DMARC record, or the domain above's policy for subdomains", () => {
    expect(dmarcOf(mailRecords())).toBeUndefined();
    expect(dmarcOf(mailRecords({ dmarc: ["v=DMARC1; p=Reject"] }))?.policy).toBe("reject");
    expect(dmarcOf(mailRecords({ dmarc: ["v=DMARC1; p=none", "v=DMARC1; p=reject"] }))).toBeUndefined();
    expect(dmarcOf(mailRecords({ dmarc: ["v=DMARC10; p=reject"] }))).toBeUndefined();
    expect(dmarcOf(mailRecords({ dmarcOfParent: ["v=DMARC1; p=reject; sp=none"] }))?.policy).toBe("none");
    expect(dmarcOf(mailRecords({ dmarcOfParent: ["v=DMARC1; p=reject"] }))?.policy).toBe("reject");
    expect(() => dmarcOf(mailRecords({ dmarc: "failed" }))).toThrow(Undetermined);
  });

  it("know a domain that says it receives no mail", () => {
    expect(receivesMail(mailRecords())).toBe(true);
    expect(receivesMail(mailRecords({ mx: ["0 ."] }))).toBe(false);
    expect(receivesMail(mailRecords({ mx: "absent" }))).toBe(false);
    expect(() => receivesMail(mailRecords({ mx: "failed" }))).toThrow(Undetermined);
  });
});

/** States of the reference that other tools misjudge; each is an example of the check, under its number. */
it.each([
  ["GWS-04", "google-2sv-is-enforced", "fail"],
  ["GWS-08", "google-super-administrators-are-few", "pass"],
  ["GWS-09", "google-marketplace-apps-are-restricted", "fail"],
  ["GWS-10", "google-2sv-is-enforced", "fail"],
  ["GWS-12", "google-domain-signs-with-dkim", "undetermined"],
])("%s is an example of %s", (number, id, outcome) => {
  const examples = checks.find((check) => check.id === id)?.examples.filter(({ name }) => name.includes(number)) ?? [];
  expect(examples.map((example) => example.outcome)).toContain(outcome);
});
