import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { identityCenterRole, managedElsewhere, omit, role, serviceLinkedRole } from "../../_aws/policy/index.ts";
import { roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-has-owner-tag",
  version: 1,
  title: "Each role names its owner",
  rationale: "Nobody can confirm that a role is still needed when nobody knows whose it is.",
  severity: "low",
  over: roleKind,
  params: z.object({
    tagKeys: z.array(z.string()).min(1).default(["owner"]).describe("tag keys that name an owner. origin: our default"),
  }),
  remediation: "Tag the role with its owner.",
  expected: ({ tagKeys }) =>
    `one of the tags ${tagKeys.join(", ")} is set and not empty (upper and lower case are the same)`,
  test(record, ctx) {
    const elsewhere = managedElsewhere(record);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    const wanted = ctx.params.tagKeys.map((tag) => tag.toLowerCase());
    const owner = known(record.Tags, "Tags").find(
      ({ Key, Value }) => wanted.includes(Key.toLowerCase()) && Value.trim() !== "",
    );
    return owner === undefined ? fail("no owner tag") : pass(`${owner.Key} = ${owner.Value}`);
  },
  examples: [
    { name: "tagged", record: role("app", { Tags: [{ Key: "Owner", Value: "team-platform" }] }), outcome: "pass" },
    { name: "no tag", record: role("app"), outcome: "fail" },
    { name: "empty value", record: role("app", { Tags: [{ Key: "owner", Value: " " }] }), outcome: "fail" },
    {
      name: "own key",
      record: role("app", { Tags: [{ Key: "squad", Value: "blue" }] }),
      params: { tagKeys: ["squad"] },
      outcome: "pass",
    },
    { name: "service-linked role", record: serviceLinkedRole("ecs.amazonaws.com"), outcome: "not-applicable" },
    { name: "role of IAM Identity Center", record: identityCenterRole("Ops"), outcome: "not-applicable" },
    { name: "tags not stated", record: omit(role("app"), "Tags"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
