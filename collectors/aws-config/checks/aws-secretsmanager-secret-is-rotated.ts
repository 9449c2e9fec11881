import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { secretKind } from "../evidence.ts";
import { flag, inside } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-secretsmanager-secret-is-rotated",
  version: 1,
  title: "Secrets are rotated",
  rationale: "A secret that never changes is known to everybody who ever saw it.",
  severity: "medium",
  over: secretKind,
  params: z.object({}),
  remediation: "Switch on rotation, or replace the secret by a role.",
  expected: () => "rotation of the secret is switched on",
  test(record) {
    if (inside(record, "configuration.Deleted") === true) return notApplicable("being deleted");
    const on = flag(record, "configuration.RotationEnabled");
    return on ? pass("RotationEnabled is true") : fail("RotationEnabled is false");
  },
  examples: [
    { name: "on", record: item("AWS::SecretsManager::Secret", { RotationEnabled: true }), outcome: "pass" },
    { name: "off", record: item("AWS::SecretsManager::Secret", { RotationEnabled: false }), outcome: "fail" },
    {
      name: "being deleted",
      record: item("AWS::SecretsManager::Secret", { Deleted: true }),
      outcome: "not-applicable",
    },
    {
      name: "not stated",
      record: item("AWS::SecretsManager::Secret"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
