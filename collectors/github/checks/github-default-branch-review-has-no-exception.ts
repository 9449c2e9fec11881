import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import { NO_BRANCH_EXAMPLES, branch, branchAside, branchUnseen, required, unseenProtection } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-review-has-no-exception",
  version: 1,
  title: "Nobody is excepted from review on the default branch",
  rationale: "Classic protection can name people who merge without a pull request: each is a way round review.",
  severity: "medium",
  over: branchProtectionKind,
  params: z.object({}),
  remediation: "Remove the people, teams and Apps that may bypass required pull requests.",
  expected: () =>
    "classic protection of the default branch excepts nobody from required pull requests; exceptions of rulesets are judged by github-ruleset-has-no-standing-bypass",
  test(record) {
    const aside = branchAside(record);
    if (aside !== undefined) return aside;
    const { state, required_pull_request_reviews: reviews } = record.classic;
    if (state === "unknown") throw unseenProtection(record, "classic protection");
    if (state !== "protected") return notApplicable(`classic protection: ${state}`);
    if (reviews === null || reviews === undefined) return notApplicable("classic protection requires no pull request");
    const excepted = known(reviews.bypass_allowances, "bypass_allowances");
    return excepted === 0
      ? pass("nobody is excepted")
      : fail(
          `${excepted} ${excepted === 1 ? "person, team or App is" : "people, teams or Apps are"} excepted from pull requests`,
        );
  },
  examples: [
    {
      name: "nobody",
      record: branch(
        { pull_request: required("classic") },
        {
          classic: {
            state: "protected",
            required_pull_request_reviews: { required_approving_review_count: 1, bypass_allowances: 0 },
          },
        },
      ),
      outcome: "pass",
    },
    {
      name: "two",
      record: branch(
        { pull_request: required("classic") },
        {
          classic: {
            state: "protected",
            required_pull_request_reviews: { required_approving_review_count: 1, bypass_allowances: 2 },
          },
        },
      ),
      outcome: "fail",
    },
    { name: "no classic protection", record: branch(), outcome: "not-applicable" },
    {
      name: "no review by classic protection",
      record: branch({}, { classic: { state: "protected", required_pull_request_reviews: null } }),
      outcome: "not-applicable",
    },
    {
      name: "not stated",
      record: branch(
        {},
        { classic: { state: "protected", required_pull_request_reviews: { required_approving_review_count: 1 } } },
      ),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "GH-06: classic protection not readable",
      record: branchUnseen("pull_request"),
      outcome: "undetermined",
      reason: "denied",
    },
    ...NO_BRANCH_EXAMPLES,
  ],
});
