import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { domainDnsKind } from "../evidence.ts";
import { answered, mailRecords, receivesMail } from "../policy/index.ts";

export default defineCheck({
  id: "google-domain-reports-on-tls",
  version: 1,
  title: "Failures of mail encryption are reported (TLS-RPT)",
  rationale: "A mail server that others cannot reach encrypted is noticed only by reports.",
  severity: "low",
  over: domainDnsKind,
  params: z.object({}),
  remediation: "Publish a TLS-RPT record with an address that somebody reads.",
  expected: () => "the domain names where reports on mail encryption go, where it receives mail",
  test(record) {
    if (!receivesMail(record)) return notApplicable("the domain receives no mail");
    const found = answered(record.tlsRpt).find((text) => /^v\s*=\s*TLSRPTv1\b/i.test(text.trim()));
    return found === undefined ? fail("no TLS-RPT record") : pass(found);
  },
  examples: [
    { name: "named", record: mailRecords({ tlsRpt: ["v=TLSRPTv1; rua=mailto:t@example.com"] }), outcome: "pass" },
    { name: "none", record: mailRecords(), outcome: "fail" },
    { name: "receives no mail", record: mailRecords({ mx: ["0 ."] }), outcome: "not-applicable" },
    {
      name: "DNS gave no answer",
      record: mailRecords({ tlsRpt: "failed" }),
      outcome: "undetermined",
      reason: "provider-error",
    },
  ],
});
