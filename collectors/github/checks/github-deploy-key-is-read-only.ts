import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { deployKeyKind } from "../evidence.ts";
import { daysAgo, deployKey } from "../policy/index.ts";

export default defineCheck({
  id: "github-deploy-key-is-read-only",
  version: 1,
  title: "Deploy keys only read",
  rationale: "A key that may write changes code without a person and without a second factor.",
  severity: "medium",
  over: deployKeyKind,
  params: z.object({}),
  remediation: "Replace the key by one that reads, or by a GitHub App.",
  expected: () => "each deploy key is read-only",
  test(record) {
    if (record.enabled === false) return notApplicable("disabled by the organization's policy");
    return record.read_only ? pass(`${record.title} reads`) : fail(`${record.title} may write`);
  },
  examples: [
    { name: "reads", record: deployKey(), outcome: "pass" },
    { name: "writes", record: deployKey({ read_only: false }), outcome: "fail" },
    {
      name: "disabled",
      record: deployKey({ enabled: false, read_only: false, created_at: daysAgo(900), last_used: daysAgo(900) }),
      outcome: "not-applicable",
    },
  ],
});
