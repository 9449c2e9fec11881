import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { domainDnsKind } from "../evidence.ts";
import { dmarcOf, mailRecords } from "../policy/index.ts";

export default defineCheck({
  id: "google-domain-has-dmarc",
  version: 1,
  title: "Each domain has a DMARC record",
  rationale:
    "DMARC ties the sender that people read to what SPF and DKIM prove; without it those prove nothing to a person.",
  severity: "medium",
  over: domainDnsKind,
  params: z.object({}),
  remediation: "Publish a DMARC record, first with p=none to learn, then stricter.",
  expected: () => "a valid DMARC record is in force for the domain",
  test(record) {
    const found = dmarcOf(record);
    if (found === undefined)
      return fail(`no valid DMARC record${record.dmarc.values.length > 1 ? ": there is more than one" : ""}`);
    return found.policy === "" ? fail("the DMARC record states no policy") : pass(`DMARC policy ${found.policy}`);
  },
  examples: [
    { name: "of its own", record: mailRecords({ dmarc: ["v=DMARC1; p=none"] }), outcome: "pass" },
    { name: "none", record: mailRecords(), outcome: "fail" },
    { name: "of the domain above", record: mailRecords({ dmarcOfParent: ["v=DMARC1; p=reject"] }), outcome: "pass" },
    { name: "two", record: mailRecords({ dmarc: ["v=DMARC1; p=none", "v=DMARC1; p=reject"] }), outcome: "fail" },
    {
      name: "no policy in it",
      record: mailRecords({ dmarc: ["v=DMARC1; rua=mailto:d@example.com"] }),
      outcome: "fail",
    },
    {
      name: "DNS gave no answer",
      record: mailRecords({ dmarc: "failed" }),
      outcome: "undetermined",
      reason: "provider-error",
    },
  ],
});
