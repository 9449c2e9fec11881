import { defineCheck } from "#sdk";
import * as z from "zod";
import { repositorySecurityKind } from "../evidence.ts";
import { featureExamples, judgeFeature, setAside } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-push-protection-is-on",
  version: 1,
  title: "Pushes with secrets are refused",
  rationale: "A secret that never enters the history need not be replaced.",
  severity: "high",
  over: repositorySecurityKind,
  params: z.object({}),
  remediation: "Turn on push protection, best by an enforced code security configuration.",
  expected: () => "push protection for secrets is on",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    return judgeFeature(record, "secret_scanning_push_protection", "push protection is");
  },
  examples: featureExamples("secret_scanning_push_protection"),
});
