import { bareAccount, builder, type Builder } from "./builders.ts";
import { allow, awsManaged, deny, policy, serviceTrust, trust, webIdentityTrust } from "./documents.ts";
import { MANAGEMENT_ID } from "./meridian-management.ts";
import { MEMBER_ID } from "./meridian-member.ts";
import { FULL_ACCESS, meridianIdentityCenter, scp } from "./meridian-organization.ts";
import type { Account, Analyzer, AwsOrganization, IdentityCenter, Organisation, PresetOptions, Role } from "./model.ts";
import { listed } from "./population.ts";
import { READER, readerRole } from "./reader.ts";

const OIDC = "token.actions.githubusercontent.com";
const ORGANIZATION_ID = "o-meridian02";
const ROOT = { id: "r-mf02", name: "Root", type: "ROOT" } as const;

/** An organisation that does everything well, as far as one can: two accounts, the same controls in both. */
export function goodOrganisation(options: PresetOptions): Organisation {
  return {
    name: "Meridian Freight, well kept",
    accounts: [
      goodAccount(MANAGEMENT_ID, "meridian-head-office", options),
      goodAccount(MEMBER_ID, "meridian-warehouse", options),
    ],
    reader: READER,
    organization: goodOrganization(options),
    identityCenter: goodIdentityCenter(options),
  };
}

function goodAccount(id: string, name: string, { asOf }: PresetOptions): Account {
  const build = builder(id, asOf);
  return {
    ...bareAccount(id, name, asOf),
    alias: name,
    root: {
      created: build.ago(900),
      mfa: build.hardwareMfa("safe", 800),
      passwordPresent: true,
      passwordLastUsed: build.ago(500),
      keys: [],
      certificates: [],
    },
    passwordPolicy: {
      minimumLength: 16,
      symbols: true,
      numbers: true,
      uppercase: true,
      lowercase: true,
      usersMayChange: true,
      reusePrevention: 24,
    },
    users: listed([
      build.user("amara.okafor", {
        path: "/people/",
        groups: ["Operators"],
        password: build.password(40, 1),
        mfa: [build.fido("amara.okafor", "yubikey")],
      }),
      build.user("bruno.keller", {
        path: "/people/",
        groups: ["Auditors"],
        password: build.password(20, 2),
        mfa: [build.fido("bruno.keller", "yubikey")],
      }),
      build.user("edi-gateway", { path: "/machines/", groups: ["Gateways"], keys: [build.key("edi", 20, 0.1)] }),
    ]),
    groups: listed([
      build.group("Operators", { path: "/people/", attached: [build.policyArn("operate-yard")] }),
      build.group("Auditors", { path: "/people/", attached: [awsManaged("SecurityAudit")] }),
      build.group("Gateways", { path: "/machines/", attached: [build.policyArn("send-manifests")] }),
    ]),
    roles: listed(goodRoles(build)),
    policies: listed([
      build.policy(
        "operate-yard",
        policy(
          allow(["ec2:StartInstances", "ec2:StopInstances"], `arn:aws:ec2:eu-central-1:${id}:instance/*`, {
            StringEquals: { "aws:ResourceTag/site": "yard" },
          }),
        ),
      ),
      build.policy("send-manifests", policy(allow("s3:PutObject", "arn:aws:s3:::meridian-manifests/incoming/*"))),
      build.policy(
        "deploy-dispatch",
        policy(allow("ecs:UpdateService", `arn:aws:ecs:eu-central-1:${id}:service/dispatch/*`)),
      ),
    ]),
    samlProviders: [
      {
        name: "MeridianDirectory",
        created: build.ago(200),
        validUntil: build.ago(-1500),
        encryption: "Required",
        privateKeys: [{ id: "3f0c1f1e-9a40-4c6a-a3c1-7d4f0e9b2a11", added: build.ago(150) }],
      },
    ],
    oidcProviders: [
      {
        url: OIDC,
        clientIds: ["sts.amazonaws.com"],
        thumbprints: ["6938fd4d98bab03faadb97b34396831e3780aea1"],
        created: build.ago(200),
      },
    ],
    securityContact: {
      name: "Ines Halvorsen",
      title: "Head of Security",
      email: "security@meridian-freight.example.com",
      phone: "+49 30 0000000",
    },
    analyzers: goodAnalyzers(build, bareAccount(id, name, asOf)),
    report: "fresh",
  };
}

