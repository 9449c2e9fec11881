import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { domainDnsKind } from "../evidence.ts";
import { dmarcOf, mailRecords } from "../policy/index.ts";

export default defineCheck({
  id: "google-domain-dmarc-reports-are-collected",
  version: 1,
  title: "DMARC reports are collected",
  rationale: "Reports show who sends in the domain's name, forgers included; without them nobody can raise the policy.",
  severity: "low",
  over: domainDnsKind,
  params: z.object({}),
  remediation: "Add rua= with an address that somebody reads by machine.",
  expected: () => "the DMARC record in force names where aggregate reports go",
  test(record) {
    const found = dmarcOf(record);
    if (found === undefined) return fail("no valid DMARC record");
    const to = found.tags.get("rua") ?? "";
    return to === "" ? fail("no rua in the DMARC record") : pass(`reports go to ${to}`);
  },
  examples: [
    {
      name: "collected",
      record: mailRecords({ dmarc: ["v=DMARC1; p=none; rua=mailto:d@example.com"] }),
      outcome: "pass",
    },
    { name: "not collected", record: mailRecords({ dmarc: ["v=DMARC1; p=reject"] }), outcome: "fail" },
    { name: "no record", record: mailRecords(), outcome: "fail" },
    {
      name: "DNS gave no answer",
      record: mailRecords({ dmarc: "failed" }),
      outcome: "undetermined",
      reason: "provider-error",
    },
  ],
});
