import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { domainDnsKind } from "../evidence.ts";
import { answered, mailRecords, receivesMail } from "../policy/index.ts";

export default defineCheck({
  id: "google-domain-has-mta-sts",
  version: 1,
  title: "Mail to the domain is asked to be encrypted (MTA-STS)",
  rationale: "Without the policy whoever sits between two servers can make them speak in clear text.",
  severity: "low",
  over: domainDnsKind,
  params: z.object({}),
  remediation: "Publish an MTA-STS policy in enforce mode.",
  expected: () => "the domain announces an MTA-STS policy, where it receives mail",
  test(record) {
    if (!receivesMail(record)) return notApplicable("the domain receives no mail");
    const found = answered(record.mtaSts).find((text) => /^v\s*=\s*STSv1\b/i.test(text.trim()));
    return found === undefined ? fail("no MTA-STS record") : pass(found);
  },
  examples: [
    { name: "announced", record: mailRecords({ mtaSts: ["v=STSv1; id=20261001"] }), outcome: "pass" },
    { name: "none", record: mailRecords(), outcome: "fail" },
    { name: "receives no mail", record: mailRecords({ mx: ["0 ."] }), outcome: "not-applicable" },
    {
      name: "DNS gave no answer",
      record: mailRecords({ mtaSts: "failed" }),
      outcome: "undetermined",
      reason: "provider-error",
    },
  ],
});
