import type { ManagedPolicy, PolicyDocument, Statement } from "./model.ts";
import { uniqueId } from "./random.ts";

export function policy(...statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

export function allow(
  action: string | readonly string[],
  resource: string | readonly string[] = "*",
  condition?: Statement["Condition"],
): Statement {
  return {
    Effect: "Allow",
    Action: action,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

export function deny(
  action: string | readonly string[],
  resource: string | readonly string[] = "*",
  condition?: Statement["Condition"],
): Statement {
  return {
    Effect: "Deny",
    Action: action,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

/** A trust policy with one statement. */
export function trust(
  principal: NonNullable<Statement["Principal"]>,
  condition?: Statement["Condition"],
  action: string | readonly string[] = "sts:AssumeRole",
): PolicyDocument {
  return policy({
    Effect: "Allow",
    Principal: principal,
    Action: action,
    ...(condition === undefined ? {} : { Condition: condition }),
  });
}

export function serviceTrust(service: string, condition?: Statement["Condition"]): PolicyDocument {
  return trust({ Service: service }, condition);
}

/** Trust in an OIDC provider of the account; `condition` keys are prefixed with the provider's host. */
export function webIdentityTrust(
  accountId: string,
  host: string,
  conditions: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>,
): PolicyDocument {
  const condition = Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, value]) => [`${host}:${key}`, value])),
    ]),
  );
  return trust(
    { Federated: `arn:aws:iam::${accountId}:oidc-provider/${host}` },
    condition,
    "sts:AssumeRoleWithWebIdentity",
  );
}

export function awsManaged(name: string): string {
  return AWS_MANAGED_PATHS[name] ?? `arn:aws:iam::aws:policy/${name}`;
}

const AWS_MANAGED_PATHS: Readonly<Record<string, string>> = {
  Billing: "arn:aws:iam::aws:policy/job-function/Billing",
  ViewOnlyAccess: "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
  AWSLambdaBasicExecutionRole: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
  AWSConfigRole: "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
  AWSSupportServiceRolePolicy: "arn:aws:iam::aws:policy/aws-service-role/AWSSupportServiceRolePolicy",
  AWSOrganizationsServiceTrustPolicy: "arn:aws:iam::aws:policy/aws-service-role/AWSOrganizationsServiceTrustPolicy",
  AccessAnalyzerServiceRolePolicy: "arn:aws:iam::aws:policy/aws-service-role/AccessAnalyzerServiceRolePolicy",
};

/** Excerpts of AWS's own documents: what decides (administrator or not, wildcards) is as in the original, the length is not. */
const AWS_MANAGED_DOCUMENTS: Readonly<Record<string, PolicyDocument>> = {
  AdministratorAccess: policy(allow("*")),
  PowerUserAccess: policy(
    { Effect: "Allow", NotAction: ["iam:*", "organizations:*", "account:*"], Resource: "*" },
    allow([
      "account:GetAccountInformation",
      "account:ListRegions",
      "iam:CreateServiceLinkedRole",
      "iam:DeleteServiceLinkedRole",
      "iam:ListRoles",
      "organizations:DescribeOrganization",
    ]),
  ),
  IAMFullAccess: policy(
    allow([
      "iam:*",
      "organizations:DescribeAccount",
      "organizations:DescribeOrganization",
      "organizations:ListPolicies",
    ]),
  ),
  ReadOnlyAccess: policy(
    allow([
      "ec2:Describe*",
      "iam:Generate*",
      "iam:Get*",
      "iam:List*",
      "s3:Get*",
      "s3:List*",
      "rds:Describe*",
      "logs:Get*",
    ]),
  ),
  SecurityAudit: policy(
    allow([
      "iam:GenerateCredentialReport",
      "iam:Get*",
      "iam:List*",
      "access-analyzer:List*",
      "config:Describe*",
      "ec2:Describe*",
    ]),
  ),
  ViewOnlyAccess: policy(
    allow(["ec2:Describe*", "s3:ListAllMyBuckets", "iam:ListUsers", "iam:ListRoles", "rds:Describe*"]),
  ),
  AmazonS3ReadOnlyAccess: policy(
    allow(["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"]),
  ),
  AmazonEC2ReadOnlyAccess: policy(
    allow("ec2:Describe*"),
    allow("elasticloadbalancing:Describe*"),
    allow("autoscaling:Describe*"),
  ),
  Billing: policy(allow(["aws-portal:*Billing", "billing:Get*", "budgets:ViewBudget", "ce:*", "cur:*", "tax:List*"])),
  AWSSupportAccess: policy(allow(["support:*", "supportapp:*"])),
  AWSLambdaBasicExecutionRole: policy(allow(["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"])),
  AWSConfigRole: policy(allow(["config:Put*", "config:Get*", "iam:Get*", "iam:List*", "s3:GetBucketAcl"])),
  AWSCloudShellFullAccess: policy(allow("cloudshell:*")),
  IAMUserChangePassword: policy(
    allow("iam:ChangePassword", "arn:aws:iam::*:user/${aws:username}"),
    allow("iam:GetAccountPasswordPolicy"),
  ),
  AWSSupportServiceRolePolicy: policy(allow(["access-analyzer:getAnalyzer", "ec2:Describe*", "iam:GetRole"])),
  AWSOrganizationsServiceTrustPolicy: policy(
    allow("iam:DeleteRole", "arn:aws:iam::*:role/aws-service-role/*"),
    allow("iam:CreateServiceLinkedRole"),
  ),
  AccessAnalyzerServiceRolePolicy: policy(
    allow(["ec2:DescribeAddresses", "iam:GetRole", "iam:ListRoles", "s3:GetBucketPolicy", "kms:GetKeyPolicy"]),
  ),
};

/** Names of AWS-managed policies that the sandbox knows. */
export const AWS_MANAGED_NAMES: readonly string[] = Object.keys(AWS_MANAGED_DOCUMENTS);

const byArn = new Map(AWS_MANAGED_NAMES.map((name) => [awsManaged(name), name]));

/** The AWS-managed policy behind an ARN, as GetAccountAuthorizationDetails describes one that is in use. */
export function awsManagedPolicy(arn: string): ManagedPolicy {
  const key = byArn.get(arn);
  const document = key === undefined ? undefined : AWS_MANAGED_DOCUMENTS[key];
  if (document === undefined) throw new RangeError(`the sandbox has no document for ${arn}`);
  const created = new Date("2015-02-06T18:39:46Z");
  const updated = new Date("2026-06-11T17:02:21Z");
  const resource = arn.slice("arn:aws:iam::aws:policy".length);
  const cut = resource.lastIndexOf("/") + 1;
  return {
    name: resource.slice(cut),
    id: uniqueId("ANPA", arn),
    arn,
    path: resource.slice(0, cut),
    created,
    updated,
    versions: [{ id: "v1", isDefault: true, created: updated, document }],
  };
}
