import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { domainDnsKind } from "../evidence.ts";
import { dmarcOf, mailRecords } from "../policy/index.ts";

export default defineCheck({
  id: "google-domain-dmarc-is-enforced",
  version: 1,
  title: "DMARC refuses forged mail",
  rationale: "A policy of none reports forgeries and delivers them.",
  severity: "high",
  over: domainDnsKind,
  params: z.object({
    policies: z
      .array(z.enum(["quarantine", "reject"]))
      .min(1)
      .default(["quarantine", "reject"])
      .describe("policies. origin: our default; CISA SCuBA GWS.GMAIL.4.2 asks for reject"),
  }),
  remediation: "Raise the policy to quarantine and then to reject, for all mail.",
  expected: ({ policies }) => `the DMARC policy in force is one of ${policies.join(", ")}, for all mail`,
  test(record, ctx) {
    const found = dmarcOf(record);
    if (found === undefined) return fail("no valid DMARC record");
    const share = Number(found.tags.get("pct") ?? "100");
    if (!Number.isFinite(share)) return undetermined("schema-mismatch", `pct is ${found.tags.get("pct")}`);
    const observed = `policy ${found.policy === "" ? "not stated" : found.policy}${share === 100 ? "" : ` for ${share} % of mail`}`;
    return share === 100 && ctx.params.policies.some((one) => one === found.policy) ? pass(observed) : fail(observed);
  },
  examples: [
    {
      name: "reject",
      record: mailRecords({ dmarc: ["v=DMARC1; p=reject; rua=mailto:d@example.com"] }),
      outcome: "pass",
    },
    { name: "none", record: mailRecords({ dmarc: ["v=DMARC1; p=none"] }), outcome: "fail" },
    {
      name: "quarantine for a tenth",
      record: mailRecords({ dmarc: ["v=DMARC1; p=quarantine; pct=10"] }),
      outcome: "fail",
    },
    {
      name: "subdomain policy of the domain above",
      record: mailRecords({ dmarcOfParent: ["v=DMARC1; p=reject; sp=none"] }),
      outcome: "fail",
    },
    {
      name: "quarantine where only reject counts",
      record: mailRecords({ dmarc: ["v=DMARC1; p=quarantine"] }),
      params: { policies: ["reject"] },
      outcome: "fail",
    },
    { name: "no record", record: mailRecords(), outcome: "fail" },
    {
      name: "DNS gave no answer",
      record: mailRecords({ dmarc: "failed" }),
      outcome: "undetermined",
      reason: "provider-error",
    },
    {
      name: "share is no number",
      record: mailRecords({ dmarc: ["v=DMARC1; p=reject; pct=many"] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
