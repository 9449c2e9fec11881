import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { repositorySecurityKind } from "../evidence.ts";
import { refused, security, setAside, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-accepts-private-reports",
  version: 1,
  title: "Public repositories accept private reports of weaknesses",
  rationale: "Without a private way the choice is between silence and telling everybody.",
  severity: "low",
  over: repositorySecurityKind,
  params: z.object({}),
  remediation: "Turn on private vulnerability reporting.",
  expected: () => "private vulnerability reporting is on for a public repository",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    if (stated(record, "visibility") !== "public")
      return notApplicable(`${record.visibility} repository: only public ones can have it`);
    if (record.not_available?.includes("private_vulnerability_reporting") === true)
      return undetermined("not-licensed", "private_vulnerability_reporting is not available for this repository");
    return stated(record, "private_vulnerability_reporting_enabled")
      ? pass("private vulnerability reporting is on")
      : fail("private vulnerability reporting is off");
  },
  examples: [
    {
      name: "on",
      record: security({ visibility: "public", private_vulnerability_reporting_enabled: true }),
      outcome: "pass",
    },
    {
      name: "off",
      record: security({ visibility: "public", private_vulnerability_reporting_enabled: false }),
      outcome: "fail",
    },
    {
      name: "not available on the plan",
      record: security({ visibility: "public", not_available: ["private_vulnerability_reporting"] }),
      outcome: "undetermined",
      reason: "not-licensed",
    },
    {
      name: "refused",
      record: security({ visibility: "public", ...refused("repos/get", "private_vulnerability_reporting_enabled") }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "null",
      record: security({ visibility: "public", private_vulnerability_reporting_enabled: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "GH-13: archived", record: security({ visibility: "public", archived: true }), outcome: "not-applicable" },
    {
      name: "private",
      record: security({ private_vulnerability_reporting_enabled: false }),
      outcome: "not-applicable",
    },
  ],
});
