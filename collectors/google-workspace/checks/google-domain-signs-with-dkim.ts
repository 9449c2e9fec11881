import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { domainDnsKind } from "../evidence.ts";
import { answered, mailRecords, receivesMail, tagsOf } from "../policy/index.ts";

export default defineCheck({
  id: "google-domain-signs-with-dkim",
  version: 1,
  title: "Mail of the domain is signed (DKIM)",
  rationale: "A signature survives forwarding and proves that the text is as it was sent.",
  severity: "medium",
  over: domainDnsKind,
  params: z.object({}),
  remediation: "Generate a DKIM key of 2,048 bits in the Admin console and publish it.",
  expected: () => "a DKIM key is published under a selector that was asked; when none answers, another one may exist",
  test(record) {
    const keys = record.dkim.flatMap(({ selector, answer }) =>
      answer.values.map((text) => ({ selector, key: tagsOf(text).get("p") })),
    );
    const valid = keys.filter(({ key }) => key !== undefined && key !== "");
    if (valid.length > 0) return pass(`key under ${valid.map(({ selector }) => selector).join(", ")}`);
    const asked = record.dkim.map(({ selector }) => selector).join(", ");
    const failed = record.dkim.find(({ answer }) => answer.state === "failed");
    if (failed !== undefined)
      return undetermined("provider-error", `DNS gave no answer for selector ${failed.selector}`);
    if (answered(record.mx).length > 0 && !receivesMail(record) && keys.length === 0)
      return notApplicable("the domain says that it has no mail (null MX)");
    if (keys.length > 0) return fail(`key revoked: empty under ${keys.map(({ selector }) => selector).join(", ")}`);
    return undetermined(
      "no-population",
      `no key under ${asked}: another selector may be in use; name it in the configuration`,
    );
  },
  examples: [
    { name: "a key", record: mailRecords({ dkim: { google: ["v=DKIM1; k=rsa; p=MIIBIjANBgkq"] } }), outcome: "pass" },
    { name: "a revoked key", record: mailRecords({ dkim: { google: ["v=DKIM1; p="] } }), outcome: "fail" },
    {
      name: "another selector than those asked (GWS-12)",
      record: mailRecords(),
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "DNS gave no answer",
      record: mailRecords({ dkim: { google: "failed" } }),
      outcome: "undetermined",
      reason: "provider-error",
    },
    { name: "a domain without mail", record: mailRecords({ mx: ["0 ."] }), outcome: "not-applicable" },
  ],
});
