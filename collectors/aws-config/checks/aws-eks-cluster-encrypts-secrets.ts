import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { eksClusterKind } from "../evidence.ts";
import { list, listIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-eks-cluster-encrypts-secrets",
  version: 1,
  title: "Clusters encrypt their secrets with a key",
  rationale: "Secrets of the cluster lie in its store; a key of KMS stands between the store and its reader.",
  severity: "medium",
  over: eksClusterKind,
  params: z.object({}),
  remediation: "Associate an encryption configuration with the cluster.",
  expected: () => "an encryption configuration for secrets exists",
  test(record) {
    const configs = list(record, "configuration.EncryptionConfig");
    const good = configs.some((each) => listIn(each, "Resources").map(String).includes("secrets"));
    return good ? pass("secrets are under a key of KMS") : fail("no encryption configuration for secrets");
  },
  examples: [
    {
      name: "encrypted",
      record: item("AWS::EKS::Cluster", {
        EncryptionConfig: [
          { Resources: ["secrets"], Provider: { KeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234" } },
        ],
      }),
      outcome: "pass",
    },
    { name: "none", record: item("AWS::EKS::Cluster", { EncryptionConfig: [] }), outcome: "fail" },
    { name: "not stated", record: item("AWS::EKS::Cluster"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
