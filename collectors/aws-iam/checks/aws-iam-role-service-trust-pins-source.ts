import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import {
  ACCOUNT,
  document,
  heldTo,
  managedElsewhere,
  role,
  sendsSource,
  serviceLinkedRole,
  trustedPrincipals,
  trusts,
} from "../../_aws/policy/index.ts";
import { roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-service-trust-pins-source",
  version: 1,
  title: "Trust in services names the source",
  rationale:
    "A service that acts for everybody can be led to use the role for another customer's resource (cross-service confused deputy).",
  severity: "medium",
  over: roleKind,
  params: z.object({}),
  remediation: "Add aws:SourceArn or aws:SourceAccount to the trust statement, if the service sends them.",
  expected: () =>
    "each trust in a service that sends aws:SourceArn or aws:SourceAccount is held to an account, ARN or organization by them",
  test(record) {
    const elsewhere = managedElsewhere(record);
    if (elsewhere !== undefined) return notApplicable(elsewhere);
    const services = trustedPrincipals(record.AssumeRolePolicyDocument).filter(({ kind }) => kind === "service");
    if (services.length === 0) return notApplicable("trusts no service");
    const keys = ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"];
    const bare = services.filter(({ condition }) => keys.every((key) => heldTo(condition, key) === undefined));
    const failing = bare.filter(({ text }) => sendsSource(text) === true);
    if (failing.length > 0)
      return fail(`${failing.map(({ text }) => text).join(", ")} without aws:SourceArn or aws:SourceAccount`);
    const unknown = bare.filter(({ text }) => sendsSource(text) === undefined);
    if (unknown.length > 0)
      return undetermined(
        "schema-mismatch",
        `whether ${unknown.map(({ text }) => text).join(", ")} sends aws:SourceArn or aws:SourceAccount is not known; AWS publishes no list`,
      );
    if (bare.length === services.length)
      return notApplicable(
        `${bare.map(({ text }) => text).join(", ")} sends neither aws:SourceArn nor aws:SourceAccount`,
      );
    return pass(
      `held: ${services
        .filter((service) => !bare.includes(service))
        .map(({ text }) => text)
        .join(", ")}`,
    );
  },
  examples: [
    {
      name: "held to the account",
      record: role("svc", {
        AssumeRolePolicyDocument: document(
          trusts({ Service: "scheduler.amazonaws.com" }, { StringEquals: { "aws:SourceAccount": ACCOUNT } }),
        ),
      }),
      outcome: "pass",
    },
    {
      name: "held to an ARN",
      record: role("svc", {
        AssumeRolePolicyDocument: document(
          trusts(
            { Service: "states.amazonaws.com" },
            { ArnLike: { "aws:SourceArn": "arn:aws:states:eu-west-1:111122223333:stateMachine:*" } },
          ),
        ),
      }),
      outcome: "pass",
    },
    {
      name: "not held",
      record: role("svc", {
        AssumeRolePolicyDocument: document(trusts({ Service: "scheduler.amazonaws.com" }, undefined)),
      }),
      outcome: "fail",
    },
    {
      name: "not held, regional name of the service",
      record: role("svc", {
        AssumeRolePolicyDocument: document(trusts({ Service: "states.eu-west-1.amazonaws.com" }, undefined)),
      }),
      outcome: "fail",
    },
    {
      name: "IAM-20: EC2 sends neither",
      record: role("svc", { AssumeRolePolicyDocument: document(trusts({ Service: "ec2.amazonaws.com" }, undefined)) }),
      outcome: "not-applicable",
    },
    {
      name: "IAM-20: Elastic Transcoder sends neither",
      record: role("svc", {
        AssumeRolePolicyDocument: document(trusts({ Service: "elastictranscoder.amazonaws.com" }, undefined)),
      }),
      outcome: "not-applicable",
    },
    { name: "IAM-20: service-linked role", record: serviceLinkedRole("ecs.amazonaws.com"), outcome: "not-applicable" },
    {
      name: "a service of which it is not known",
      record: role("svc", {
        AssumeRolePolicyDocument: document(trusts({ Service: "example-new.amazonaws.com" }, undefined)),
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "held although it is not known",
      record: role("svc", {
        AssumeRolePolicyDocument: document(
          trusts({ Service: "example-new.amazonaws.com" }, { StringEquals: { "AWS:SourceAccount": ACCOUNT } }),
        ),
      }),
      outcome: "pass",
    },
    {
      name: "no service",
      record: role("hub", { AssumeRolePolicyDocument: document(trusts({ AWS: ACCOUNT })) }),
      outcome: "not-applicable",
    },
    {
      name: "malformed trust policy",
      record: role("odd", {
        AssumeRolePolicyDocument: { Statement: [{ Effect: "Allow", Principal: 7, Action: "sts:AssumeRole" }] },
      }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
