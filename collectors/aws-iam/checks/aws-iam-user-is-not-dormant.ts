import { defineCheck, fail, notApplicable, pass, Undetermined } from "#sdk";
import * as z from "zod";
import {
  activeKeys,
  complete,
  createdAt,
  credential,
  dated,
  daysAgo,
  flag,
  hasPassword,
  indexed,
  isRoot,
  key,
  latest,
  password,
  passwordUsedAt,
  reportDaysAgo,
  rootRow,
  statedInstant,
  wholeDays,
} from "../../_aws/policy/index.ts";
import { credentialKind, serviceCredentialKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-is-not-dormant",
  version: 1,
  title: "Users who can sign in do",
  rationale: "Accounts of people who left and of retired programs are found by nobody but attackers.",
  severity: "medium",
  over: credentialKind,
  reads: [serviceCredentialKind],
  params: z.object({
    maxDays: z.number().int().positive().default(90).describe("days. origin: our default"),
  }),
  remediation: "Deactivate the credentials, then delete the user.",
  expected: ({ maxDays }) =>
    `each user with an active credential used one, or was given one, in the ${maxDays} days before the credential report`,
  test(record, ctx) {
    if (isRoot(record)) return notApplicable("the root user: judged by the checks of the root user");
    const keys = activeKeys(record);
    const password = hasPassword(record);
    const certificates = flag(record, "cert_1_active") || flag(record, "cert_2_active");
    const services = ctx.read(serviceCredentialKind);
    const own = (indexed(services, "user", ({ UserName }) => UserName).get(record.user) ?? []).filter(
      ({ Status }) => Status === "Active",
    );
    const used = latest([password ? passwordUsedAt(record) : undefined, ...keys.map(({ usedAt }) => usedAt)]);
    const given = latest([
      password ? statedInstant(record, "password_last_changed") : undefined,
      ...keys.map((key) => createdAt(record, key)),
    ]);
    const since = latest([used, given]);
    if (since !== undefined && wholeDays(since, ctx.evidenceAt) <= ctx.params.maxDays) {
      return pass(
        used === since ? `last active ${dated(used, ctx.evidenceAt)}` : `credential of ${dated(since, ctx.evidenceAt)}`,
      );
    }
    // The use of these leaves no trace in the report, so that silence proves nothing.
    if (certificates)
      throw new Undetermined(
        "schema-mismatch",
        "an active signing certificate, whose use the credential report does not state",
      );
    if (own.length > 0)
      throw new Undetermined(
        "schema-mismatch",
        `an active ${own[0]?.ServiceName} credential, whose use AWS does not state`,
      );
    complete(services);
    if (since === undefined) return notApplicable("the user has no active credential to act with");
    return fail(
      used === undefined
        ? `never active; newest credential of ${dated(since, ctx.evidenceAt)}`
        : `last active ${dated(used, ctx.evidenceAt)}`,
    );
  },
  examples: [
    { name: "signed in last week", record: credential("ana", password(400, 7)), outcome: "pass" },
    {
      name: "old password, key used yesterday",
      record: credential("ana", { ...password(400, 300), ...key(1, 400, 1) }),
      outcome: "pass",
    },
    {
      name: "nothing used for 200 days",
      record: credential("ana", { ...password(400, 300), ...key(1, 400, 200) }),
      outcome: "fail",
    },
    { name: "given a key 400 days ago, never active", record: credential("deploy", key(1, 400)), outcome: "fail" },
    { name: "new user", record: credential("ana", password(1)), outcome: "pass" },
    { name: "no credential at all", record: credential("ana"), outcome: "not-applicable" },
    {
      name: "key used recently, but now inactive",
      record: credential("ana", { access_key_1_last_used_date: reportDaysAgo(5) }),
      outcome: "not-applicable",
    },
    {
      name: "acts by a service-specific credential, whose use is not stated",
      record: credential("git", key(1, 400)),
      reads: {
        "aws-iam.service-specific-credential": [
          {
            ServiceSpecificCredentialId: "ACCAEXAMPLE",
            UserName: "git",
            ServiceName: "codecommit.amazonaws.com",
            Status: "Active",
            CreateDate: daysAgo(400),
          },
        ],
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "signing certificate active",
      record: credential("old", { cert_1_active: "true" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "service-specific credentials not readable",
      record: credential("deploy", key(1, 400)),
      unavailable: { "aws-iam.service-specific-credential": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "IAM-22: the root row", record: rootRow(), outcome: "not-applicable" },
  ],
});
