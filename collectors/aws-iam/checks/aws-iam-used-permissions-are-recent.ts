import { defineCheck, fail, notApplicable, pass, Undetermined } from "#sdk";
import * as z from "zod";
import {
  dated,
  daysAgo,
  managedElsewhere,
  role,
  roleArn,
  serviceLinkedRole,
  user,
  userArn,
  wholeDays,
} from "../../_aws/policy/index.ts";
import { roleKind, serviceLastAccessedKind, userKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-used-permissions-are-recent",
  version: 1,
  title: "Permissions that are granted are used",
  rationale: "Permissions that nobody needs help only an intruder.",
  severity: "low",
  over: serviceLastAccessedKind,
  reads: [userKind, roleKind],
  params: z.object({
    maxDays: z.number().int().min(1).max(400).default(90).describe("days. origin: our default; AWS keeps 400 days"),
    maxUnusedServices: z.number().int().min(0).default(0).describe("services. origin: our default"),
  }),
  remediation: "Remove the services that are not used from the policies of the principal.",
  expected: ({ maxDays, maxUnusedServices }) =>
    `at most ${maxUnusedServices} of the services that a principal may use went unused for ${maxDays} days (denied attempts count as use)`,
  test(record, ctx) {
    const principal = record.Arn.includes(":role/")
      ? ctx.read(roleKind).get(record.Arn)
      : ctx.read(userKind).get(record.Arn);
    if (principal === undefined)
      throw new Undetermined(
        "stale-source",
        `${record.Arn} is not among the account's users and roles: deleted meanwhile, or not of this account`,
      );
    const elsewhere = managedElsewhere(principal);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    if (record.Services.length === 0) return notApplicable("the principal may use no service");
    if (wholeDays(principal.CreateDate, ctx.evidenceAt) <= ctx.params.maxDays)
      return pass(`created ${dated(principal.CreateDate, ctx.evidenceAt)}: too new to tell`);
    const unused = record.Services.filter(
      ({ LastAuthenticated: at }) => at === undefined || wholeDays(at, ctx.evidenceAt) > ctx.params.maxDays,
    );
    const names = unused.slice(0, 10).map(({ ServiceNamespace }) => ServiceNamespace);
    const observed = `${unused.length} of ${record.Services.length} services unused for ${ctx.params.maxDays} days${names.length === 0 ? "" : `: ${names.join(", ")}`}`;
    return unused.length > ctx.params.maxUnusedServices ? fail(observed) : pass(observed);
  },
  examples: [
    {
      name: "all used",
      record: { Arn: roleArn("app"), Services: [{ ServiceNamespace: "s3", LastAuthenticated: daysAgo(2) }] },
      reads: { "aws-iam.role": [role("app")] },
      outcome: "pass",
    },
    {
      name: "one never used",
      record: {
        Arn: roleArn("app"),
        Services: [{ ServiceNamespace: "s3", LastAuthenticated: daysAgo(2) }, { ServiceNamespace: "ec2" }],
      },
      reads: { "aws-iam.role": [role("app")] },
      outcome: "fail",
    },
    {
      name: "used long ago, by a user",
      record: { Arn: userArn("ana"), Services: [{ ServiceNamespace: "s3", LastAuthenticated: daysAgo(200) }] },
      reads: { "aws-iam.user": [user("ana")] },
      outcome: "fail",
    },
    {
      name: "new role",
      record: { Arn: roleArn("app"), Services: [{ ServiceNamespace: "s3" }] },
      reads: { "aws-iam.role": [role("app", { CreateDate: daysAgo(3) })] },
      outcome: "pass",
    },
    {
      name: "service-linked role",
      record: { Arn: serviceLinkedRole("ecs.amazonaws.com").Arn, Services: [{ ServiceNamespace: "ec2" }] },
      reads: { "aws-iam.role": [serviceLinkedRole("ecs.amazonaws.com")] },
      outcome: "not-applicable",
    },
    {
      name: "no permissions",
      record: { Arn: roleArn("app"), Services: [] },
      reads: { "aws-iam.role": [role("app")] },
      outcome: "not-applicable",
    },
    {
      name: "deleted meanwhile",
      record: { Arn: userArn("gone"), Services: [] },
      outcome: "undetermined",
      reason: "stale-source",
    },
  ],
});
