import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { ACCOUNT } from "../../_aws/policy/index.ts";
import { outboundFederationKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-outbound-federation-is-off",
  version: 1,
  title: "Outbound web identity federation is off unless wanted",
  rationale:
    "With it, principals of the account can obtain tokens that prove their identity to services outside; where nobody uses that, it is a way out.",
  unmapped: "Whether AWS may vouch for workloads elsewhere is a design decision that no guidance point prescribes.",
  severity: "low",
  over: outboundFederationKind,
  params: z.object({
    expected: z
      .enum(["off", "on"])
      .default("off")
      .describe("on: the account uses it. origin: our default; off is what AWS starts with"),
  }),
  remediation:
    "Disable outbound web identity federation, or set the parameter to on and restrict sts:GetWebIdentityToken.",
  expected: ({ expected }) => `outbound web identity federation is ${expected}`,
  test(record, ctx) {
    const state = record.Enabled ? "on" : "off";
    const observed = `outbound web identity federation is ${state}${record.IssuerIdentifier === undefined ? "" : ` (${record.IssuerIdentifier})`}`;
    if (ctx.params.expected === "on") return notApplicable(`${observed}; wanted by the parameter expected`);
    return record.Enabled ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "off", record: { AccountId: ACCOUNT, Enabled: false }, outcome: "pass" },
    {
      name: "on",
      record: { AccountId: ACCOUNT, Enabled: true, IssuerIdentifier: "https://issuer.example.com" },
      outcome: "fail",
    },
    {
      name: "on and wanted",
      record: { AccountId: ACCOUNT, Enabled: true },
      params: { expected: "on" },
      outcome: "not-applicable",
    },
  ],
});
