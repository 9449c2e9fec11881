import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { patchComplianceKind } from "../evidence.ts";
import { item } from "./support/samples.ts";

import { ssmSample, ssmState } from "./support/systems-manager.ts";
export default defineCheck({
  id: "aws-ssm-instance-is-patched",
  version: 1,
  title: "Managed instances are patched",
  rationale: "A patch that the baseline approved and that is missing is a known way in.",
  severity: "high",
  over: patchComplianceKind,
  params: z.object({}),
  remediation: "Run the patch operation, and find out why it did not run by itself.",
  expected: () => "no approved patch is missing or failed",
  test(record) {
    const { bad, states } = ssmState(record, "Patch");
    if (bad.length > 0)
      return fail(`${bad.length} of ${states} patches are missing or failed: ${bad.slice(0, 5).join(", ")}`);
    return states === 0
      ? undetermined("schema-mismatch", "no patch state was stated")
      : pass(`${states} patches, none missing`);
  },
  examples: [
    {
      name: "patched",
      record: ssmSample("AWS::SSM::PatchCompliance", "Patch", "COMPLIANT", "COMPLIANT"),
      outcome: "pass",
    },
    {
      name: "one missing",
      record: ssmSample("AWS::SSM::PatchCompliance", "Patch", "COMPLIANT", "NON_COMPLIANT"),
      outcome: "fail",
    },
    {
      name: "nothing stated",
      record: ssmSample("AWS::SSM::PatchCompliance", "Patch"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "not stated",
      record: item("AWS::SSM::PatchCompliance"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
