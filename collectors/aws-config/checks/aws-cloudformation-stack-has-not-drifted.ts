import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { cloudformationStackKind } from "../evidence.ts";
import { text, textIn } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-cloudformation-stack-has-not-drifted",
  version: 1,
  title: "Stacks have not drifted",
  rationale: "Drift is a change that went past the template, and past its review.",
  severity: "medium",
  over: cloudformationStackKind,
  params: z.object({}),
  remediation: "Find out who changed it and why; bring the template and the resources together again.",
  expected: () => "the last drift detection found the stack in sync",
  test(record) {
    if ((textIn(record, "configuration.stackStatus") ?? "").startsWith("DELETE")) return notApplicable("deleted");
    const status = (
      textIn(record, "configuration.driftInformation.stackDriftStatus") ??
      text(record, "supplementaryConfiguration.StackDriftDetectionInformation.StackDriftStatus")
    ).toUpperCase();
    if (status === "IN_SYNC") return pass("IN_SYNC");
    return status === "DRIFTED"
      ? fail("DRIFTED")
      : undetermined("no-population", `${status}: drift was never looked for`);
  },
  examples: [
    {
      name: "in sync",
      record: item("AWS::CloudFormation::Stack", { driftInformation: { stackDriftStatus: "IN_SYNC" } }),
      outcome: "pass",
    },
    {
      name: "drifted",
      record: item("AWS::CloudFormation::Stack", { driftInformation: { stackDriftStatus: "DRIFTED" } }),
      outcome: "fail",
    },
    {
      name: "never looked for",
      record: item("AWS::CloudFormation::Stack", { driftInformation: { stackDriftStatus: "NOT_CHECKED" } }),
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "deleted",
      record: item("AWS::CloudFormation::Stack", { stackStatus: "DELETE_COMPLETE" }),
      outcome: "not-applicable",
    },
    {
      name: "not stated",
      record: item("AWS::CloudFormation::Stack"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
