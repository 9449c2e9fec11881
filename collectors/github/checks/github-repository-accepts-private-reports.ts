import { defineCheck, notApplicable } from "#sdk";
import * as z from "zod";
import { repositorySecurityKind } from "../evidence.ts";
import { featureExamples, judgeFeature, security, setAside, stated } from "../policy/index.ts";

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
    return judgeFeature(record, "private_vulnerability_reporting", "private vulnerability reporting is");
  },
  examples: [
    ...featureExamples("private_vulnerability_reporting", { visibility: "public" }),
    {
      name: "private",
      record: security({ private_vulnerability_reporting_enabled: false }),
      outcome: "not-applicable",
    },
  ],
});
