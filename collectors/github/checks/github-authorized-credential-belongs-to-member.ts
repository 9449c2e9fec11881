import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { credentialAuthorizationKind, memberKind, type CredentialAuthorization } from "../evidence.ts";
import { member } from "../policy/index.ts";

const credential = (rest: Partial<CredentialAuthorization> = {}): CredentialAuthorization => ({
  login: "ana",
  credential_id: 1,
  credential_type: "SSH key",
  ...rest,
});

export default defineCheck({
  id: "github-authorized-credential-belongs-to-member",
  version: 1,
  title: "Authorized credentials belong to members",
  rationale: "A key or token that was authorized once keeps its way past single sign-on.",
  severity: "high",
  over: credentialAuthorizationKind,
  reads: [memberKind],
  params: z.object({}),
  remediation: "Remove the authorization of credentials whose owner is no member.",
  expected: () => "the owner of each token or key authorized for single sign-on is a member",
  test(record, ctx) {
    const owner = ctx.read(memberKind).get(record.login);
    const observed = `${record.credential_type} of ${record.login}`;
    return owner === undefined ? fail(`${observed}, who is no member`) : pass(`${observed}, a member`);
  },
  examples: [
    { name: "a member", record: credential(), reads: { "github.member": [member("ana")] }, outcome: "pass" },
    {
      name: "no member",
      record: credential({ login: "leaver" }),
      reads: { "github.member": [member("ana")] },
      outcome: "fail",
    },
    {
      name: "members not readable",
      record: credential(),
      unavailable: { "github.member": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "members not seen whole",
      record: credential({ login: "leaver" }),
      reads: { "github.member": [member("ana")] },
      unavailable: { "github.member": "truncated" },
      outcome: "undetermined",
      reason: "truncated",
    },
  ],
});
