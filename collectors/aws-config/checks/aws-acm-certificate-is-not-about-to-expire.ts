import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { wholeDays } from "../../_aws/policy/index.ts";
import { acmCertificateKind } from "../evidence.ts";
import { list, member } from "./support/members.ts";
import { item } from "./support/samples.ts";

import { instantOf } from "./support/schedules.ts";
export default defineCheck({
  id: "aws-acm-certificate-is-not-about-to-expire",
  version: 1,
  title: "Certificates are renewed in time",
  rationale: "An expired certificate stops a service or teaches people to click warnings away.",
  severity: "high",
  over: acmCertificateKind,
  params: z.object({
    minDays: z
      .number()
      .int()
      .min(0)
      .default(30)
      .describe("days. origin: AWS Foundational Security Best Practices ACM.1"),
    onlyInUse: z.boolean().default(true).describe("leave certificates that nothing uses. origin: our default"),
  }),
  remediation: "Renew the certificate; let ACM validate by DNS so that it renews by itself.",
  expected: ({ minDays }) => `a certificate in use is valid for ${minDays} more days`,
  test(record, ctx) {
    if (ctx.params.onlyInUse && list(record, "configuration.inUseBy").length === 0)
      return notApplicable("nothing uses it");
    const end = instantOf(member(record, "configuration.notAfter"));
    if (end === undefined) return undetermined("schema-mismatch", "AWS Config did not state notAfter");
    const days = wholeDays(ctx.asOf, end);
    return days >= ctx.params.minDays
      ? pass(`valid until ${end.slice(0, 10)}`)
      : fail(days < 0 ? `expired ${end.slice(0, 10)}` : `expires ${end.slice(0, 10)}, in ${days} days`);
  },
  examples: [
    {
      name: "valid",
      record: item("AWS::ACM::Certificate", {
        inUseBy: ["arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/1"],
        notAfter: "2027-06-01T12:00:00.000Z",
      }),
      outcome: "pass",
    },
    {
      name: "as a number",
      record: item("AWS::ACM::Certificate", { inUseBy: ["lb"], notAfter: 1811851200000 }),
      outcome: "pass",
    },
    {
      name: "soon",
      record: item("AWS::ACM::Certificate", { inUseBy: ["lb"], notAfter: "2026-12-01T12:00:00.000Z" }),
      outcome: "fail",
    },
    {
      name: "expired",
      record: item("AWS::ACM::Certificate", { inUseBy: ["lb"], notAfter: "2026-11-01T12:00:00.000Z" }),
      outcome: "fail",
    },
    {
      name: "unused",
      record: item("AWS::ACM::Certificate", { inUseBy: [], notAfter: "2026-11-01T12:00:00.000Z" }),
      outcome: "not-applicable",
    },
    {
      name: "end not stated",
      record: item("AWS::ACM::Certificate", { inUseBy: ["lb"] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "use not stated",
      record: item("AWS::ACM::Certificate", { notAfter: "2027-06-01T12:00:00.000Z" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
