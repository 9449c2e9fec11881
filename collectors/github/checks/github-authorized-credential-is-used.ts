import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { credentialAuthorizationKind, type CredentialAuthorization } from "../evidence.ts";
import { dated, daysAgo, stated, wholeDays } from "../policy/index.ts";

const credential = (rest: Partial<CredentialAuthorization> = {}): CredentialAuthorization => ({
  login: "ana",
  credential_id: 1,
  credential_type: "SSH key",
  ...rest,
});

export default defineCheck({
  id: "github-authorized-credential-is-used",
  version: 1,
  title: "Authorized credentials are in use",
  rationale: "A forgotten key opens the code for as long as it lies somewhere.",
  severity: "low",
  over: credentialAuthorizationKind,
  params: z.object({
    maxDays: z.number().int().positive().default(90).describe("days. origin: our default, as for other credentials"),
  }),
  remediation: "Remove the authorization of credentials that nobody uses.",
  expected: ({ maxDays }) =>
    `a token or key authorized for single sign-on was used, or authorized, within ${maxDays} days`,
  test(record, ctx) {
    const used = record.credential_accessed_at;
    if (used === undefined) return undetermined("schema-mismatch", "GitHub did not state credential_accessed_at");
    const at = used ?? stated(record, "credential_authorized_at");
    const observed = `${record.credential_type} of ${record.login}, ${used === null ? "never used, authorized" : "last used"} ${dated(at, ctx.evidenceAt)}`;
    return wholeDays(at, ctx.evidenceAt) > ctx.params.maxDays ? fail(observed) : pass(observed);
  },
  examples: [
    { name: "used yesterday", record: credential({ credential_accessed_at: daysAgo(1) }), outcome: "pass" },
    { name: "used a year ago", record: credential({ credential_accessed_at: daysAgo(365) }), outcome: "fail" },
    {
      name: "never used, new",
      record: credential({ credential_accessed_at: null, credential_authorized_at: daysAgo(5) }),
      outcome: "pass",
    },
    {
      name: "never used, old",
      record: credential({ credential_accessed_at: null, credential_authorized_at: daysAgo(200) }),
      outcome: "fail",
    },
    { name: "not stated", record: credential(), outcome: "undetermined", reason: "schema-mismatch" },
  ],
});
