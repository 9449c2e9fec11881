import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import {
  archivedBranch,
  branch,
  branchAside,
  branchUnseen,
  emptyBranch,
  inForceText,
  required,
  unseenProtection,
} from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-requires-two-reviews",
  version: 1,
  title: "The default branch takes changes with two approvals",
  rationale: "One approval can be had from a friend; two are harder to arrange.",
  severity: "low",
  over: branchProtectionKind,
  params: z.object({
    minApprovals: z.number().int().positive().default(2).describe("approvals. origin: CIS software supply chain 1.1.3"),
  }),
  remediation: "Require two approving reviews on repositories with sensitive code.",
  expected: ({ minApprovals }) => `${minApprovals} or more approving reviews are required on the default branch`,
  test(record, ctx) {
    const aside = branchAside(record);
    if (aside !== undefined) return aside;
    const count = record.effective.required_approving_review_count;
    const { required, by } = record.effective.approving_review;
    if (count !== null && count >= ctx.params.minApprovals && required === true)
      return pass(`${count} approving ${count === 1 ? "review" : "reviews"}: by ${by.join(", ")}`);
    if (count === null || required === null) throw unseenProtection(record, "approving reviews");
    return fail(`${required ? count : 0} approving reviews required; ${inForceText(record)}`);
  },
  examples: [
    {
      name: "enough, by a ruleset",
      record: branch({ pull_request: required(), approving_review: required(), required_approving_review_count: 2 }),
      outcome: "pass",
    },
    {
      name: "enough, by classic protection",
      record: branch({ approving_review: required("classic"), required_approving_review_count: 2 }),
      outcome: "pass",
    },
    {
      name: "one too few",
      record: branch({ pull_request: required(), approving_review: required(), required_approving_review_count: 1 }),
      outcome: "fail",
    },
    { name: "no rule", record: branch(), outcome: "fail" },
    {
      name: "count not readable",
      record: branchUnseen("required_approving_review_count"),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "GH-06: review not readable",
      record: branchUnseen("approving_review"),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "GH-13: archived", record: archivedBranch(), outcome: "not-applicable" },
    { name: "empty repository", record: emptyBranch(), outcome: "not-applicable" },
  ],
});
