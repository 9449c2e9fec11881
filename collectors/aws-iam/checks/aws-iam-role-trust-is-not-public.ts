import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import {
  callerRestriction,
  document,
  evaluateCondition,
  role,
  trustedPrincipals,
  trusts,
} from "../../_aws/policy/index.ts";
import { roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-trust-is-not-public",
  version: 1,
  title: "No role can be assumed by everybody",
  rationale: "A trust policy that admits everybody makes the role's permissions public.",
  severity: "critical",
  over: roleKind,
  params: z.object({}),
  remediation: "Name the principals, or hold the statement to the organization by aws:PrincipalOrgID.",
  expected: () =>
    "no trust statement admits everybody (*, NotPrincipal) without a condition that says who calls: organization, account or principal; an external id or an address does not",
  test(record) {
    const open = trustedPrincipals(record.AssumeRolePolicyDocument).filter(({ kind }) => kind === "everyone");
    if (open.length === 0) return pass("no trust statement is open to everybody");
    const restrictions = open.map((principal) => ({
      principal,
      held: callerRestriction(record.AssumeRolePolicyDocument, principal),
    }));
    const unheld = restrictions.find(({ held }) => held === undefined);
    if (unheld === undefined) return pass(`open principal held by ${restrictions.map(({ held }) => held).join("; ")}`);
    const { depends } = evaluateCondition(unheld.principal.condition);
    return fail(
      `${unheld.principal.text} may assume the role${depends.length === 0 ? ", without condition" : `, held only by ${depends.join(" and ")}`}`,
    );
  },
  examples: [
    { name: "a service", record: role("app"), outcome: "pass" },
    { name: "Principal *", record: role("app", { AssumeRolePolicyDocument: document(trusts("*")) }), outcome: "fail" },
    {
      name: "Principal AWS *",
      record: role("app", { AssumeRolePolicyDocument: document(trusts({ AWS: "*" })) }),
      outcome: "fail",
    },
    {
      name: "Principal AWS * in a list",
      record: role("app", { AssumeRolePolicyDocument: document(trusts({ AWS: ["444455556666", "*"] })) }),
      outcome: "fail",
    },
    {
      name: "* within the organization",
      record: role("app", {
        AssumeRolePolicyDocument: document(trusts("*", { StringEquals: { "aws:PrincipalOrgID": "o-example1234" } })),
      }),
      outcome: "pass",
    },
    {
      name: "* unless another organization, by Deny",
      record: role("app", {
        AssumeRolePolicyDocument: document(trusts("*"), {
          Effect: "Deny",
          Principal: "*",
          Action: "sts:AssumeRole",
          Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-example1234" } },
        }),
      }),
      outcome: "pass",
    },
    {
      name: "* with an external id: a secret, not a caller",
      record: role("app", {
        AssumeRolePolicyDocument: document(trusts("*", { StringEquals: { "sts:ExternalId": "example" } })),
      }),
      outcome: "fail",
    },
    {
      name: "* from one network",
      record: role("app", {
        AssumeRolePolicyDocument: document(trusts("*", { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } })),
      }),
      outcome: "fail",
    },
    {
      name: "* with a principal pattern that leaves the account open",
      record: role("app", {
        AssumeRolePolicyDocument: document(
          trusts("*", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy" } }),
        ),
      }),
      outcome: "fail",
    },
    {
      name: "* with a principal pattern of one account",
      record: role("app", {
        AssumeRolePolicyDocument: document(
          trusts("*", { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" } }),
        ),
      }),
      outcome: "pass",
    },
    {
      name: "* when the organization is not ours",
      record: role("app", {
        AssumeRolePolicyDocument: document(trusts("*", { StringNotEquals: { "aws:PrincipalOrgID": "o-example1234" } })),
      }),
      outcome: "fail",
    },
    {
      name: "* with IfExists: callers without the key pass",
      record: role("app", {
        AssumeRolePolicyDocument: document(
          trusts("*", { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-example1234" } }),
        ),
      }),
      outcome: "fail",
    },
    {
      name: "Allow with NotPrincipal",
      record: role("app", {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: "Allow", NotPrincipal: { AWS: "444455556666" }, Action: "sts:AssumeRole" }],
        },
      }),
      outcome: "fail",
    },
    {
      name: "* may only tag sessions",
      record: role("app", { AssumeRolePolicyDocument: document(trusts("*", undefined, "sts:TagSession")) }),
      outcome: "pass",
    },
    {
      name: "* and a Deny for everybody",
      record: role("app", {
        AssumeRolePolicyDocument: document(trusts("*"), { Effect: "Deny", Principal: "*", Action: "sts:*" }),
      }),
      outcome: "pass",
    },
    {
      name: "malformed trust policy",
      record: role("odd", {
        AssumeRolePolicyDocument: { Statement: [{ Effect: "Allow", Principal: 7, Action: "sts:AssumeRole" }] },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
