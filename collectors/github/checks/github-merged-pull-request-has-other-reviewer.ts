import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { mergedPullRequestKind } from "../evidence.ts";
import { plainLogin, pullRequest } from "../policy/index.ts";

export default defineCheck({
  id: "github-merged-pull-request-has-other-reviewer",
  version: 1,
  title: "Merged changes were approved by somebody else",
  rationale: "The rule says what should be; the merged change shows what was.",
  severity: "high",
  over: mergedPullRequestKind,
  params: z.object({
    programs: z
      .array(z.string())
      .default(["github-actions", "dependabot", "renovate", "mergify", "copilot-pull-request-reviewer"])
      .describe("logins whose approval is no person's. origin: our default, names of common programs"),
  }),
  remediation: "Review the change now; find out how it was merged without an approval, and close that way.",
  expected: () =>
    "each pull request merged into a default branch within the period has an approval by a person other than its author",
  test(record, ctx) {
    if (!record.base_is_default) return notApplicable(`merged into ${record.base}, not the default branch`);
    const author = record.author === null ? undefined : plainLogin(record.author);
    const programs = ctx.params.programs.map(plainLogin);
    const others = record.approvers.filter(({ login }) => {
      const plain = plainLogin(login);
      return plain !== author && !programs.includes(plain) && !login.endsWith("[bot]");
    });
    const by = record.author ?? "an account that no longer exists";
    if (others.length > 0) return pass(`by ${by}, approved by ${others.map(({ login }) => login).join(", ")}`);
    if (record.approvals_total > record.approvers.length)
      return undetermined(
        "truncated",
        `by ${by}; ${record.approvals_total} approvals, of which ${record.approvers.length} were read`,
      );
    return fail(
      record.approvers.length === 0
        ? `by ${by}, approved by nobody`
        : `by ${by}, approved only by ${record.approvers.map(({ login }) => login).join(", ")}`,
    );
  },
  examples: [
    {
      name: "approved by another",
      record: pullRequest({ approvers: [{ login: "ben" }], approvals_total: 1 }),
      outcome: "pass",
    },
    { name: "approved by nobody", record: pullRequest(), outcome: "fail" },
    {
      name: "approved by the author",
      record: pullRequest({ approvers: [{ login: "Ana" }], approvals_total: 1 }),
      outcome: "fail",
    },
    {
      name: "approved by a program",
      record: pullRequest({ approvers: [{ login: "github-actions" }], approvals_total: 1 }),
      outcome: "fail",
    },
    {
      name: "approved by an App",
      record: pullRequest({ approvers: [{ login: "merge-helper[bot]" }], approvals_total: 1 }),
      outcome: "fail",
    },
    {
      name: "made by a program, approved by a person",
      record: pullRequest({
        author: "dependabot",
        author_type: "Bot",
        approvers: [{ login: "ana" }],
        approvals_total: 1,
      }),
      outcome: "pass",
    },
    {
      name: "made by an account that is gone, approved by a person",
      record: pullRequest({ author: null, approvers: [{ login: "ben" }], approvals_total: 1 }),
      outcome: "pass",
    },
    {
      name: "the list of approvals was cut",
      record: pullRequest({ approvers: [{ login: "ana" }], approvals_total: 7 }),
      outcome: "undetermined",
      reason: "truncated",
    },
    {
      name: "into another branch",
      record: pullRequest({ base: "release-1", base_is_default: false, checks: "FAILURE" }),
      outcome: "not-applicable",
    },
  ],
});
