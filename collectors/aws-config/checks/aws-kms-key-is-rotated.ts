import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { kmsKeyKind } from "../evidence.ts";
import { flag, text, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

const key = (rotation: unknown, more: object = {}): ReturnType<typeof item> =>
  item(
    "AWS::KMS::Key",
    { keyManager: "CUSTOMER", keySpec: "SYMMETRIC_DEFAULT", origin: "AWS_KMS", keyState: "Enabled", ...more },
    { supplementaryConfiguration: { KeyRotationStatus: rotation } },
  );
export default defineCheck({
  id: "aws-kms-key-is-rotated",
  version: 1,
  title: "KMS keys are rotated",
  rationale: "New material each year limits what one lost key opens.",
  severity: "medium",
  over: kmsKeyKind,
  params: z.object({}),
  remediation: "Switch on automatic rotation of the key.",
  expected: () =>
    "a symmetric customer key with material of KMS has KeyRotationStatus on (CIS AWS Foundations 3.0 3.6)",
  test(record) {
    if (text(record, "configuration.keyManager").toUpperCase() === "AWS")
      return notApplicable("AWS manages and rotates the key");
    const spec = (
      textIn(record, "configuration.keySpec") ??
      textIn(record, "configuration.customerMasterKeySpec") ??
      "SYMMETRIC_DEFAULT"
    ).toUpperCase();
    if (spec !== "SYMMETRIC_DEFAULT") return notApplicable(`${spec}: KMS does not rotate such keys`);
    const origin = (textIn(record, "configuration.origin") ?? "AWS_KMS").toUpperCase();
    if (origin !== "AWS_KMS") return notApplicable(`material from ${origin}: KMS does not rotate it by itself`);
    if (text(record, "configuration.keyState").toLowerCase() === "pendingdeletion")
      return notApplicable("waits for its deletion");
    const on = flag(record, "supplementaryConfiguration.KeyRotationStatus");
    return on ? pass("rotation is on") : fail("rotation is off");
  },
  examples: [
    { name: "on", record: key(true), outcome: "pass" },
    { name: "as text", record: key("true"), outcome: "pass" },
    { name: "off", record: key(false), outcome: "fail" },
    { name: "of AWS", record: key(false, { keyManager: "AWS" }), outcome: "not-applicable" },
    { name: "asymmetric", record: key(false, { keySpec: "RSA_2048" }), outcome: "not-applicable" },
    { name: "imported", record: key(false, { origin: "EXTERNAL" }), outcome: "not-applicable" },
    { name: "not stated", record: key(undefined), outcome: "undetermined", reason: "schema-mismatch" },
    { name: "manager not stated", record: item("AWS::KMS::Key"), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
