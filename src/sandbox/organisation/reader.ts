import { awsManaged, policy, allow, trust } from "./documents.ts";
import type { Builder } from "./builders.ts";
import type { ReaderRole, Role } from "./model.ts";

export const READER: ReaderRole = { name: "ExhibitReadOnly", externalId: "meridian-exhibit-7f3a" };

/** The role that Exhibit assumes in an account: trusts the central account, demands the external id. */
export function readerRole(build: Builder, centralAccountId: string): Role {
  return build.role(READER.name, {
    path: "/",
    ageDays: 60,
    usedDays: 0,
    description: "Read-only access for evidence collection",
    attached: [awsManaged("SecurityAudit")],
    inline: [
      build.inline(
        "exhibit-extra-reads",
        policy(allow(["account:ListRegions", "account:GetAlternateContact", "access-analyzer:List*"])),
      ),
    ],
    trust: trust(
      { AWS: `arn:aws:iam::${centralAccountId}:root` },
      { StringEquals: { "sts:ExternalId": READER.externalId } },
    ),
    tags: [{ Key: "owner", Value: "internal-audit" }],
  });
}
