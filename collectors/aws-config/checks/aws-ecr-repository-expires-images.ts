import { defineCheck, fail, known, pass } from "#sdk";
import * as z from "zod";
import { ecrRepositoryKind } from "../evidence.ts";
import { inside } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-ecr-repository-expires-images",
  version: 1,
  title: "Old images expire",
  rationale: "Old images keep old weaknesses within reach of one command.",
  severity: "low",
  over: ecrRepositoryKind,
  params: z.object({}),
  remediation: "Add a lifecycle policy.",
  expected: () => "the repository has a lifecycle policy",
  test(record) {
    const policy = known(inside(record, "configuration.LifecyclePolicy"), "LifecyclePolicy");
    const body = inside(policy, "LifecyclePolicyText");
    return body === undefined || body === "" ? fail("no lifecycle policy") : pass("a lifecycle policy");
  },
  examples: [
    {
      name: "has one",
      record: item("AWS::ECR::Repository", {
        LifecyclePolicy: { LifecyclePolicyText: '{"rules":[{"rulePriority":1}]}' },
      }),
      outcome: "pass",
    },
    {
      name: "stated as empty",
      record: item("AWS::ECR::Repository", { LifecyclePolicy: { LifecyclePolicyText: "" } }),
      outcome: "fail",
    },
    { name: "not stated", record: item("AWS::ECR::Repository"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
