import { defineCheck, fail, pass, Undetermined } from "#sdk";
import * as z from "zod";
import {
  ADMINISTRATOR_ACCESS,
  ADMINISTRATOR_POLICY,
  administratorsOf,
  allow,
  attached,
  document,
  identityCenterRole,
  inline,
  managedElsewhere,
  role,
  summary,
  user,
} from "../../_aws/policy/index.ts";
import { accountSummaryKind, groupKind, policyKind, roleKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-administrators-are-few",
  version: 1,
  title: "Administrators are few",
  rationale: "Each administrator is one more way to lose the account.",
  severity: "medium",
  over: accountSummaryKind,
  reads: [userKind, groupKind, roleKind, policyKind],
  params: z.object({
    maxAdministrators: z.number().int().min(0).default(5).describe("users and roles. origin: our default"),
  }),
  remediation: "Give narrower permissions to those who do not administer the account.",
  expected: ({ maxAdministrators }) =>
    `at most ${maxAdministrators} IAM users and roles are effectively administrators (service-linked and Identity Center roles apart)`,
  test(_record, ctx) {
    const views = {
      policies: ctx.read(policyKind),
      groups: ctx.read(groupKind),
      users: ctx.read(userKind),
      roles: ctx.read(roleKind),
    };
    const { users, roles, incomplete } = administratorsOf(views);
    const own = roles.filter((role) => managedElsewhere(role) === undefined);
    const names = [
      ...users.map(({ UserName }) => `user ${UserName}`),
      ...own.map(({ RoleName }) => `role ${RoleName}`),
    ];
    const observed = `${names.length} ${names.length === 1 ? "administrator" : "administrators"}${names.length === 0 ? "" : `: ${names.slice(0, 10).join(", ")}`}`;
    if (names.length > ctx.params.maxAdministrators) return fail(observed);
    if (incomplete !== undefined)
      throw new Undetermined(incomplete.reason, `${observed} in what was seen; ${incomplete.message}`);
    return pass(observed);
  },
  examples: [
    {
      name: "two",
      record: summary({}),
      reads: {
        "aws-iam.user": [user("ana", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }), user("ben")],
        "aws-iam.role": [
          role("admin", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
          identityCenterRole("Administrator", { AttachedManagedPolicies: [attached(ADMINISTRATOR_ACCESS)] }),
        ],
        "aws-iam.policy": [ADMINISTRATOR_POLICY],
      },
      params: { maxAdministrators: 2 },
      outcome: "pass",
    },
    {
      name: "two where one is allowed",
      record: summary({}),
      reads: {
        "aws-iam.user": ["ana", "ben"].map((name) =>
          user(name, { UserPolicyList: [inline("all", document(allow("*")))] }),
        ),
      },
      params: { maxAdministrators: 1 },
      outcome: "fail",
    },
    {
      name: "too many among those seen",
      record: summary({}),
      reads: {
        "aws-iam.user": ["ana", "ben"].map((name) =>
          user(name, { UserPolicyList: [inline("all", document(allow("*")))] }),
        ),
      },
      unavailable: { "aws-iam.user": "truncated" },
      params: { maxAdministrators: 1 },
      outcome: "fail",
    },
    {
      name: "few among those seen",
      record: summary({}),
      reads: { "aws-iam.user": [user("ana")] },
      unavailable: { "aws-iam.user": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
    { name: "nobody", record: summary({}), outcome: "pass" },
  ],
});
