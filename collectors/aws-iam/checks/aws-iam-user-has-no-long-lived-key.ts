import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  activeKeys,
  createdAt,
  credential,
  dated,
  isRoot,
  key,
  password,
  reportDaysAgo,
  rootRow,
} from "../../_aws/policy/index.ts";
import { credentialKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-has-no-long-lived-key",
  version: 1,
  title: "Programs use temporary credentials",
  rationale: "An access key works until somebody revokes it; role sessions end by themselves.",
  severity: "medium",
  over: credentialKind,
  params: z.object({
    exceptUsers: z
      .array(z.string())
      .default([])
      .describe("names of users that must keep a key. origin: our default, nobody"),
  }),
  remediation:
    "Use roles: instance profiles, IRSA or EKS Pod Identity, OIDC federation for CI, IAM Roles Anywhere; then delete the key.",
  expected: () => "no IAM user has an active access key, but those that the parameter names",
  test(record, ctx) {
    if (isRoot(record)) return notApplicable("the root user: judged by the checks of the root user");
    const keys = activeKeys(record);
    if (keys.length === 0) return pass("no active access key");
    const observed = keys
      .map((key) => `access key ${key.slot} active, created ${dated(createdAt(record, key), ctx.evidenceAt)}`)
      .join("; ");
    return ctx.params.exceptUsers.includes(record.user)
      ? notApplicable(`excepted by the parameter exceptUsers: ${observed}`)
      : fail(observed);
  },
  examples: [
    { name: "no key", record: credential("ana", password(10, 1)), outcome: "pass" },
    { name: "an active key", record: credential("deploy", key(1, 10, 1)), outcome: "fail" },
    {
      name: "an excepted user",
      record: credential("legacy", key(1, 10, 1)),
      params: { exceptUsers: ["legacy"] },
      outcome: "not-applicable",
    },
    {
      name: "inactive key",
      record: credential("deploy", { access_key_1_last_rotated: reportDaysAgo(10) }),
      outcome: "pass",
    },
    { name: "IAM-22: the root row", record: rootRow(), outcome: "not-applicable" },
    {
      name: "unknown text",
      record: credential("deploy", { access_key_1_active: "?" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
