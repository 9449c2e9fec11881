import { badRoles, badUsers, OIDC } from "./bad-identities.ts";
import { bareAccount, builder } from "./builders.ts";
import { withBadConfig } from "./config-meridian.ts";
import { allow, awsManaged, policy } from "./documents.ts";
import { MANAGEMENT_ID } from "./meridian-management.ts";
import { MEMBER_ID } from "./meridian-member.ts";
import { meridianIdentityCenter } from "./meridian-organization.ts";
import type { Account, Organisation, PresetOptions } from "./model.ts";
import { listed } from "./population.ts";
import { uniqueId, uuid } from "./random.ts";
import { READER } from "./reader.ts";
import { withReservedRoles } from "./reserved-roles.ts";

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
