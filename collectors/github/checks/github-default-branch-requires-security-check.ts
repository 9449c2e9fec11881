import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { NO_BRANCH_EXAMPLES, branch, branchAside, branchUnseen, required, unseenProtection } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-security-check",
  version: 1,
  title: "A security check is required before merging",
  rationale: "A scan that does not block is read after the release.",
  severity: "medium",
  over: branchProtectionKind,
  params: z.object({
    securityWords: z
      .array(z.string().min(1))
      .default([
        "codeql",
        "code scanning",
        "semgrep",
        "snyk",
        "sonar",
        "trivy",
        "grype",
        "checkov",
        "gitleaks",
        "trufflehog",
        "zizmor",
        "gosec",
        "bandit",
        "brakeman",
        "dependency-review",
        "dependency review",
        "sast",
        "security",
      ])
      .describe("lower-case parts of names of security checks. origin: our default, names of common tools"),
  }),
  remediation: "Add the rule that requires code scanning results, or make the check of your security scanner required.",
  expected: () =>
    "code scanning results are required by a ruleset, or a required status check is named after a security tool",
  test(record, ctx) {
    const aside = branchAside(record);
    if (aside !== undefined) return aside;
    const { code_scanning: scanning, required_status_checks: contexts, status_checks: checks } = record.effective;
    if (scanning.required === true) return pass(`code scanning results: by ${scanning.by.join(", ")}`);
    const named = contexts?.filter((context) =>
      ctx.params.securityWords.some((word) => context.toLowerCase().includes(word)),
    );
    if (named !== undefined && named.length > 0) return pass(`required check ${named.join(", ")}`);
    if (scanning.required === null || checks.required === null || contexts === null)
      throw unseenProtection(record, "required checks");
    return fail(
      contexts.length === 0
        ? "no status check is required"
        : `none of the required checks is named after a security tool: ${contexts.slice(0, 10).join(", ")}`,
    );
  },
  examples: [
    { name: "a rule on code scanning", record: branch({ code_scanning: required() }), outcome: "pass" },
    {
      name: "a required CodeQL check",
      record: branch({ status_checks: required(), required_status_checks: ["build", "CodeQL"] }),
      outcome: "pass",
    },
    {
      name: "only the build",
      record: branch({ status_checks: required(), required_status_checks: ["build"] }),
      outcome: "fail",
    },
    {
      name: "own name of a scanner",
      record: branch({ status_checks: required(), required_status_checks: ["warden"] }),
      params: { securityWords: ["warden"] },
      outcome: "pass",
    },
    { name: "nothing required", record: branch(), outcome: "fail" },
    {
      name: "GH-06: contexts not readable",
      record: branchUnseen("required_status_checks"),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "rules not readable", record: branchUnseen("code_scanning"), outcome: "undetermined", reason: "denied" },
    ...NO_BRANCH_EXAMPLES,
  ],
});
