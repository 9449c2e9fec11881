import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { dated, daysAgo, wholeDays } from "../../_aws/policy/index.ts";
import { sshPublicKeyKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-ssh-key-is-rotated",
  version: 1,
  title: "SSH keys for CodeCommit are rotated",
  rationale: "A private key on a laptop outlives the laptop.",
  severity: "low",
  over: sshPublicKeyKind,
  params: z.object({
    maxDays: z.number().int().positive().default(365).describe("days. origin: our default"),
  }),
  remediation: "Upload a new public key and delete the old one.",
  expected: ({ maxDays }) => `each active SSH public key is ${maxDays} days old at most`,
  test(record, ctx) {
    if (record.Status !== "Active") return notApplicable(`the key is ${record.Status}`);
    const uploaded = known(record.UploadDate, "UploadDate");
    const observed = `SSH key ${record.SSHPublicKeyId} of ${record.UserName}, uploaded ${dated(uploaded, ctx.evidenceAt)}`;
    return wholeDays(uploaded, ctx.evidenceAt) > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    {
      name: "30 days old",
      record: { UserName: "ana", SSHPublicKeyId: "APKAEXAMPLE", Status: "Active", UploadDate: daysAgo(30) },
      outcome: "pass",
    },
    {
      name: "400 days old",
      record: { UserName: "ana", SSHPublicKeyId: "APKAEXAMPLE", Status: "Active", UploadDate: daysAgo(400) },
      outcome: "fail",
    },
    {
      name: "inactive",
      record: { UserName: "ana", SSHPublicKeyId: "APKAEXAMPLE", Status: "Inactive", UploadDate: daysAgo(400) },
      outcome: "not-applicable",
    },
    {
      name: "date not stated",
      record: { UserName: "ana", SSHPublicKeyId: "APKAEXAMPLE", Status: "Active" },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
