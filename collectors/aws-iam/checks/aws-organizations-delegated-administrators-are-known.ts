import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { OTHER_ACCOUNT, STRANGER } from "../../_aws/policy/index.ts";
import { delegatedAdministratorKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-organizations-delegated-administrators-are-known",
  version: 1,
  title: "Delegated administrators are known",
  rationale: "A delegated administrator acts for the whole organization in its service.",
  severity: "high",
  over: delegatedAdministratorKind,
  params: z.object({
    knownAccounts: z
      .array(z.string().regex(/^\d{12}$/))
      .default([])
      .describe("account numbers. origin: our default, none: whoever is expected must be named"),
  }),
  remediation: "Remove delegations that nobody asked for; name the accounts of the others in the parameter.",
  expected: ({ knownAccounts }) =>
    `each delegated administrator is one of ${knownAccounts.length} accounts that the parameter names`,
  test(record, ctx) {
    const observed = `${record.Id}${record.Name === undefined ? "" : ` (${record.Name})`}`;
    return ctx.params.knownAccounts.includes(record.Id)
      ? pass(observed)
      : fail(`${observed} is not among the parameter knownAccounts`);
  },
  examples: [
    {
      name: "known",
      record: { Id: OTHER_ACCOUNT, Name: "security" },
      params: { knownAccounts: [OTHER_ACCOUNT] },
      outcome: "pass",
    },
    { name: "unknown", record: { Id: STRANGER }, params: { knownAccounts: [OTHER_ACCOUNT] }, outcome: "fail" },
    { name: "nobody named", record: { Id: OTHER_ACCOUNT }, outcome: "fail" },
  ],
});
