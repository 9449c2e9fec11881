import { bareAccount, builder } from "./builders.ts";
import { meridianPolicies, meridianRoles } from "./meridian-roles.ts";
import { meridianGroups, meridianUsers } from "./meridian-users.ts";
import type { Account, PresetOptions } from "./model.ts";
import { listed } from "./population.ts";
import { uniqueId, uuid } from "./random.ts";

export const MANAGEMENT_ID = "111122223333";
const OIDC = "token.actions.githubusercontent.com";

/** Management account of Meridian Freight: the good, the bad and the easily misjudged side by side. */
export function meridianManagement({ asOf }: PresetOptions): Account {
  const build = builder(MANAGEMENT_ID, asOf);
  return {
    ...bareAccount(MANAGEMENT_ID, "meridian-head-office", asOf),
    alias: "meridian-freight",
    email: "aws-root@meridian-freight.example.com",
    joined: { at: build.ago(1900), method: "INVITED" },
    // A virtual device under a custom name: its serial does not say "root-account-mfa-device".
    root: {
      created: build.ago(1900),
      mfa: build.virtualMfa("head-office-phone", 420),
      passwordPresent: true,
      passwordLastUsed: build.ago(12),
      keys: [],
      certificates: [],
    },
    passwordPolicy: {
      minimumLength: 14,
      symbols: true,
      numbers: true,
      uppercase: true,
      lowercase: true,
      usersMayChange: true,
      reusePrevention: 24,
    },
    users: listed(meridianUsers(build)),
    groups: listed(meridianGroups(build)),
    roles: listed(meridianRoles(build)),
    policies: listed(meridianPolicies(build)),
    unassignedDevices: [{ serial: `arn:aws:iam::${MANAGEMENT_ID}:mfa/spare-phone` }],
    samlProviders: [
      {
        name: "MeridianDirectory",
        created: build.ago(700),
        validUntil: build.ago(-1800),
        encryption: "Allowed",
        privateKeys: [],
      },
      {
        name: "OldBroker",
        created: build.ago(1500),
        validUntil: build.ago(30),
        encryption: "Required",
        privateKeys: [{ id: uuid("old-broker-key"), added: build.ago(200) }],
      },
    ],
    oidcProviders: [
      {
        url: OIDC,
        clientIds: ["sts.amazonaws.com"],
        thumbprints: ["6938fd4d98bab03faadb97b34396831e3780aea1"],
        created: build.ago(500),
      },
    ],
    serverCertificates: [
      {
        name: "portal-2024",
        id: uniqueId("ASCA", "portal-2024"),
        path: "/cloudfront/",
        uploaded: build.ago(700),
        expires: build.ago(15),
      },
      {
        name: "portal-2026",
        id: uniqueId("ASCA", "portal-2026"),
        path: "/cloudfront/",
        uploaded: build.ago(20),
        expires: build.ago(-340),
      },
    ],
    securityContact: {
      name: "Ines Halvorsen",
      title: "Head of Security",
      email: "security@meridian-freight.example.com",
      phone: "+49 30 0000000",
    },
    analyzers: [
      {
        region: "eu-central-1",
        name: "meridian-external",
        type: "ORGANIZATION",
        status: "ACTIVE",
        created: build.ago(400),
        lastAnalyzed: { at: build.ago(0.05), resource: `arn:aws:iam::${MANAGEMENT_ID}:role/partner-tracking` },
        findings: [
          {
            id: uuid("finding-partner"),
            status: "ACTIVE",
            type: "ExternalAccess",
            resource: `arn:aws:iam::${MANAGEMENT_ID}:role/partner-tracking`,
            resourceType: "AWS::IAM::Role",
            created: build.ago(90),
            updated: build.ago(2),
          },
          {
            id: uuid("finding-bucket"),
            status: "ACTIVE",
            type: "ExternalAccess",
            resource: "arn:aws:s3:::meridian-public-tariffs",
            resourceType: "AWS::S3::Bucket",
            created: build.ago(3),
            updated: build.ago(1),
          },
          {
            id: uuid("finding-key"),
            status: "ACTIVE",
            type: "ExternalAccess",
            resource: `arn:aws:kms:eu-central-1:${MANAGEMENT_ID}:key/${uuid("kms")}`,
            resourceType: "AWS::KMS::Key",
            created: build.ago(40),
            updated: build.ago(40),
            error: "ACCESS_DENIED",
          },
          {
            id: uuid("finding-archived"),
            status: "ARCHIVED",
            type: "ExternalAccess",
            resource: `arn:aws:iam::${MANAGEMENT_ID}:role/customs-broker`,
            resourceType: "AWS::IAM::Role",
            created: build.ago(300),
            updated: build.ago(200),
          },
        ],
      },
      {
        region: "eu-central-1",
        name: "meridian-unused",
        type: "ORGANIZATION_UNUSED_ACCESS",
        status: "ACTIVE",
        created: build.ago(200),
        unusedAfterDays: 90,
        findings: [
          {
            id: uuid("finding-unused-key"),
            status: "ACTIVE",
            type: "UnusedIAMUserAccessKey",
            resource: `arn:aws:iam::${MANAGEMENT_ID}:user/deploy-legacy`,
            resourceType: "AWS::IAM::User",
            created: build.ago(100),
            updated: build.ago(1),
          },
          {
            id: uuid("finding-unused-role"),
            status: "RESOLVED",
            type: "UnusedIAMRole",
            resource: `arn:aws:iam::${MANAGEMENT_ID}:role/old-batch`,
            resourceType: "AWS::IAM::Role",
            created: build.ago(150),
            updated: build.ago(120),
          },
        ],
      },
      {
        region: "us-east-1",
        name: "account-us",
        type: "ACCOUNT",
        status: "ACTIVE",
        created: build.ago(400),
        findings: [],
      },
    ],
    report: "absent",
  };
}
