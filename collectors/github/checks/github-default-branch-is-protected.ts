import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { branchProtectionKind } from "../evidence.ts";
import {
  NOT_SEEN,
  NO_BRANCH_EXAMPLES,
  branch,
  branchAside,
  branchUnseen,
  inForceText,
  required,
  unseenProtection,
} from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-is-protected",
  version: 1,
  title: "The default branch is protected, by name",
  rationale: "Where nothing stands before a push, everybody who may write may change what is built and deployed.",
  severity: "high",
  over: branchProtectionKind,
  params: z.object({
    gates: z
      .array(
        z.enum([
          "pull_request",
          "approving_review",
          "status_checks",
          "restricted_pushes",
          "merge_queue",
          "workflows",
          "code_scanning",
          "no_force_pushes",
          "no_deletion",
        ]),
      )
      .default(["pull_request", "approving_review", "status_checks", "restricted_pushes", "merge_queue", "workflows"])
      .describe(
        "requirements that count as protection: those that stand before a push. origin: our default; linear history and signatures alone protect nothing",
      ),
  }),
  remediation: "Protect the default branch by an organization ruleset: pull requests, reviews, status checks.",
  expected: ({ gates }) => `at least one of these is in force on the default branch: ${gates.join(", ")}`,
  test(record, ctx) {
    const aside = branchAside(record);
    if (aside !== undefined) return aside;
    const gates = ctx.params.gates.map((name) => record.effective[name].required);
    if (gates.includes(true)) return pass(inForceText(record));
    if (gates.includes(null)) throw unseenProtection(record, "default branch");
    return fail(`nothing stands before a push; ${inForceText(record)}`);
  },
  examples: [
    {
      name: "pull requests by a ruleset",
      record: branch({ pull_request: required(), no_force_pushes: required() }),
      outcome: "pass",
    },
    {
      name: "named people by classic protection",
      record: branch({ restricted_pushes: required("classic") }, { classic: { state: "protected" } }),
      outcome: "pass",
    },
    {
      name: "protected by a ruleset while classic protection is not readable",
      record: branch({ pull_request: required() }, { classic: { state: "unknown" } }),
      outcome: "pass",
    },
    { name: "nothing", record: branch(), outcome: "fail" },
    {
      name: "GH-04: an active ruleset that holds only linear history",
      record: branch({ linear_history: required() }),
      outcome: "fail",
    },
    {
      name: "only forced pushes are blocked, where that is enough",
      record: branch({ no_force_pushes: required() }),
      params: { gates: ["no_force_pushes"] },
      outcome: "pass",
    },
    {
      name: "GH-06: 404 Branch not protected",
      record: branch({}, { classic: { state: "not-protected" } }),
      outcome: "fail",
    },
    { name: "GH-06: 404 Not Found", record: branchUnseen("pull_request"), outcome: "undetermined", reason: "denied" },
    {
      name: "unknown without a note",
      record: branch({ merge_queue: NOT_SEEN }, { rules: { state: "unknown", items: [] } }),
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "the plan has no protection for private repositories",
      record: branch({}, { classic: { state: "not-available" } }),
      outcome: "fail",
    },
    ...NO_BRANCH_EXAMPLES,
  ],
});
