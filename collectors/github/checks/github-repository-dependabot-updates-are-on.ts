import { defineCheck } from "#sdk";
import * as z from "zod";
import { repositorySecurityKind } from "../evidence.ts";
import { featureExamples, judgeFeature, setAside } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-dependabot-updates-are-on",
  version: 1,
  title: "Fixes for dependencies arrive as pull requests",
  rationale: "An alert asks for work; a pull request brings the work done.",
  severity: "medium",
  over: repositorySecurityKind,
  params: z.object({}),
  remediation: "Turn on Dependabot security updates, or show the other tool that brings updates.",
  expected: () => "Dependabot security updates are on",
  test(record) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    return judgeFeature(record, "dependabot_security_updates", "Dependabot security updates are");
  },
  examples: featureExamples("dependabot_security_updates"),
});
