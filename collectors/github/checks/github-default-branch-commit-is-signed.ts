import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { defaultBranchCommitKind } from "../evidence.ts";
import { commit, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-default-branch-commit-is-signed",
  version: 1,
  title: "Commits on the default branch are signed",
  rationale: "Name and address of an unsigned commit are whatever somebody typed.",
  severity: "low",
  over: defaultBranchCommitKind,
  params: z.object({}),
  remediation: "Sign commits; merges through GitHub are signed by GitHub.",
  expected: () => "each commit of the period on a default branch has a valid signature",
  test(record) {
    const { state, valid, by_github: github } = stated(record, "signature");
    if (valid) return pass(github === true ? "signed by GitHub" : "valid signature");
    // GitHub could not verify: that says nothing about the commit.
    if (state.startsWith("gpgverify_")) return undetermined("provider-error", state);
    return fail(`signature: ${state}`);
  },
  examples: [
    { name: "signed", record: commit({ signature: { state: "valid", valid: true } }), outcome: "pass" },
    {
      name: "signed by GitHub",
      record: commit({ signature: { state: "valid", valid: true, by_github: true } }),
      outcome: "pass",
    },
    { name: "unsigned", record: commit({ signature: { state: "unsigned", valid: false } }), outcome: "fail" },
    { name: "unknown key", record: commit({ signature: { state: "unknown_key", valid: false } }), outcome: "fail" },
    {
      name: "GitHub could not verify",
      record: commit({ signature: { state: "gpgverify_unavailable", valid: false } }),
      outcome: "undetermined",
      reason: "provider-error",
    },
    { name: "not stated", record: commit(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
