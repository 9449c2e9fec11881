import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { flagOf, listOf, overSetting, overrides, unit } from "../policy/index.ts";

export default defineCheck({
  id: "google-service-apis-are-restricted",
  version: 1,
  title: "APIs to mail, files and administration are restricted",
  rationale: "An unrestricted API can be used by every app that somebody consented to, approved or not.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({
    restricted: z
      .array(z.string())
      .min(1)
      .default(["GMAIL_ALL", "DRIVE_ALL", "GSUITE_ADMIN_ALL"])
      .describe(
        "groups of scopes, in Google's words. origin: our default, after CIS Google Workspace and CISA SCuBA GWS.COMMONCONTROLS.10.1",
      ),
  }),
  remediation:
    "In API controls, restrict the Google services that hold the data that matters, so that only trusted apps reach them.",
  expected: ({ restricted }) => `access to ${restricted.join(", ")} is restricted to trusted apps`,
  test(record, ctx) {
    return overSetting(record, { type: "api_controls.google_services" }, (value) => {
      const services = listOf(value, "services") as readonly Readonly<Record<string, unknown>>[];
      const states = ctx.params.restricted.map((group) => {
        // A service counts as restricted when its high-risk scopes are: those are the ones that read content.
        const names = [group, group.replace(/_ALL$/, "_HIGH_RISK")];
        const listed = services.filter(({ scopesGroup }) => names.some((name) => name === scopesGroup));
        return { group, open: listed.length === 0 ? undefined : listed.every((one) => flagOf(one, "isEnabled")) };
      });
      const open = states.filter((state) => state.open === true).map(({ group }) => group);
      if (open.length > 0) return fail(`not restricted: ${open.join(", ")}`);
      const missing = states.filter((state) => state.open === undefined).map(({ group }) => group);
      return missing.length === 0
        ? pass("all of them are restricted")
        : undetermined("schema-mismatch", `not listed, and therefore probably not restricted: ${missing.join(", ")}`);
    });
  },
  examples: [
    {
      name: "mail and files restricted",
      record: unit({
        "api_controls.google_services": {
          services: [
            { scopesGroup: "GMAIL_ALL", isEnabled: false },
            { scopesGroup: "DRIVE_ALL", isEnabled: false },
            { scopesGroup: "GSUITE_ADMIN_ALL", isEnabled: false },
          ],
        },
      }),
      outcome: "pass",
    },
    {
      name: "mail open",
      record: unit({
        "api_controls.google_services": {
          services: [
            { scopesGroup: "GMAIL_ALL", isEnabled: true },
            { scopesGroup: "DRIVE_ALL", isEnabled: false },
          ],
        },
      }),
      outcome: "fail",
    },
    {
      name: "files open, where only mail matters",
      record: unit({
        "api_controls.google_services": {
          services: [
            { scopesGroup: "GMAIL_ALL", isEnabled: false },
            { scopesGroup: "DRIVE_ALL", isEnabled: true },
          ],
        },
      }),
      params: { restricted: ["GMAIL_ALL"] },
      outcome: "pass",
    },
    {
      name: "only the high-risk scopes of mail restricted",
      record: unit({
        "api_controls.google_services": { services: [{ scopesGroup: "GMAIL_HIGH_RISK", isEnabled: false }] },
      }),
      params: { restricted: ["GMAIL_ALL"] },
      outcome: "pass",
    },
    {
      name: "files not stated",
      record: unit({ "api_controls.google_services": { services: [{ scopesGroup: "GMAIL_ALL", isEnabled: false }] } }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "a group that overrides nothing here", record: overrides({}), outcome: "not-applicable" },
    { name: "nothing is stated for the unit", record: unit({}), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
