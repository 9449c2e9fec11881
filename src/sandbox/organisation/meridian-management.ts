import { bareAccount, builder, type Builder } from "./builders.ts";
import { allow, awsManaged, deny, policy, serviceTrust, trust, webIdentityTrust } from "./documents.ts";
import { readerRole } from "./reader.ts";
import type { Account, Group, ManagedPolicy, PresetOptions, Role, User } from "./model.ts";
import { listed } from "./population.ts";
import { uniqueId, uuid } from "./random.ts";

export const MANAGEMENT_ID = "111122223333";
const MEMBER_ID = "444455556666";
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
    users: listed(users(build)),
    groups: listed(groups(build)),
    roles: listed(roles(build)),
    policies: listed(policies(build)),
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

function users(build: Builder): readonly User[] {
  return [
    build.user("amara.okafor", {
      path: "/people/",
      groups: ["Operators"],
      password: build.password(40, 1),
      mfa: [build.fido("amara.okafor", "yubikey")],
      tags: [
        { Key: "department", Value: "Yard & Rail <Nord>" },
        { Key: "cost-centre", Value: "4711" },
      ],
    }),
    build.user("bruno.keller", {
      path: "/people/",
      groups: ["Administrators"],
      password: build.password(30, 0.2),
      mfa: [build.virtualMfa("bruno.keller")],
    }),
    build.user("chidi.mensah", {
      path: "/people/",
      groups: ["Operators", "Tariff-Editors"],
      password: build.password(80, 2),
    }),
    // Created today and never signed in: not an unused account yet.
    build.user("dana.novak", {
      path: "/people/",
      ageDays: 0.1,
      groups: ["Operators"],
      password: build.password(0.1),
      mfa: [build.virtualMfa("dana.novak", 0.05)],
    }),
    build.user("emeka.lindqvist", {
      path: "/people/",
      ageDays: 400,
      groups: ["Auditors"],
      password: build.password(400),
      mfa: [build.hardwareMfa("emeka", 399)],
    }),
    build.user("ci-freight", {
      ageDays: 500,
      groups: ["Deployers"],
      keys: [build.key("ci-1", 45, 0.01), build.key("ci-2", 200, 46, "Inactive")],
    }),
    build.user("deploy-legacy", { ageDays: 410, keys: [build.key("legacy", 400)], groups: ["Deployers"] }),
    build.user("reporting-export", {
      ageDays: 260,
      keys: [build.key("reporting-1", 250, 3), build.key("reporting-2", 60, 0.5)],
      groups: ["Auditors"],
    }),
    build.user("backup-operator", {
      keys: [build.key("backup", 30, 0.1)],
      inline: [build.inline("everything", policy(allow("*")))],
    }),
    // All actions on every ARN of the partition is all actions on everything.
    build.user("tariff-import", { keys: [build.key("tariff", 85, 4)], attached: [build.policyArn("partition-wide")] }),
    build.user("break-glass", {
      password: build.password(20, 200),
      mfa: [build.fido("break-glass", "vault-key"), build.virtualMfa("break-glass")],
      attached: [build.policyArn("admin-with-mfa")],
    }),
    build.user("fleet-sync", { keys: [build.key("fleet", 10, 0.3)], attached: [build.policyArn("all-but-billing")] }),
    build.user("vendor-onsite", {
      password: build.password(15, 4),
      mfa: [build.virtualMfa("vendor-onsite")],
      attached: [awsManaged("AdministratorAccess")],
      boundary: build.policyArn("vendor-boundary"),
    }),
    build.user("frozen-admin", {
      password: build.password(60, 50),
      mfa: [build.virtualMfa("frozen-admin")],
      attached: [awsManaged("AdministratorAccess")],
      inline: [build.inline("freeze", policy(deny("*")))],
    }),
    build.user("pass-only", {
      keys: [build.key("pass-only", 12, 1)],
      inline: [build.inline("pass", policy(allow("iam:PassRole")))],
    }),
    build.user("pass-and-run", {
      keys: [build.key("pass-and-run", 12, 1)],
      inline: [build.inline("pass", policy(allow("iam:PassRole"), allow(["ec2:RunInstances", "ec2:Describe*"])))],
    }),
    build.user("code-mirror", {
      ageDays: 800,
      groups: ["Deployers"],
      sshKeys: [
        { id: uniqueId("APKA", "mirror-1"), status: "Active", uploaded: build.ago(790) },
        { id: uniqueId("APKA", "mirror-2"), status: "Inactive", uploaded: build.ago(795) },
      ],
      serviceCredentials: [
        {
          id: uniqueId("ACCA", "mirror-git"),
          service: "codecommit.amazonaws.com",
          status: "Active",
          created: build.ago(780),
          serviceUserName: `code-mirror-at-${MANAGEMENT_ID}`,
        },
        {
          id: uniqueId("ACCA", "mirror-bedrock"),
          service: "bedrock.amazonaws.com",
          status: "Active",
          created: build.ago(25),
          expires: build.ago(-5),
          alias: `code-mirror-${uuid("alias").slice(0, 8)}`,
        },
        {
          id: uniqueId("ACCA", "mirror-old"),
          service: "bedrock.amazonaws.com",
          status: "Expired",
          created: build.ago(120),
          expires: build.ago(90),
          alias: "code-mirror-old",
        },
      ],
    }),
    build.user("edi-gateway", {
      ageDays: 1200,
      keys: [build.key("edi", 700, 120)],
      certificates: [{ id: "TA7SMP42TDN5Z26OBPJE7EXAMPLE", status: "Active", uploaded: build.ago(1100) }],
      attached: [awsManaged("AmazonS3ReadOnlyAccess")],
    }),
  ];
}

