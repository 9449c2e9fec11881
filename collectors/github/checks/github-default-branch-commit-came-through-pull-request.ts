import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { defaultBranchCommitKind } from "../evidence.ts";
import { commit, plainLogin, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-commit-came-through-pull-request",
  version: 1,
  title: "Changes reach the default branch by pull request",
  rationale: "A direct push is a change that nobody else had to see.",
  severity: "high",
  over: defaultBranchCommitKind,
  params: z.object({
    mayPush: z
      .array(z.string())
      .default([])
      .describe("logins of programs that may push, such as release tools. origin: our default, none"),
  }),
  remediation: "Review the commit; require pull requests for everybody, or name the program that may push.",
  expected: () =>
    "each commit of the period on a default branch came by a merged pull request, or from one of the authors that the parameter allows",
  test(record, ctx) {
    const direct = stated(record, "direct");
    const observed = `${record.oid.slice(0, 10)} by ${record.author ?? "an address of no account"}, ${record.committed_at.slice(0, 10)}`;
    if (!direct) return pass(`${observed}: pull request ${record.pull_request ?? "merged"}`);
    const author = record.author === null ? undefined : plainLogin(record.author);
    return author !== undefined && ctx.params.mayPush.map(plainLogin).includes(author)
      ? pass(`${observed}: pushed, as the parameter allows`)
      : fail(`${observed}: pushed without a pull request`);
  },
  examples: [
    { name: "by a pull request", record: commit({ direct: false, pull_request: 12 }), outcome: "pass" },
    { name: "pushed", record: commit({ direct: true, pull_request: null }), outcome: "fail" },
    {
      name: "pushed by nobody known",
      record: commit({ author: null, direct: true, pull_request: null }),
      outcome: "fail",
    },
    {
      name: "pushed by a program that may",
      record: commit({ author: "release-helper[bot]", direct: true, pull_request: null }),
      params: { mayPush: ["release-helper"] },
      outcome: "pass",
    },
    { name: "not stated", record: commit(), outcome: "undetermined", reason: "schema-mismatch" },
    { name: "null", record: commit({ direct: null }), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
