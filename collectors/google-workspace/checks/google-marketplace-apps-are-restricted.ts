import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { flagOf, oneOf, overSetting, overrides, unit, unitByDefault } from "../policy/index.ts";

export default defineCheck({
  id: "google-marketplace-apps-are-restricted",
  version: 1,
  title: "Marketplace apps are installed from an approved list only",
  rationale: "A marketplace app is a supplier with access to data whom nobody assessed.",
  severity: "medium",
  over: effectiveSettingsKind,
  params: z.object({
    allInternalApps: z
      .enum(["not-allowed", "allowed"])
      .default("not-allowed")
      .describe(
        "whether all internal apps may be installed beside the list. origin: our default, after CISA SCuBA GWS.COMMONCONTROLS.11.1; CIS trusts internal apps",
      ),
  }),
  remediation: "Allow only Marketplace apps on the allow-list, and do not let all internal apps through beside it.",
  expected: ({ allInternalApps }) =>
    `users can install only apps on the allow-list, or none; ${allInternalApps === "allowed" ? "all internal apps as well (your parameter)" : "internal apps only when listed"}`,
  test(record, ctx) {
    return overSetting(record, { type: "workspace_marketplace.apps_access_options" }, (value) => {
      const level = oneOf(value, "accessLevel", ["ALLOW_NONE", "ALLOW_LISTED_APPS", "ALLOW_ALL"]);
      if (level === "ALLOW_ALL") return fail("accessLevel is ALLOW_ALL");
      const internal = flagOf(value, "allowAllInternalApps");
      const observed = `accessLevel is ${level}${internal ? ", all internal apps are allowed beside it" : ""}`;
      return internal && ctx.params.allInternalApps === "not-allowed" ? fail(observed) : pass(observed);
    });
  },
  examples: [
    {
      name: "only listed apps",
      record: unit({
        "workspace_marketplace.apps_access_options": { accessLevel: "ALLOW_LISTED_APPS", allowAllInternalApps: false },
      }),
      outcome: "pass",
    },
    {
      name: "no apps",
      record: unit({
        "workspace_marketplace.apps_access_options": { accessLevel: "ALLOW_NONE", allowAllInternalApps: false },
      }),
      outcome: "pass",
    },
    {
      name: "all apps",
      record: unit({
        "workspace_marketplace.apps_access_options": { accessLevel: "ALLOW_ALL", allowAllInternalApps: false },
      }),
      outcome: "fail",
    },
    {
      name: "Google's documented default",
      record: unitByDefault({
        "workspace_marketplace.apps_access_options": { accessLevel: "ALLOW_ALL", allowAllInternalApps: false },
      }),
      outcome: "fail",
    },
    {
      name: "no apps, but all internal ones are ticked (GWS-09)",
      record: unit({
        "workspace_marketplace.apps_access_options": { accessLevel: "ALLOW_NONE", allowAllInternalApps: true },
      }),
      outcome: "fail",
    },
    {
      name: "internal ones ticked where your rule allows it",
      record: unit({
        "workspace_marketplace.apps_access_options": { accessLevel: "ALLOW_NONE", allowAllInternalApps: true },
      }),
      params: { allInternalApps: "allowed" },
      outcome: "pass",
    },
    {
      name: "internal apps not stated",
      record: unit({ "workspace_marketplace.apps_access_options": { accessLevel: "ALLOW_NONE" } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
