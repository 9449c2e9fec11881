import { defineCheck } from "#sdk";
import * as z from "zod";
import { effectiveSettingsKind } from "../evidence.ts";
import { mustBeOneOf, overSetting, settingExamples, unit } from "../policy/index.ts";

const KNOWN = ["ALLOWLISTED_DOMAINS", "DISALLOWED", "ALLOWED"] as const;

export default defineCheck({
  id: "google-drive-external-sharing-is-restricted",
  version: 1,
  title: "Files are shared with known domains only, or with nobody outside",
  rationale: "Where anybody may share with anybody, the organization does not know where its files are.",
  severity: "high",
  over: effectiveSettingsKind,
  params: z.object({
    allowed: z
      .array(z.enum(KNOWN))
      .min(1)
      .default(["ALLOWLISTED_DOMAINS", "DISALLOWED"])
      .describe("sharing modes. origin: CISA SCuBA GWS.DRIVEDOCS.1.1, CIS Google Workspace"),
  }),
  remediation:
    "Limit sharing outside the organization to allow-listed domains, or switch it off, with named exceptions by org unit.",
  expected: ({ allowed }) => `sharing outside is one of: ${allowed.join(", ")}`,
  test(record, ctx) {
    return overSetting(record, { type: "drive_and_docs.external_sharing", service: "drive_and_docs" }, (value) =>
      mustBeOneOf(value, "externalSharingMode", KNOWN, ctx.params.allowed),
    );
  },
  examples: [
    ...settingExamples({ type: "drive_and_docs.external_sharing", service: "drive_and_docs" }, "externalSharingMode", {
      wanted: "ALLOWLISTED_DOMAINS",
      otherwise: "ALLOWED",
      byDefault: "ALLOWED",
    }),
    {
      name: "where your criterion allows it",
      record: unit({ "drive_and_docs.external_sharing": { externalSharingMode: "ALLOWED" } }),
      params: { allowed: ["ALLOWED"] },
      outcome: "pass",
    },
  ],
});
