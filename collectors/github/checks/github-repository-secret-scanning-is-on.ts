import { defineCheck } from "#sdk";
import * as z from "zod";
import { repositorySecurityKind } from "../evidence.ts";
import { featureExamples, judgeFeature, setAside } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-secret-scanning-is-on",
  version: 1,
  title: "Repositories are searched for secrets",
  rationale: "A key in the history is found by others when it is not found by oneself.",
  severity: "high",
  over: repositorySecurityKind,
  params: z.object({}),
  remediation: "Turn on secret scanning, best by an enforced code security configuration.",
  expected: () => "secret scanning is on",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    return judgeFeature(record, "secret_scanning", "secret scanning is");
  },
  examples: featureExamples("secret_scanning"),
});