function groups(build: Builder): readonly Group[] {
  return [
    build.group("Administrators", { path: "/people/", attached: [awsManaged("AdministratorAccess")] }),
    build.group("Operators", {
      path: "/people/",
      attached: [awsManaged("AmazonEC2ReadOnlyAccess"), build.policyArn("operate-yard", "/freight/")],
    }),
    build.group("Auditors", { attached: [awsManaged("SecurityAudit")] }),
    build.group("Deployers", { attached: [build.policyArn("deploy-services", "/freight/")] }),
    build.group("Tariff-Editors", {
      inline: [
        build.inline(
          "edit-tariffs",
          policy(allow(["dynamodb:PutItem", "dynamodb:UpdateItem"], "arn:aws:dynamodb:*:*:table/tariffs")),
        ),
      ],
    }),
    build.group("Retired-Project", { ageDays: 1300, attached: [awsManaged("PowerUserAccess")] }),
  ];
}

function roles(build: Builder): readonly Role[] {
  const own = `arn:aws:iam::${MANAGEMENT_ID}`;
  return [
    readerRole(build, MANAGEMENT_ID),
    build.role("partner-tracking", {
      usedDays: 3,
      trust: trust({ AWS: "arn:aws:iam::999999999999:root" }),
      attached: [awsManaged("AmazonS3ReadOnlyAccess")],
    }),
    build.role("customs-broker", {
      usedDays: 9,
      trust: trust(
        { AWS: ["arn:aws:iam::123456789012:role/broker-sync"] },
        { StringEquals: { "sts:ExternalId": "broker-51c0" } },
      ),
      attached: [awsManaged("AmazonS3ReadOnlyAccess")],
    }),
    build.role("open-door", { usedDays: 200, trust: trust({ AWS: "*" }), attached: [awsManaged("ReadOnlyAccess")] }),
    build.role("organisation-wide", {
      usedDays: 20,
      trust: trust({ AWS: "*" }, { StringEquals: { "aws:PrincipalOrgID": "o-meridian01" } }),
      attached: [awsManaged("ViewOnlyAccess")],
    }),
    build.role("github-any-repository", {
      usedDays: 1,
      trust: webIdentityTrust(MANAGEMENT_ID, OIDC, {
        StringLike: { sub: "repo:*" },
        StringEquals: { aud: "sts.amazonaws.com" },
      }),
      attached: [build.policyArn("deploy-services", "/freight/")],
    }),
    build.role("github-pinned", {
      usedDays: 1,
      trust: webIdentityTrust(MANAGEMENT_ID, OIDC, {
        StringEquals: { aud: "sts.amazonaws.com", sub: "repo:meridian-freight/dispatch:environment:production" },
      }),
      attached: [build.policyArn("deploy-services", "/freight/")],
    }),
    build.role("sns-delivery", {
      usedDays: 1,
      trust: serviceTrust("sns.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": MANAGEMENT_ID },
        ArnLike: { "aws:SourceArn": `arn:aws:sns:eu-central-1:${MANAGEMENT_ID}:arrivals` },
      }),
      inline: [build.inline("write-log", policy(allow("logs:PutLogEvents", `arn:aws:logs:*:${MANAGEMENT_ID}:*`)))],
    }),
    build.role("cloudtrail-to-logs", {
      usedDays: 0.1,
      trust: serviceTrust("cloudtrail.amazonaws.com"),
      attached: [awsManaged("AWSLambdaBasicExecutionRole")],
    }),
    // These services send no SourceArn or SourceAccount, so a condition on them could never hold.
    build.role("yard-server", {
      usedDays: 0.1,
      instanceProfile: true,
      trust: serviceTrust("ec2.amazonaws.com"),
      attached: [awsManaged("AmazonS3ReadOnlyAccess")],
    }),
    build.role("camera-transcoder", {
      usedDays: 30,
      trust: serviceTrust("elastictranscoder.amazonaws.com"),
      attached: [awsManaged("AmazonS3ReadOnlyAccess")],
    }),
    build.role("AWSServiceRoleForOrganizations", {
      path: "/aws-service-role/organizations.amazonaws.com/",
      ageDays: 1900,
      description: "Service-linked role used by AWS Organizations",
      trust: serviceTrust("organizations.amazonaws.com"),
      attached: [awsManaged("AWSOrganizationsServiceTrustPolicy")],
    }),
    build.role("AWSServiceRoleForAccessAnalyzer", {
      path: "/aws-service-role/access-analyzer.amazonaws.com/",
      ageDays: 400,
      usedDays: 0,
      trust: serviceTrust("access-analyzer.amazonaws.com"),
      attached: [awsManaged("AccessAnalyzerServiceRolePolicy")],
    }),
    build.role("AWSServiceRoleForSupport", {
      path: "/aws-service-role/support.amazonaws.com/",
      ageDays: 1900,
      trust: serviceTrust("support.amazonaws.com"),
      attached: [awsManaged("AWSSupportServiceRolePolicy")],
    }),
    build.role("AWSReservedSSO_Administrator_3f1c9a7be2d04c55", {
      path: "/aws-reserved/sso.amazonaws.com/eu-central-1/",
      usedDays: 2,
      maxSessionSeconds: 43_200,
      trust: trust(
        { Federated: `${own}:saml-provider/MeridianDirectory` },
        { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } },
        ["sts:AssumeRoleWithSAML", "sts:TagSession"],
      ),
      attached: [awsManaged("AdministratorAccess")],
    }),
    build.role("platform-admin", {
      usedDays: 5,
      trust: trust({ AWS: `${own}:user/people/bruno.keller` }, { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
      attached: [awsManaged("AdministratorAccess")],
    }),
    build.role("member-operations", {
      usedDays: 4,
      trust: trust({ AWS: `arn:aws:iam::${MEMBER_ID}:root` }),
      attached: [awsManaged("AmazonEC2ReadOnlyAccess")],
    }),
    build.role("old-batch", {
      ageDays: 900,
      trust: serviceTrust("lambda.amazonaws.com"),
      inline: [build.inline("all-of-s3", policy(allow("s3:*")))],
    }),
    build.role("bounded-builder", {
      usedDays: 2,
      boundary: build.policyArn("vendor-boundary"),
      trust: serviceTrust("codebuild.amazonaws.com", { StringEquals: { "aws:SourceAccount": MANAGEMENT_ID } }),
      attached: [awsManaged("IAMFullAccess")],
      tags: [{ Key: "owner", Value: "platform" }],
    }),
  ];
}

