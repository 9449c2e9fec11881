import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { codedeployGroupKind } from "../evidence.ts";
import { flag, list } from "./support/members.ts";
import { item } from "./support/samples.ts";

export default defineCheck({
  id: "aws-codedeploy-group-rolls-back",
  version: 1,
  title: "Failed deployments go back",
  rationale: "A release that fails at night should not wait for the morning.",
  severity: "low",
  over: codedeployGroupKind,
  params: z.object({}),
  remediation: "Switch on automatic rollback of the deployment group.",
  expected: () => "automatic rollback is on for failed deployments",
  test(record) {
    const on = flag(record, "configuration.autoRollbackConfiguration.enabled");
    if (!on) return fail("automatic rollback is off");
    const events = list(record, "configuration.autoRollbackConfiguration.events").map(String);
    return events.includes("DEPLOYMENT_FAILURE")
      ? pass(events.join(", "))
      : fail(`only ${events.join(", ") || "nothing"}`);
  },
  examples: [
    {
      name: "on",
      record: item("AWS::CodeDeploy::DeploymentGroup", {
        autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] },
      }),
      outcome: "pass",
    },
    {
      name: "off",
      record: item("AWS::CodeDeploy::DeploymentGroup", { autoRollbackConfiguration: { enabled: false, events: [] } }),
      outcome: "fail",
    },
    {
      name: "only when a person stops it",
      record: item("AWS::CodeDeploy::DeploymentGroup", {
        autoRollbackConfiguration: { enabled: true, events: ["DEPLOYMENT_STOP_ON_REQUEST"] },
      }),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: item("AWS::CodeDeploy::DeploymentGroup"),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
