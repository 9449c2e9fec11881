import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import {
  document,
  identityCenterRole,
  role,
  subjectPinning,
  trustedPrincipals,
  trusts,
} from "../../_aws/policy/index.ts";
import { roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-oidc-trust-pins-subject",
  version: 1,
  title: "Trust in OIDC providers names the subject",
  rationale:
    "github.com and its like sign tokens for everybody: without a condition on the subject any repository in the world can assume the role.",
  severity: "critical",
  over: roleKind,
  params: z.object({
    allowOrganizationWildcard: z
      .boolean()
      .default(false)
      .describe("true: repo:ORGANIZATION/* is narrow enough. origin: our default"),
  }),
  remediation:
    "Add StringEquals or StringLike on the provider's :sub with organization and repository (or namespace and service account).",
  expected: ({ allowOrganizationWildcard }) =>
    `each trust in an OIDC provider is held to certain subjects${allowOrganizationWildcard ? "; all repositories of one organization will do" : ", and not to a whole organization"}`,
  test(record, ctx) {
    const oidc = trustedPrincipals(record.AssumeRolePolicyDocument).filter(({ kind }) => kind === "oidc");
    if (oidc.length === 0) return notApplicable("trusts no OIDC provider");
    const pinnings = oidc.map((principal) => subjectPinning(principal, ctx.params.allowOrganizationWildcard));
    const observed = pinnings.map(({ text }) => text).join("; ");
    return pinnings.every(({ pinned }) => pinned) ? pass(observed) : fail(observed);
  },
  examples: [
    {
      name: "one repository, any branch",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            {
              StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
              StringLike: { "token.actions.githubusercontent.com:sub": "repo:example/app:*" },
            },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "pass",
    },
    {
      name: "one branch",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            { StringEquals: { "token.actions.githubusercontent.com:sub": "repo:example/app:ref:refs/heads/main" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "pass",
    },
    {
      name: "sub missing, aud only",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "fail",
    },
    {
      name: "no condition",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            undefined,
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "fail",
    },
    {
      name: "repo:*",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            { StringLike: { "token.actions.githubusercontent.com:sub": "repo:*" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "fail",
    },
    {
      name: "owner prefix that others can register",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            { StringLike: { "token.actions.githubusercontent.com:sub": "repo:example*" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "fail",
    },
    {
      name: "every repository of one organization",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            { StringLike: { "token.actions.githubusercontent.com:sub": "repo:example/*" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "fail",
    },
    {
      name: "every repository of one organization, accepted",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            { StringLike: { "token.actions.githubusercontent.com:sub": "repo:example/*" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      params: { allowOrganizationWildcard: true },
      outcome: "pass",
    },
    {
      name: "any owner, even when organizations are accepted",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            { StringLike: { "token.actions.githubusercontent.com:sub": "repo:*/app:*" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      params: { allowOrganizationWildcard: true },
      outcome: "fail",
    },
    {
      name: "one narrow and one open value",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            { StringLike: { "token.actions.githubusercontent.com:sub": ["repo:example/app:*", "repo:*"] } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "fail",
    },
    {
      name: "StringNotEquals does not pin",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            { StringNotEquals: { "token.actions.githubusercontent.com:sub": "repo:example/app:ref:refs/heads/main" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "fail",
    },
    {
      name: "StringEquals compares a star as a star",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            { StringEquals: { "token.actions.githubusercontent.com:sub": "repo:example/app:*" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "pass",
    },
    {
      name: "EKS service account",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE" },
            { StringEquals: { "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub": "system:serviceaccount:web:app" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "pass",
    },
    {
      name: "EKS, every namespace",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE" },
            { StringLike: { "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub": "system:serviceaccount:*:app" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "fail",
    },
    {
      name: "GitLab, every project of a group",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/gitlab.com" },
            { StringLike: { "gitlab.com:sub": "project_path:example/*:ref_type:branch:ref:main" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "fail",
    },
    {
      name: "condition of another provider",
      record: role("ci", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
            { StringEquals: { "gitlab.com:sub": "project_path:example/app:ref_type:branch:ref:main" } },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "fail",
    },
    {
      name: "Cognito identity pool",
      record: role("app", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Federated: "cognito-identity.amazonaws.com" },
            {
              StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:00000000-0000-0000-0000-000000000000" },
            },
            "sts:AssumeRoleWithWebIdentity",
          ),
        ),
      }),
      outcome: "pass",
    },
    { name: "SAML", record: identityCenterRole("Ops"), outcome: "not-applicable" },
    { name: "a service", record: role("app"), outcome: "not-applicable" },
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
