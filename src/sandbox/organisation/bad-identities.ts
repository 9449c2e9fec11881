import type { Builder } from "./builders.ts";
import { allow, awsManaged, policy, serviceTrust, trust, webIdentityTrust } from "./documents.ts";
import { MANAGEMENT_ID } from "./meridian-management.ts";
import type { Role, User } from "./model.ts";
import { uniqueId } from "./random.ts";
import { readerRole } from "./reader.ts";

export const OIDC = "token.actions.githubusercontent.com";

export function badUsers(build: Builder): readonly User[] {
  return [
    // Administers the directory and GitHub too, without a second step anywhere.
    build.user("shared-admin", {
      ageDays: 1500,
      tags: [{ Key: "Email", Value: "bruno.keller@meridian.example.com" }],
      groups: ["Everyone"],
      attached: [awsManaged("AdministratorAccess"), build.policyArn("do-anything")],
      inline: [build.inline("everything", policy(allow("*")))],
      password: build.password(1400, 0.1),
      keys: [build.key("shared-1", 1400, 0.1), build.key("shared-2", 700)],
      certificates: [
        { id: uniqueId("ASCA", `${build.accountId}/shared`), status: "Active", uploaded: build.ago(1300) },
      ],
      sshKeys: [{ id: uniqueId("APKA", `${build.accountId}/shared`), status: "Active", uploaded: build.ago(1300) }],
      serviceCredentials: [
        {
          id: uniqueId("ACCA", `${build.accountId}/shared-git`),
          service: "codecommit.amazonaws.com",
          status: "Active",
          created: build.ago(1300),
          serviceUserName: `shared-admin-at-${build.accountId}`,
        },
        {
          id: uniqueId("ACCA", `${build.accountId}/shared-bedrock`),
          service: "bedrock.amazonaws.com",
          status: "Active",
          created: build.ago(400),
          alias: "shared-admin-key",
        },
      ],
    }),
    build.user("former-employee", {
      ageDays: 1100,
      tags: [
        { Key: "owner", Value: "" },
        { Key: "email", Value: "emeka.lindqvist@meridian.example.com" },
      ],
      groups: ["Everyone"],
      password: build.password(1100),
      keys: [build.key("former", 1100, 600)],
    }),
    build.user("never-started", { ageDays: 200, password: build.password(200), keys: [build.key("initial", 200)] }),
    build.user("escalator", {
      ageDays: 300,
      tags: [{ Key: "email", Value: "nobody@example.net" }],
      attached: [build.policyArn("escalate")],
      keys: [build.key("escalator", 299, 2)],
    }),
    build.user("not-action", {
      ageDays: 300,
      attached: [build.policyArn("all-but-nothing"), build.policyArn("all-of-s3")],
      password: build.password(300, 200),
    }),
    build.user("mfa-admin", {
      ageDays: 300,
      inline: [build.inline("with-mfa", policy(allow("*", "*", { Bool: { "aws:MultiFactorAuthPresent": "true" } })))],
      password: build.password(300, 95),
    }),
  ];
}

export function badRoles(build: Builder): readonly Role[] {
  return [
    { ...readerRole(build, MANAGEMENT_ID), attached: [awsManaged("ReadOnlyAccess")], maxSessionSeconds: 43_200 },
    build.role("open-door", {
      ageDays: 900,
      usedDays: 1,
      trust: trust({ AWS: "*" }),
      attached: [awsManaged("AdministratorAccess")],
    }),
    build.role("open-to-all-services-of-star", {
      ageDays: 900,
      usedDays: 1,
      trust: trust("*"),
      attached: [awsManaged("PowerUserAccess")],
    }),
    build.role("partner", {
      ageDays: 900,
      usedDays: 5,
      trust: trust({ AWS: "arn:aws:iam::999999999999:root" }),
      attached: [awsManaged("AdministratorAccess")],
    }),
    build.role("github-anyone", {
      ageDays: 900,
      usedDays: 1,
      trust: webIdentityTrust(build.accountId, OIDC, { StringEquals: { aud: "sts.amazonaws.com" } }),
      attached: [awsManaged("AdministratorAccess")],
    }),
    build.role("github-any-branch", {
      ageDays: 900,
      usedDays: 1,
      trust: webIdentityTrust(build.accountId, OIDC, {
        StringEquals: { aud: "sts.amazonaws.com" },
        StringLike: { sub: "repo:meridian-freight/legacy-billing:*" },
      }),
      attached: [awsManaged("AdministratorAccess")],
      tags: [{ Key: "owner", Value: "emeka.lindqvist@meridian.example.com" }],
    }),
    build.role("github-gone", {
      ageDays: 900,
      usedDays: 1,
      trust: webIdentityTrust(build.accountId, OIDC, {
        StringEquals: { aud: "sts.amazonaws.com" },
        StringLike: { sub: "repo:meridian-freight/deleted-long-ago:*" },
      }),
      attached: [awsManaged("AdministratorAccess")],
    }),
    build.role("events-to-anything", {
      ageDays: 900,
      usedDays: 1,
      trust: serviceTrust("events.amazonaws.com"),
      inline: [build.inline("everything", policy(allow("*")))],
    }),
    build.role("server", {
      ageDays: 900,
      usedDays: 1,
      instanceProfile: true,
      maxSessionSeconds: 43_200,
      trust: serviceTrust("ec2.amazonaws.com"),
      attached: [awsManaged("AdministratorAccess")],
    }),
    build.role("forgotten", {
      ageDays: 1500,
      trust: serviceTrust("lambda.amazonaws.com"),
      attached: [build.policyArn("do-anything"), build.policyArn("escalate")],
    }),
  ];
}