function goodRoles(build: Builder): readonly Role[] {
  const { accountId } = build;
  return [
    readerRole(build, MANAGEMENT_ID),
    build.role("customs-broker", {
      usedDays: 3,
      trust: trust(
        { AWS: "arn:aws:iam::123456789012:role/broker-sync" },
        { StringEquals: { "sts:ExternalId": "broker-51c0-9e77" } },
      ),
      inline: [
        build.inline("read-manifests", policy(allow("s3:GetObject", "arn:aws:s3:::meridian-manifests/customs/*"))),
      ],
    }),
    build.role("github-dispatch", {
      usedDays: 1,
      trust: webIdentityTrust(accountId, OIDC, {
        StringEquals: { aud: "sts.amazonaws.com", sub: "repo:meridian-freight/dispatch:environment:production" },
      }),
      attached: [build.policyArn("deploy-dispatch")],
    }),
    build.role("trail-to-logs", {
      usedDays: 0.1,
      trust: serviceTrust("cloudtrail.amazonaws.com", {
        StringEquals: {
          "aws:SourceAccount": accountId,
          "aws:SourceArn": `arn:aws:cloudtrail:eu-central-1:${accountId}:trail/main`,
        },
      }),
      inline: [
        build.inline(
          "write",
          policy(
            allow(
              ["logs:CreateLogStream", "logs:PutLogEvents"],
              `arn:aws:logs:eu-central-1:${accountId}:log-group:trail:*`,
            ),
          ),
        ),
      ],
    }),
    build.role("yard-server", {
      usedDays: 0.1,
      instanceProfile: true,
      inline: [
        build.inline(
          "read-config",
          policy(allow("ssm:GetParameter", `arn:aws:ssm:eu-central-1:${accountId}:parameter/yard/*`)),
        ),
      ],
    }),
    build.role("AWSServiceRoleForAccessAnalyzer", {
      path: "/aws-service-role/access-analyzer.amazonaws.com/",
      usedDays: 0.1,
      trust: serviceTrust("access-analyzer.amazonaws.com"),
      attached: [awsManaged("AccessAnalyzerServiceRolePolicy")],
    }),
  ];
}

/** Outside access watched in every region that is enabled, unused access once. */
function goodAnalyzers(build: Builder, { regions }: Account): readonly Analyzer[] {
  const enabled = regions.filter(({ status }) => status !== "DISABLED");
  const analyzed = { at: build.ago(0.1), resource: `arn:aws:iam::${build.accountId}:role/customs-broker` };
  return [
    ...enabled.map(
      ({ name }) =>
        ({
          region: name,
          name: "outside",
          type: "ACCOUNT",
          status: "ACTIVE",
          created: build.ago(300),
          lastAnalyzed: analyzed,
          findings: [],
        }) as const,
    ),
    {
      region: "eu-central-1",
      name: "unused",
      type: "ACCOUNT_UNUSED_ACCESS",
      status: "ACTIVE",
      created: build.ago(300),
      unusedAfterDays: 90,
      findings: [],
    },
  ];
}

function goodOrganization({ asOf }: PresetOptions): AwsOrganization {
  const { ago } = builder(MANAGEMENT_ID, asOf);
  return {
    id: ORGANIZATION_ID,
    managementAccountId: MANAGEMENT_ID,
    featureSet: "ALL",
    rootId: ROOT.id,
    policyTypes: [
      { type: "SERVICE_CONTROL_POLICY", status: "ENABLED" },
      { type: "RESOURCE_CONTROL_POLICY", status: "ENABLED" },
    ],
    policies: [
      { ...FULL_ACCESS, targets: [ROOT] },
      scp("deny-leaving", policy(deny("organizations:LeaveOrganization")), [ROOT]),
      scp("deny-root-user", policy(deny("*", "*", { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:root" } })), [
        ROOT,
      ]),
      scp(
        "keep-trail",
        policy(
          deny([
            "cloudtrail:StopLogging",
            "cloudtrail:DeleteTrail",
            "config:StopConfigurationRecorder",
            "config:DeleteConfigurationRecorder",
            "access-analyzer:DeleteAnalyzer",
          ]),
        ),
        [ROOT],
      ),
      scp(
        "keep-regions",
        policy({
          Effect: "Deny",
          NotAction: ["iam:*", "organizations:*", "sts:*", "support:*", "account:*"],
          Resource: "*",
          Condition: { StringNotEquals: { "aws:RequestedRegion": ["eu-central-1", "us-east-1"] } },
        }),
        [ROOT],
      ),
      scp(
        "own-principals-only",
        policy({
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: "*",
          Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": ORGANIZATION_ID } },
        }),
        [ROOT],
        "RESOURCE_CONTROL_POLICY",
      ),
    ],
    trustedServices: ["sso.amazonaws.com", "access-analyzer.amazonaws.com", "iam.amazonaws.com"].map((principal) => ({
      principal,
      enabled: ago(300),
    })),
    delegatedAdministrators: [{ accountId: MEMBER_ID, enabled: ago(290) }],
    iamFeatures: ["RootCredentialsManagement", "RootSessions"],
  };
}

/** The same people; sessions of hours, no administrator for daily work, assignments to groups only. */
function goodIdentityCenter(options: PresetOptions): IdentityCenter {
  const center = meridianIdentityCenter(options);
  const sets = center.permissionSets.filter(({ name }) => name === "Auditor" || name === "Deployer");
  return {
    ...center,
    permissionSets: sets.map((set) => ({
      ...set,
      sessionDuration: "PT4H",
      ...(set.name === "Deployer"
        ? {
            inline: policy(allow("ecs:UpdateService", "arn:aws:ecs:eu-central-1:*:service/dispatch/*")),
            customerManaged: [{ name: "deploy-dispatch", path: "/" }],
          }
        : {}),
    })),
  };
}
