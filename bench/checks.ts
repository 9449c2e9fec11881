import { performance } from "node:perf_hooks";
import { readdirSync } from "node:fs";
import type { AnyCheck } from "#sdk";
import { contextOf, judge } from "../src/sdk/testing.ts";
import {
  ADMINISTRATOR_POLICY,
  allow,
  attached,
  credential,
  document,
  group,
  identityCenterRole,
  inline,
  key,
  password,
  policy,
  policyArn,
  role,
  rootRow,
  summary,
  trusts,
  user,
} from "../collectors/_aws/policy/index.ts";

export interface CheckBench {
  readonly principals: number;
  readonly checks: number;
  readonly judgements: number;
  readonly seconds: number;
  readonly judgementsPerSecond: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** The five checks that took longest, in seconds. */
  readonly slowest: readonly (readonly [string, number])[];
}

/** An invented account with so many users and roles: groups, customer policies, inline policies, a few administrators. */
export function population(users: number, roles: number): Readonly<Record<string, readonly unknown[]>> {
  const groups = Array.from({ length: 300 }, (_, n) =>
    group(`team-${n}`, { AttachedManagedPolicies: [attached(policyArn(`app-${n % 200}`))] }),
  );
  const policies = Array.from({ length: 1500 }, (_, n) =>
    policy(
      `app-${n}`,
      document(
        allow(["s3:Get*", "s3:List*", "dynamodb:*Item"], `arn:aws:s3:::bucket-${n}/*`),
        allow(["ec2:Describe*", "iam:PassRole"], `arn:aws:iam::*:role/app-${n}`),
      ),
    ),
  );
  const selfService = inline(
    "self",
    document(allow(["iam:CreateAccessKey", "iam:ChangePassword"], "arn:aws:iam::*:user/${aws:username}")),
  );
  return {
    "aws-iam.user": Array.from({ length: users }, (_, n) =>
      user(`user-${n}`, {
        GroupList: [`team-${n % 300}`],
        UserPolicyList: [selfService],
        AttachedManagedPolicies: n % 1000 === 0 ? [attached(ADMINISTRATOR_POLICY.Arn)] : [],
      }),
    ),
    "aws-iam.group": groups,
    "aws-iam.role": Array.from({ length: roles }, (_, n) => {
      if (n % 50 === 0) return identityCenterRole(`Set${n}`);
      return role(`app-${n}`, {
        AssumeRolePolicyDocument: document(
          trusts({ Service: n % 3 === 0 ? "lambda.amazonaws.com" : "ecs-tasks.amazonaws.com" }),
        ),
        RolePolicyList: [
          inline(
            "run",
            document(
              allow(
                ["lambda:InvokeFunction", "iam:PassRole", "ecs:RunTask"],
                ["arn:aws:lambda:*:*:function:*", `arn:aws:iam::*:role/app-${n}`],
              ),
            ),
          ),
        ],
        AttachedManagedPolicies:
          n % 500 === 0 ? [attached(ADMINISTRATOR_POLICY.Arn)] : [attached(policyArn(`app-${n % 1500}`))],
        RoleLastUsed: {},
      });
    }),
    "aws-iam.policy": [ADMINISTRATOR_POLICY, ...policies],
    "aws-iam.credential": [
      rootRow(),
      ...Array.from({ length: users }, (_, n) =>
        credential(`user-${n}`, {
          ...(n % 2 === 0 ? password(300, 5) : key(1, 200, 3)),
          mfa_active: n % 4 === 0 ? "true" : "false",
        }),
      ),
    ],
    "aws-iam.account-summary": [summary({ AccountMFAEnabled: 1 })],
  };
}

/** Judges every record of the population with every check over its kind, as one evaluation pass does. */
export async function benchChecks(users = 10_000, roles = 10_000): Promise<CheckBench> {
  const folder = new URL("../collectors/aws-iam/checks/", import.meta.url);
  const checks: AnyCheck[] = [];
  for (const file of readdirSync(folder).toSorted())
    checks.push(((await import(new URL(file, folder).href)) as { default: AnyCheck }).default);
  const records = population(users, roles);
  const reads = [...new Set(checks.flatMap((check) => check.reads))];
  const base = contextOf({ reads, records, params: {} });
  const outcomes: Record<string, number> = {};
  const spent: [string, number][] = [];
  let judgements = 0;
  const start = performance.now();
  for (const check of checks) {
    const ctx = { ...base, params: check.params.parse({}) };
    const began = performance.now();
    for (const record of records[check.over.id] ?? []) {
      const { outcome } = judge(check.test, record, ctx);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      judgements += 1;
    }
    spent.push([check.id, (performance.now() - began) / 1000]);
  }
  const seconds = (performance.now() - start) / 1000;
  const slowest = spent.toSorted((a, b) => b[1] - a[1]).slice(0, 5);
  return {
    principals: users + roles,
    checks: checks.length,
    judgements,
    seconds,
    judgementsPerSecond: Math.round(judgements / seconds),
    outcomes,
    slowest,
  };
}
