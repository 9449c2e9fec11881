import { defineCheck, fail, known, pass, undetermined } from "#sdk";
import * as z from "zod";
import { orgUnitKind, ssoAssignmentKind } from "../evidence.ts";
import { ROOT, SALES, complete, indexed, singleSignOn, upwards } from "../policy/index.ts";

export default defineCheck({
  id: "google-single-sign-on-follows-criterion",
  version: 1,
  title: "Sign-in goes through the identity provider that you chose",
  rationale:
    "Either Google is the identity provider or another one is; an org unit that goes the other way is outside the rules. Which one holds must be your decision.",
  severity: "low",
  over: orgUnitKind,
  reads: [ssoAssignmentKind, orgUnitKind],
  params: z.object({
    expect: z
      .enum(["google", "third-party"])
      .default("google")
      .describe("google or third-party. origin: our default, no provider beside Google"),
  }),
  remediation: "Assign or remove single sign-on for the org unit, or change the parameter expect.",
  expected: ({ expect }) =>
    `people of each org unit sign in at ${expect === "google" ? "Google" : "a third-party identity provider"} (criterion: parameter expect)`,
  test(record, ctx) {
    const assignments = [...ctx.read(ssoAssignmentKind).all()];
    const units = indexed(ctx.read(orgUnitKind), "path", ({ orgUnitPath }) => orgUnitPath);
    complete(ctx.read(orgUnitKind));
    let mode: string | undefined;
    for (const path of upwards(record.orgUnitPath)) {
      const id = (units.get(path)?.[0]?.orgUnitId ?? "").replace(/^id:/, "orgUnits/");
      const found = assignments.find(({ targetOrgUnit }) => targetOrgUnit === id);
      if (found !== undefined) {
        mode = known(found.ssoMode, "ssoMode");
        break;
      }
    }
    if (mode === undefined || mode === "SSO_OFF")
      return ctx.params.expect === "google" ? pass("sign-in at Google") : fail("sign-in at Google");
    if (mode !== "SAML_SSO" && mode !== "OIDC_SSO")
      return undetermined("schema-mismatch", `single sign-on has mode ${mode}`);
    return ctx.params.expect === "third-party" ? pass(`single sign-on (${mode})`) : fail(`single sign-on (${mode})`);
  },
  examples: [
    {
      name: "Google, as by default",
      record: SALES,
      reads: { "google-workspace.org-unit": [ROOT, SALES] },
      outcome: "pass",
    },
    {
      name: "a third party against the default criterion",
      record: SALES,
      reads: {
        "google-workspace.org-unit": [ROOT, SALES],
        "google-workspace.sso-assignment": [singleSignOn({ unit: "03root" })],
      },
      outcome: "fail",
    },
    {
      name: "a third party, as your rule says",
      record: SALES,
      reads: {
        "google-workspace.org-unit": [ROOT, SALES],
        "google-workspace.sso-assignment": [singleSignOn({ unit: "03root" })],
      },
      params: { expect: "third-party" },
      outcome: "pass",
    },
    {
      name: "switched off for the unit against your rule",
      record: SALES,
      reads: {
        "google-workspace.org-unit": [ROOT, SALES],
        "google-workspace.sso-assignment": [
          singleSignOn({ unit: "03root" }),
          singleSignOn({ unit: "03sales" }, "SSO_OFF"),
        ],
      },
      params: { expect: "third-party" },
      outcome: "fail",
    },
    {
      name: "a mode that is not resolved",
      record: SALES,
      reads: {
        "google-workspace.org-unit": [ROOT, SALES],
        "google-workspace.sso-assignment": [singleSignOn({ unit: "03root" }, "DOMAIN_WIDE_SAML_IF_ENABLED")],
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "assignments not seen",
      record: SALES,
      reads: { "google-workspace.org-unit": [ROOT, SALES] },
      unavailable: { "google-workspace.sso-assignment": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
