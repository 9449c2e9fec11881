import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { credential, hasPassword, isRoot, key, password, rootRow } from "../../_aws/policy/index.ts";
import { credentialKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-person-signs-in-through-federation",
  version: 1,
  title: "Persons sign in through federation",
  rationale: "A password in IAM survives the end of employment; an account of the identity provider does not.",
  severity: "medium",
  over: credentialKind,
  params: z.object({
    breakGlassUsers: z.array(z.string()).default([]).describe("names of emergency users. origin: our default, nobody"),
  }),
  remediation:
    "Give people access by IAM Identity Center or SAML and remove their console passwords; name break-glass users in the parameter.",
  expected: () =>
    "no IAM user has a console password, but the break-glass users that the parameter names (CIS AWS Foundations 3.0 1.21)",
  test(record, ctx) {
    if (isRoot(record)) return notApplicable("the root user: judged by the checks of the root user");
    if (!hasPassword(record)) return pass("no console password");
    return ctx.params.breakGlassUsers.includes(record.user)
      ? notApplicable("a break-glass user by the parameter breakGlassUsers")
      : fail("signs in with a console password of IAM");
  },
  examples: [
    { name: "no console password", record: credential("deploy", key(1, 10, 1)), outcome: "pass" },
    { name: "console password", record: credential("ana", password(10, 1)), outcome: "fail" },
    {
      name: "break-glass user",
      record: credential("break-glass", password(10)),
      params: { breakGlassUsers: ["break-glass"] },
      outcome: "not-applicable",
    },
    { name: "FALSE in upper case", record: credential("deploy", { password_enabled: "FALSE" }), outcome: "pass" },
    { name: "IAM-22: the root row", record: rootRow(), outcome: "not-applicable" },
    {
      name: "unknown text",
      record: credential("ana", { password_enabled: "yes" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
