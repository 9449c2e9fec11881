import { defineCheck } from "#sdk";
import * as z from "zod";
import { repositorySecurityKind } from "../evidence.ts";
import { featureExamples, judgeFeature, setAside } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-dependabot-alerts-are-on",
  version: 1,
  title: "Known weaknesses of dependencies raise alerts",
  rationale: "Most code is other people's code, and its weaknesses are published.",
  severity: "high",
  over: repositorySecurityKind,
  params: z.object({}),
  remediation: "Turn on Dependabot alerts, best by an enforced code security configuration.",
  expected: () => "Dependabot alerts are on",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    return judgeFeature(record, "dependabot_alerts", "Dependabot alerts are");
  },
  examples: featureExamples("dependabot_alerts"),
});
