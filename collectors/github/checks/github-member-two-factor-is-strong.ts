import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { memberKind } from "../evidence.ts";
import { member } from "../policy/index.ts";

export default defineCheck({
  id: "github-member-two-factor-is-strong",
  version: 1,
  title: "Members do not rely on codes by SMS",
  rationale: "A telephone number can be taken over by a telephone call.",
  severity: "medium",
  over: memberKind,
  params: z.object({}),
  remediation: "Allow secure two-factor methods only, in the organization's authentication security settings.",
  expected: () => "GitHub does not list the member's second factor as insecure (SMS)",
  test(record) {
    if (record.two_factor_enabled === false)
      return notApplicable("no second factor at all: see github-member-has-two-factor");
    const weak = record.two_factor_insecure;
    if (weak === null || weak === undefined)
      return undetermined("denied", "GitHub shows the methods of members to owners' tokens alone");
    return weak ? fail(`${record.login} may use SMS`) : pass(`${record.login} uses secure methods only`);
  },
  examples: [
    {
      name: "secure",
      record: member("ana", { two_factor_enabled: true, two_factor_insecure: false }),
      outcome: "pass",
    },
    { name: "SMS", record: member("ana", { two_factor_enabled: true, two_factor_insecure: true }), outcome: "fail" },
    { name: "none at all", record: member("ana", { two_factor_enabled: false }), outcome: "not-applicable" },
    {
      name: "not visible",
      record: member("ana", { two_factor_enabled: null, two_factor_insecure: null }),
      outcome: "undetermined",
      reason: "denied",
    },
    { name: "absent", record: member("ana"), outcome: "undetermined", reason: "denied" },
  ],
});
