import { bareAccount, type Builder, builder, type RoleParts } from "./builders.ts";
import { withGoodConfig } from "./config-meridian.ts";
import { allow, awsManaged, policy, serviceTrust, trust, webIdentityTrust } from "./documents.ts";
import { goodIdentityCenter, goodOrganization } from "./good-organization.ts";
import { MANAGEMENT_ID } from "./meridian-management.ts";
import { MEMBER_ID } from "./meridian-member.ts";
import type { Account, Analyzer, Organisation, PresetOptions, Role } from "./model.ts";
import { listed } from "./population.ts";
import { uniqueId } from "./random.ts";
import { READER, readerRole } from "./reader.ts";
import { withReservedRoles } from "./reserved-roles.ts";

const OIDC = "token.actions.githubusercontent.com";
const OWNED = [{ Key: "owner", Value: "operations@meridian.example.com" }];

/** An organisation that does everything well, as far as one can: two accounts, the same controls in both. */
export function goodOrganisation(options: PresetOptions): Organisation {
  const organisation: Organisation = {
    name: "Meridian Freight, well kept",
    accounts: [
      goodAccount(MANAGEMENT_ID, "meridian-head-office", options),
      goodAccount(MEMBER_ID, "meridian-warehouse", options),
    ],
    reader: READER,
    organization: goodOrganization(options),
    identityCenter: goodIdentityCenter(options),
  };
  return withGoodConfig(withReservedRoles(organisation, options), options);
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
    // People come in through Identity Center, machines through roles; what has to be a user has a credential that ends by itself.
    users: listed([
      build.user("ledger-sync", {
        path: "/machines/",
        ageDays: 20,
        groups: ["Ledger"],
        tags: [...OWNED, { Key: "owner-email", Value: "amara.okafor@example.com" }],
        serviceCredentials: [
          {
            id: uniqueId("ACCA", `${id}/ledger-sync`),
            service: "bedrock.amazonaws.com",
            status: "Active",
            created: build.ago(10),
            expires: build.ago(-20),
            alias: "ledger-sync-key",
          },
        ],
      }),
    ]),
    groups: listed([build.group("Ledger", { path: "/machines/", attached: [build.policyArn("post-entries")] })]),
    roles: listed(goodRoles(build)),
    policies: listed([
      build.policy(
        "exhibit-reads",
        policy(allow(["account:ListRegions", "account:GetAlternateContact", "access-analyzer:ListFindings"])),
      ),
      build.policy("read-manifests", policy(allow("s3:GetObject", "arn:aws:s3:::meridian-manifests/incoming/*"))),
      build.policy(
        "write-trail",
        policy(
          allow(["logs:CreateLogStream", "logs:PutLogEvents"], `arn:aws:logs:eu-central-1:${id}:log-group:trail:*`),
        ),
      ),
      build.policy(
        "post-entries",
        policy(allow("bedrock:InvokeModel", "arn:aws:bedrock:eu-central-1::foundation-model/ledger-reader")),
      ),
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
    lastAccessed: [
      { namespace: "s3", name: "Amazon S3", usedDays: 1 },
      { namespace: "ecs", name: "Amazon Elastic Container Service", usedDays: 12 },
    ],
    analyzers: goodAnalyzers(build, bareAccount(id, name, asOf)),
    report: "fresh",
  };
}

function goodRoles(build: Builder): readonly Role[] {
  const { accountId } = build;
  const other = accountId === MANAGEMENT_ID ? MEMBER_ID : MANAGEMENT_ID;
  const role = (name: string, parts: RoleParts): Role => build.role(name, { tags: OWNED, ...parts });
  return [
    {
      ...readerRole(build, MANAGEMENT_ID),
      inline: [],
      attached: [awsManaged("SecurityAudit"), build.policyArn("exhibit-reads")],
    },
    role("stock-exchange", {
      usedDays: 3,
      trust: trust(
        { AWS: `arn:aws:iam::${other}:role/yard-server` },
        { StringEquals: { "sts:ExternalId": "stock-51c0-9e77" } },
      ),
      attached: [build.policyArn("read-manifests")],
    }),
    role("github-dispatch", {
      usedDays: 1,
      trust: webIdentityTrust(accountId, OIDC, {
        StringEquals: { aud: "sts.amazonaws.com", sub: "repo:meridian-freight/dispatch:environment:production" },
      }),
      attached: [build.policyArn("deploy-dispatch")],
    }),
    role("trail-to-logs", {
      usedDays: 0.1,
      trust: serviceTrust("cloudtrail.amazonaws.com", {
        StringEquals: {
          "aws:SourceAccount": accountId,
          "aws:SourceArn": `arn:aws:cloudtrail:eu-central-1:${accountId}:trail/main`,
        },
      }),
      attached: [build.policyArn("write-trail")],
    }),
    role("yard-server", { usedDays: 0.1, instanceProfile: true, attached: [build.policyArn("read-manifests")] }),
    role("support-desk", {
      usedDays: 20,
      trust: trust({ AWS: `arn:aws:iam::${accountId}:root` }, { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
      attached: [awsManaged("AWSSupportAccess")],
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
  const analyzed = { at: build.ago(0.1), resource: `arn:aws:iam::${build.accountId}:role/stock-exchange` };
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
