import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { ACCOUNT } from "../../_aws/policy/index.ts";
import { securityContactKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-account-security-contact-is-registered",
  version: 1,
  title: "AWS knows whom to tell about security",
  rationale:
    "AWS writes to this contact about leaked keys and abuse; otherwise to root's mailbox, which nobody may read.",
  severity: "medium",
  over: securityContactKind,
  params: z.object({}),
  remediation: "Register the alternate contact for security of the account, with a team address.",
  expected: () => "an alternate contact of type SECURITY is registered (CIS AWS Foundations 3.0 1.2)",
  test(record) {
    return record.Registered ? pass("a security contact is registered") : fail("no security contact is registered");
  },
  examples: [
    { name: "registered", record: { AccountId: ACCOUNT, Registered: true }, outcome: "pass" },
    { name: "not registered", record: { AccountId: ACCOUNT, Registered: false }, outcome: "fail" },
  ],
});
