import { defineCheck, fail, notApplicable, pass, Undetermined } from "#sdk";
import * as z from "zod";
import {
  ADMINISTRATOR_ACCESS,
  ADMINISTRATOR_POLICY,
  administration,
  administrationText,
  allow,
  attached,
  boundary,
  credential,
  document,
  flag,
  inline,
  key,
  password,
  policyArn,
  user,
  userIdentity,
} from "../../_aws/policy/index.ts";
import { credentialKind, groupKind, policyKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-administrator-has-mfa",
  version: 1,
  title: "Administrators have a second factor",
  rationale: "A stolen password or key of an administrator is the whole account.",
  severity: "critical",
  over: userKind,
  reads: [policyKind, groupKind, credentialKind],
  params: z.object({}),
  remediation: "Register MFA for the user, or remove the administrative permissions.",
  expected: () => "each IAM user who is effectively an administrator has MFA",
  test(record, ctx) {
    const who = userIdentity(record, { policies: ctx.read(policyKind), groups: ctx.read(groupKind) });
    const text = administrationText(administration(who));
    if (text === undefined) {
      if (who.unknown[0] !== undefined) throw who.unknown[0];
      return notApplicable("no administrator");
    }
    if (who.boundaryUnknown !== undefined) throw who.boundaryUnknown;
    const row = ctx.read(credentialKind).get(record.Arn);
    if (row === undefined)
      throw new Undetermined(
        "stale-source",
        `${text}; not in the credential report: created after it was made, or deleted`,
      );
    return flag(row, "mfa_active") ? pass(`${text}; with MFA`) : fail(`${text}; without MFA`);
  },
  examples: [
    {
      name: "administrator with MFA",
      record: user("ana", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
      reads: {
        "aws-iam.policy": [ADMINISTRATOR_POLICY],
        "aws-iam.credential": [credential("ana", { ...password(9, 1), mfa_active: "true" })],
      },
      outcome: "pass",
    },
    {
      name: "administrator without MFA",
      record: user("ana", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
      reads: { "aws-iam.policy": [ADMINISTRATOR_POLICY], "aws-iam.credential": [credential("ana", password(9, 1))] },
      outcome: "fail",
    },
    {
      name: "administrator by access key only, without MFA",
      record: user("deploy", { UserPolicyList: [inline("all", document(allow("*")))] }),
      reads: { "aws-iam.credential": [credential("deploy", key(1, 9, 1))] },
      outcome: "fail",
    },
    { name: "no administrator", record: user("ana"), outcome: "not-applicable" },
    {
      name: "administrator after the report was made",
      record: user("new", { UserPolicyList: [inline("all", document(allow("*")))] }),
      outcome: "undetermined",
      reason: "stale-source",
    },
    {
      name: "policies not seen",
      record: user("ana", { AttachedManagedPolicies: [attached(policyArn("app"))] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "boundary not seen",
      record: user("ana", {
        AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)],
        PermissionsBoundary: boundary(policyArn("limit")),
      }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
