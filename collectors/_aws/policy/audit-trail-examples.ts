import type { CheckExample } from "#sdk";
import type { Held } from "./holders.ts";
import { MFA_PRESENT, allow, deny, document, inline, policy, policyArn } from "./samples.ts";

/** Permissions over the audit trail, the same for a user and a role. */
export function auditTrailExamples<R>(holder: (held: Held) => R): readonly CheckExample<R>[] {
  return [
    {
      name: "reads trails only",
      record: holder({
        inline: [inline("read", document(allow(["cloudtrail:Describe*", "cloudtrail:Get*"])))],
      }),
      outcome: "pass",
    },
    {
      name: "may stop logging",
      record: holder({ inline: [inline("stop", document(allow("cloudtrail:StopLogging")))] }),
      outcome: "fail",
    },
    {
      name: "may stop one trail",
      record: holder({
        inline: [
          inline(
            "stop",
            document(allow("cloudtrail:StopLogging", "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main")),
          ),
        ],
      }),
      outcome: "fail",
    },
    {
      name: "administrator",
      record: holder({ inline: [inline("all", document(allow("*")))] }),
      outcome: "fail",
    },
    {
      name: "administrator who is denied the audit trail",
      record: holder({
        inline: [inline("all", document(allow("*"), deny(["cloudtrail:*", "config:*"])))],
      }),
      outcome: "pass",
    },
    {
      name: "only with MFA",
      record: holder({ inline: [inline("stop", document(allow("config:Stop*", "*", MFA_PRESENT)))] }),
      outcome: "fail",
    },
    {
      name: "boundary without CloudTrail",
      record: holder({
        inline: [inline("all", document(allow("*")))],
        boundary: policyArn("limit"),
      }),
      reads: { "aws-iam.policy": [policy("limit", document(allow("s3:*")))] },
      outcome: "pass",
    },
    {
      name: "policies not seen",
      record: holder({ attached: [policyArn("app")] }),
      unavailable: { "aws-iam.policy": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ];
}
