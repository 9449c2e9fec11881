import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { domainDnsKind } from "../evidence.ts";
import { answered, mailRecords } from "../policy/index.ts";

export default defineCheck({
  id: "google-domain-has-spf",
  version: 1,
  title: "Each domain says who may send its mail (SPF)",
  rationale:
    "Without the record every server in the world sends mail in the domain's name; a soft one leaves the decision to the receiver.",
  severity: "medium",
  over: domainDnsKind,
  params: z.object({
    endings: z
      .array(z.enum(["-all", "~all"]))
      .min(1)
      .default(["-all"])
      .describe("endings. origin: CISA SCuBA GWS.GMAIL.3.1"),
  }),
  remediation: "Publish one SPF record that ends in -all.",
  expected: ({ endings }) => `exactly one SPF record, which ends in one of: ${endings.join(", ")}`,
  test(record, ctx) {
    const records = answered(record.spf);
    if (records.length === 0) return fail("no SPF record");
    if (records.length > 1) return fail(`${records.length} SPF records: receivers ignore all of them`);
    const text = records[0] ?? "";
    const terms = text.trim().toLowerCase().split(/\s+/);
    const all = terms.find((term) => /^[-~?+]?all$/.test(term));
    if (all === undefined) {
      const redirect = terms.find((term) => term.startsWith("redirect="));
      return redirect === undefined
        ? fail(`"${text}" does not say what holds for everybody else`)
        : undetermined("schema-mismatch", `"${text}" hands the decision to another domain, which is not read here`);
    }
    const ending = all === "all" ? "+all" : all;
    return ctx.params.endings.some((one) => one === ending) ? pass(text) : fail(text);
  },
  examples: [
    { name: "hard", record: mailRecords({ spf: ["v=spf1 include:_spf.google.com -all"] }), outcome: "pass" },
    { name: "soft", record: mailRecords({ spf: ["v=spf1 include:_spf.google.com ~all"] }), outcome: "fail" },
    {
      name: "soft where that is enough",
      record: mailRecords({ spf: ["v=spf1 include:_spf.google.com ~all"] }),
      params: { endings: ["-all", "~all"] },
      outcome: "pass",
    },
    { name: "everybody", record: mailRecords({ spf: ["v=spf1 all"] }), outcome: "fail" },
    { name: "none", record: mailRecords(), outcome: "fail" },
    {
      name: "two",
      record: mailRecords({ spf: ["v=spf1 -all", "v=spf1 include:_spf.google.com -all"] }),
      outcome: "fail",
    },
    {
      name: "no word about the rest",
      record: mailRecords({ spf: ["v=spf1 include:_spf.google.com"] }),
      outcome: "fail",
    },
    {
      name: "redirected",
      record: mailRecords({ spf: ["v=spf1 redirect=_spf.example.net"] }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    { name: "the name does not exist", record: mailRecords({ spf: "absent" }), outcome: "fail" },
    {
      name: "DNS gave no answer",
      record: mailRecords({ spf: "failed" }),
      outcome: "undetermined",
      reason: "provider-error",
    },
  ],
});
