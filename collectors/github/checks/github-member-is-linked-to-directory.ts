import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { memberKind, organizationKind } from "../evidence.ts";
import { member, organization } from "../policy/index.ts";

export default defineCheck({
  id: "github-member-is-linked-to-directory",
  version: 1,
  title: "Members are tied to the directory",
  rationale: "An account that no directory entry stands behind stays when the person leaves.",
  severity: "medium",
  over: memberKind,
  reads: [organizationKind],
  params: z.object({}),
  remediation: "Let the member sign in through single sign-on once, or remove the account; enforce single sign-on.",
  expected: () => "each member has an identity in the organization's single sign-on",
  test(record, ctx) {
    const linked = record.saml_linked;
    if (linked === true) return pass(`${record.login} is linked to the directory`);
    if (linked === false) return fail(`${record.login} has no identity in single sign-on`);
    for (const { saml_single_sign_on: state } of ctx.read(organizationKind).seen()) {
      if (state === "not-configured") return fail(`no single sign-on ties ${record.login} to the directory`);
    }
    return undetermined("denied", "identities of single sign-on are not visible to this token");
  },
  examples: [
    { name: "linked", record: member("ana", { saml_linked: true }), outcome: "pass" },
    { name: "not linked", record: member("ana", { saml_linked: false }), outcome: "fail" },
    {
      name: "no single sign-on",
      record: member("ana", { saml_linked: null }),
      reads: { "github.organization": [organization({ saml_single_sign_on: "not-configured" })] },
      outcome: "fail",
    },
    {
      name: "not visible",
      record: member("ana", { saml_linked: null }),
      reads: { "github.organization": [organization({ saml_single_sign_on: "configured" })] },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "the organization not readable",
      record: member("ana"),
      unavailable: { "github.organization": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
  ],
});
