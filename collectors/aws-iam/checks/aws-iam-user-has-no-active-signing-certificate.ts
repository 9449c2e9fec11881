import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { credential, flag, isRoot, rootRow } from "../../_aws/policy/index.ts";
import { credentialKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-user-has-no-active-signing-certificate",
  version: 1,
  title: "Users have no active signing certificate",
  rationale:
    "X.509 signing certificates are long-lived credentials for old interfaces; they have no expiry of their own in the report.",
  severity: "low",
  over: credentialKind,
  params: z.object({}),
  remediation: "Deactivate and delete the signing certificates.",
  expected: () => "cert_1_active and cert_2_active are false",
  test(record) {
    if (isRoot(record)) return notApplicable("the root user: judged by the checks of the root user");
    const active = (["cert_1_active", "cert_2_active"] as const).filter((column) => flag(record, column));
    return active.length === 0 ? pass("no active signing certificate") : fail(`${active.join(", ")} is true`);
  },
  examples: [
    { name: "none", record: credential("ana"), outcome: "pass" },
    { name: "one", record: credential("ana", { cert_2_active: "true" }), outcome: "fail" },
    { name: "IAM-22: the root row", record: rootRow(), outcome: "not-applicable" },
    {
      name: "unknown text",
      record: credential("ana", { cert_1_active: "N/A" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
