import { bareAccount, builder, type Builder } from "./builders.ts";
import { allow, awsManaged, policy, serviceTrust, trust, webIdentityTrust } from "./documents.ts";
import { readerRole } from "./reader.ts";
import { MANAGEMENT_ID } from "./meridian-management.ts";
import { emailTag } from "./meridian-users.ts";
import type { Account, Group, ManagedPolicy, PresetOptions, Role, User } from "./model.ts";
import { listed } from "./population.ts";
import { uniqueId, uuid } from "./random.ts";

export const MEMBER_ID = "444455556666";
const GITLAB = "gitlab.example.com";

/** Member account of Meridian Freight: default password policy, and two reads that its guard rails refuse. */
export function meridianMember({ asOf }: PresetOptions): Account {
  const build = builder(MEMBER_ID, asOf);
  return {
    ...bareAccount(MEMBER_ID, "meridian-warehouse", asOf),
    alias: "meridian-warehouse",
    email: "aws-warehouse@meridian-freight.example.com",
    joined: { at: build.ago(800), method: "CREATED" },
    root: {
      created: build.ago(800),
      mfa: build.hardwareMfa("warehouse-safe", 700),
      passwordPresent: true,
      passwordLastUsed: build.ago(700),
      keys: [],
      certificates: [],
    },
    users: listed(users(build)),
    groups: listed(groups(build)),
    roles: listed(roles(build)),
    policies: listed(policies(build)),
    oidcProviders: [{ url: GITLAB, clientIds: [`https://${GITLAB}`], thumbprints: [], created: build.ago(90) }],
    outboundIssuer: `https://${uuid("issuer")}.tokens.sts.global.api.aws`,
    analyzers: [
      {
        region: "eu-central-1",
        name: "warehouse",
        type: "ACCOUNT",
        status: "ACTIVE",
        created: build.ago(300),
        lastAnalyzed: { at: build.ago(0.2), resource: `arn:aws:iam::${MEMBER_ID}:role/scanner-fleet` },
        findings: [],
      },
      {
        region: "us-east-1",
        name: "warehouse-us",
        type: "ACCOUNT",
        status: "FAILED",
        created: build.ago(30),
        findings: [],
      },
    ],
    refusals: [
      { operation: "account:GetAlternateContact" },
      { operation: "access-analyzer:ListAnalyzers", region: "eu-west-1" },
    ],
    report: "fresh",
  };
}

function users(build: Builder): readonly User[] {
  return [
    build.user("gate-terminal", { keys: [build.key("gate", 20, 0.1)], groups: ["Terminals"] }),
    build.user("ola.bergstrom", {
      path: "/people/",
      groups: ["Warehouse-Admins"],
      password: build.password(100, 6),
      mfa: [build.virtualMfa("ola.bergstrom")],
    }),
    // Nobody in the directory, and a member on GitHub.
    build.user("piotr.wrona", {
      path: "/people/",
      tags: [emailTag("piotr.wrona")],
      ageDays: 600,
      groups: ["Terminals"],
      password: build.password(500, 300),
      keys: [build.key("piotr", 600)],
    }),
    build.user("label-printer", {
      keys: [build.key("printer", 95, 94)],
      attached: [build.policyArn("print-labels")],
      serviceCredentials: [
        {
          id: uniqueId("ACCA", "printer-keyspaces"),
          service: "cassandra.amazonaws.com",
          status: "Inactive",
          created: build.ago(95),
          serviceUserName: `label-printer-at-${MEMBER_ID}`,
        },
      ],
    }),
  ];
}

function groups(build: Builder): readonly Group[] {
  return [
    build.group("Warehouse-Admins", { inline: [build.inline("admin", policy(allow(["*:*"])))] }),
    build.group("Terminals", { attached: [build.policyArn("print-labels")] }),
  ];
}

function roles(build: Builder): readonly Role[] {
  return [
    readerRole(build, MANAGEMENT_ID),
    build.role("OrganizationAccountAccessRole", {
      ageDays: 800,
      usedDays: 600,
      trust: trust({ AWS: `arn:aws:iam::${MANAGEMENT_ID}:root` }),
      attached: [awsManaged("AdministratorAccess")],
    }),
    build.role("scanner-fleet", {
      usedDays: 0.1,
      instanceProfile: true,
      trust: serviceTrust("ec2.amazonaws.com"),
      attached: [build.policyArn("print-labels")],
    }),
    build.role("stock-events", {
      usedDays: 0.5,
      trust: serviceTrust("events.amazonaws.com"),
      inline: [build.inline("send", policy(allow("sqs:SendMessage", `arn:aws:sqs:*:${MEMBER_ID}:stock`)))],
    }),
    build.role("gitlab-runner", {
      usedDays: 1,
      trust: webIdentityTrust(MEMBER_ID, GITLAB, {
        StringEquals: { aud: `https://${GITLAB}` },
        StringLike: { sub: "project_path:freight/warehouse:ref_type:branch:ref:main" },
      }),
      attached: [build.policyArn("print-labels")],
    }),
    build.role("AWSServiceRoleForSupport", {
      path: "/aws-service-role/support.amazonaws.com/",
      ageDays: 800,
      trust: serviceTrust("support.amazonaws.com"),
      attached: [awsManaged("AWSSupportServiceRolePolicy")],
    }),
  ];
}

function policies(build: Builder): readonly ManagedPolicy[] {
  return [
    build.policy(
      "print-labels",
      policy(
        allow(
          ["s3:GetObject", "sqs:ReceiveMessage"],
          [`arn:aws:s3:::warehouse-labels/*`, `arn:aws:sqs:*:${MEMBER_ID}:labels`],
        ),
      ),
    ),
  ];
}