function policies(build: Builder): readonly ManagedPolicy[] {
  return [
    build.policy(
      "operate-yard",
      policy(
        allow(["ec2:StartInstances", "ec2:StopInstances"], "*", { StringEquals: { "aws:ResourceTag/site": "yard" } }),
      ),
      {
        path: "/freight/",
        description: "Start & stop yard servers",
        earlier: [policy(allow("ec2:*"))],
      },
    ),
    build.policy(
      "deploy-services",
      policy(
        allow(["ecs:UpdateService", "ecr:GetAuthorizationToken"]),
        allow("ecr:Put*", `arn:aws:ecr:*:${MANAGEMENT_ID}:repository/dispatch`),
      ),
      { path: "/freight/" },
    ),
    build.policy("partition-wide", policy(allow("*", "arn:aws:*"))),
    build.policy("admin-with-mfa", policy(allow("*", "*", { Bool: { "aws:MultiFactorAuthPresent": "true" } }))),
    build.policy(
      "all-but-billing",
      policy({ Effect: "Allow", NotAction: ["billing:*", "aws-portal:*"], Resource: "*" }),
    ),
    build.policy(
      "vendor-boundary",
      policy(allow(["s3:*", "logs:*", "ec2:Describe*"]), deny(["iam:*", "organizations:*"])),
      { description: "The most that a vendor may ever do" },
    ),
    build.policy("iam-everything", policy(allow("iam:*")), { ageDays: 1000 }),
    // One statement as an object and one action as a text: both are legal JSON for a policy.
    build.policy("single-statement", {
      Version: "2012-10-17",
      Statement: { Sid: "OnlyOne", Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::meridian-docs/*" },
    }),
    build.policy("question-marks", policy(allow("?*", "*")), { ageDays: 50 }),
  ];
}
