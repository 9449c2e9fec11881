import { bareAccount, builder, type Builder } from "./builders.ts";
import { allow, awsManaged, policy, serviceTrust, trust, webIdentityTrust } from "./documents.ts";
import { withBadConfig } from "./config-meridian.ts";
import { MANAGEMENT_ID } from "./meridian-management.ts";
import { MEMBER_ID } from "./meridian-member.ts";
import { meridianIdentityCenter } from "./meridian-organization.ts";
import type { Account, Organisation, PresetOptions, Role, User } from "./model.ts";
import { listed } from "./population.ts";
import { uniqueId, uuid } from "./random.ts";
import { READER, readerRole } from "./reader.ts";
import { withReservedRoles } from "./reserved-roles.ts";

const OIDC = "token.actions.githubusercontent.com";

/** An organisation where everything is wrong: for every check a resource that contradicts it, where that is possible. */
export function badOrganisation(options: PresetOptions): Organisation {
  const { asOf } = options;
  const center = meridianIdentityCenter(options);
  const administrator = center.permissionSets.filter(({ name }) => name === "Administrator");
  const { passwordPolicy: _policy, ...member } = badAccount(MEMBER_ID, "meridian-warehouse", options);
  const organisation: Organisation = {
    name: "Meridian Freight, neglected",
    accounts: [
      badAccount(MANAGEMENT_ID, "meridian-head-office", options),
      // The default password policy, no federation, nobody who analyzes access, and an identity provider that takes tokens for anybody.
      {
        ...member,
        analyzers: [],
        samlProviders: [],
        oidcProviders: member.oidcProviders.map((provider) => ({ ...provider, clientIds: [] })),
      },
      { ...bareAccount("123456789012", "meridian-old-depot", asOf), state: "SUSPENDED" },
    ],
    reader: READER,
    organization: {
      id: "o-meridian03",
      managementAccountId: MANAGEMENT_ID,
      featureSet: "CONSOLIDATED_BILLING",
      rootId: "r-mf03",
      policyTypes: [],
      policies: [],
      trustedServices: [{ principal: "sso.amazonaws.com", enabled: builder(MANAGEMENT_ID, asOf).ago(700) }],
      delegatedAdministrators: [{ accountId: MEMBER_ID, enabled: builder(MANAGEMENT_ID, asOf).ago(700) }],
    },
    identityCenter: {
      ...center,
      permissionSets: [
        ...administrator.map((set) => ({
          ...set,
          inline: policy(allow("*")),
          assignments: center.users.map(
            ({ id }) => ({ accountId: MANAGEMENT_ID, type: "USER", principalId: id }) as const,
          ),
        })),
        ...center.permissionSets.filter(({ name }) => name === "Night-Shift"),
      ],
    },
  };
  return withBadConfig(withReservedRoles(organisation, options), options);
}

function badAccount(id: string, name: string, { asOf }: PresetOptions): Account {
  const build = builder(id, asOf);
  return {
    ...bareAccount(id, name, asOf),
    root: {
      created: build.ago(2000),
      passwordPresent: true,
      passwordLastUsed: build.ago(0.2),
      keys: [build.key("root-1", 1800, 0.5), build.key("root-2", 900)],
      certificates: [{ id: uniqueId("ASCA", `${id}/root`), status: "Active", uploaded: build.ago(1500) }],
    },
    passwordPolicy: {
      minimumLength: 6,
      symbols: false,
      numbers: false,
      uppercase: false,
      lowercase: false,
      usersMayChange: false,
      maxAge: 30,
      hardExpiry: true,
    },
    users: listed(badUsers(build)),
    groups: listed([
      build.group("Everyone", {
        attached: [awsManaged("AdministratorAccess"), awsManaged("AWSCloudShellFullAccess")],
        inline: [build.inline("more", policy(allow("*", "arn:aws:*")))],
      }),
      build.group("Nobody", { attached: [awsManaged("IAMFullAccess")] }),
    ]),
    roles: listed(badRoles(build)),
    policies: listed([
      build.policy("do-anything", policy(allow(["*:*"]))),
      build.policy("all-but-nothing", policy({ Effect: "Allow", NotAction: "support:*", Resource: "*" })),
      build.policy(
        "escalate",
        policy(
          allow([
            "iam:PassRole",
            "lambda:CreateFunction",
            "lambda:InvokeFunction",
            "iam:CreatePolicyVersion",
            "iam:AttachUserPolicy",
            "sts:AssumeRole",
          ]),
        ),
      ),
      build.policy("left-over", policy(allow("ec2:*")), { ageDays: 1200 }),
      build.policy("all-of-s3", policy(allow(["s3:*", "kms:*", "secretsmanager:*"]))),
    ]),
    unassignedDevices: [{ serial: `arn:aws:iam::${id}:mfa/forgotten` }],
    samlProviders: [
      {
        name: "ExpiredDirectory",
        created: build.ago(2000),
        validUntil: build.ago(100),
        encryption: "Allowed",
        privateKeys: [],
      },
    ],
    oidcProviders: [
      { url: OIDC, clientIds: ["sts.amazonaws.com", "anybody"], thumbprints: [], created: build.ago(900) },
    ],
    serverCertificates: [
      {
        name: "expired",
        id: uniqueId("ASCA", `${id}/expired`),
        path: "/",
        uploaded: build.ago(1000),
        expires: build.ago(300),
      },
    ],
    outboundIssuer: `https://${uuid(`issuer/${id}`)}.tokens.sts.global.api.aws`,
    analyzers: [
      {
        region: "eu-central-1",
        name: "ignored",
        type: "ACCOUNT",
        status: "ACTIVE",
        created: build.ago(900),
        findings: ["open-door", "partner"].map((role) => ({
          id: uuid(`bad-finding/${id}/${role}`),
          status: "ACTIVE",
          type: "ExternalAccess",
          resource: `arn:aws:iam::${id}:role/${role}`,
          resourceType: "AWS::IAM::Role",
          created: build.ago(800),
          updated: build.ago(1),
        })),
      },
      {
        region: "eu-central-1",
        name: "ignored-unused",
        type: "ACCOUNT_UNUSED_ACCESS",
        status: "ACTIVE",
        created: build.ago(900),
        unusedAfterDays: 90,
        findings: [
          {
            id: uuid(`bad-unused/${id}`),
            status: "ACTIVE",
            type: "UnusedIAMRole",
            resource: `arn:aws:iam::${id}:role/forgotten`,
            resourceType: "AWS::IAM::Role",
            created: build.ago(700),
            updated: build.ago(1),
          },
        ],
      },
      { region: "eu-west-1", name: "off", type: "ACCOUNT", status: "DISABLED", created: build.ago(900), findings: [] },
    ],
    report: "expired",
  };
}

function badUsers(build: Builder): readonly User[] {
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

function badRoles(build: Builder): readonly Role[] {
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
