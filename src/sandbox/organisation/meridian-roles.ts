import type { Builder } from "./builders.ts";
import { allow, awsManaged, deny, policy, serviceTrust, trust, webIdentityTrust } from "./documents.ts";
import type { ManagedPolicy, Role } from "./model.ts";
import { readerRole } from "./reader.ts";

const MANAGEMENT_ID = "111122223333";
const MEMBER_ID = "444455556666";
const OIDC = "token.actions.githubusercontent.com";

/** Roles of the management account: every sort of trust, well and badly conditioned. */
export function meridianRoles(build: Builder): readonly Role[] {
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
    // The repository exists, and any of its branches may run with this role.
    build.role("github-billing", {
      usedDays: 40,
      trust: webIdentityTrust(MANAGEMENT_ID, OIDC, {
        StringEquals: { aud: "sts.amazonaws.com" },
        StringLike: { sub: "repo:meridian-freight/legacy-billing:*" },
      }),
      attached: [awsManaged("AmazonS3ReadOnlyAccess")],
      tags: [{ Key: "owner", Value: "emeka.lindqvist@example.com" }],
    }),
    // The repository was deleted; the role waits for whoever takes its name.
    build.role("github-port-calls", {
      usedDays: 300,
      trust: webIdentityTrust(MANAGEMENT_ID, OIDC, {
        StringEquals: { aud: "sts.amazonaws.com", sub: "repo:meridian-freight/port-calls:ref:refs/heads/main" },
      }),
      attached: [awsManaged("AmazonS3ReadOnlyAccess")],
      tags: [{ Key: "owner", Value: "platform@meridian.example.com" }],
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
    build.role("release-train", {
      usedDays: 6,
      trust: serviceTrust("codepipeline.amazonaws.com", { StringEquals: { "aws:SourceAccount": MANAGEMENT_ID } }),
      attached: [build.policyArn("release-functions", "/freight/")],
      tags: [{ Key: "owner", Value: "platform" }],
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

/** Customer-managed policies of the management account: every way to write "everything". */
export function meridianPolicies(build: Builder): readonly ManagedPolicy[] {
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
    // Whoever may make a function run as any role may do what any role may do.
    build.policy(
      "release-functions",
      policy(allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"])),
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
