import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { associationComplianceKind } from "../evidence.ts";
import { item } from "./support/samples.ts";

import { ssmSample, ssmState } from "./support/systems-manager.ts";
export default defineCheck({
  id: "aws-ssm-association-holds",
  version: 1,
  title: "Declared states of instances hold",
  rationale: "An association that fails leaves the machine as it is, not as it was declared.",
  severity: "medium",
  over: associationComplianceKind,
  params: z.object({}),
  remediation: "Read the error of the association's last run.",
  expected: () => "every association of the instance holds",
  test(record) {
    const { bad, states } = ssmState(record, "Association");
    if (bad.length > 0)
      return fail(`${bad.length} of ${states} associations do not hold: ${bad.slice(0, 5).join(", ")}`);
    return states === 0
      ? undetermined("schema-mismatch", "no association was stated")
      : pass(`${states} associations hold`);
  },
  examples: [
    {
      name: "holds",
      record: ssmSample("AWS::SSM::AssociationCompliance", "Association", "COMPLIANT"),
      outcome: "pass",
    },
    {
      name: "does not",
      record: ssmSample("AWS::SSM::AssociationCompliance", "Association", "NON_COMPLIANT"),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::SSM::AssociationCompliance"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
