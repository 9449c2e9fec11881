import { startSandbox } from "../../src/sandbox/index.ts";
import {
  accessKeyKind,
  accountSummaryKind,
  groupKind,
  mfaDeviceKind,
  organizationKind,
  outboundFederationKind,
  passwordPolicyKind,
  policyKind,
  credentialKind,
  roleKind,
  securityContactKind,
  serviceLastAccessedKind,
  sshPublicKeyKind,
  userKind,
} from "../../collectors/aws-iam/evidence.ts";
import { collect } from "../../collectors/aws-iam/collector.ts";
import { awsIam } from "../../collectors/aws-iam/index.ts";
import { fixedClock } from "#core";
import { collectorContract, type CollectorHarness } from "./collector-contract.ts";
import { sandboxFaults } from "./sandbox-faults.ts";

const AT = "2026-11-20T12:00:00.000Z";
const clock = fixedClock(AT);

/** Operations that go wrong in one run: none in a row keeps another of the row from being asked. */
const TOGETHER: readonly (readonly string[])[] = [
  [
    "iam:GetAccountSummary",
    "iam:GetAccountPasswordPolicy",
    "iam:GetAccountAuthorizationDetails",
    "iam:GetCredentialReport",
    "iam:ListVirtualMFADevices",
    "iam:ListServiceSpecificCredentials",
    "iam:ListSAMLProviders",
    "iam:ListOpenIDConnectProviders",
    "iam:ListServerCertificates",
    "iam:GetOutboundWebIdentityFederationInfo",
    "account:GetAlternateContact",
    "organizations:DescribeOrganization",
    "organizations:ListRoots",
    "organizations:ListAccounts",
    "organizations:ListAWSServiceAccessForOrganization",
    "organizations:ListDelegatedAdministrators",
    "iam:ListOrganizationsFeatures",
    "access-analyzer:ListAnalyzers",
    "sso:ListInstances",
  ],
  [
    "iam:ListAccountAliases",
    "iam:GetSAMLProvider",
    "iam:GetOpenIDConnectProvider",
    "organizations:ListPolicies",
    "access-analyzer:ListFindingsV2",
    "sso:ListPermissionSets",
  ],
  [
    "account:ListRegions",
    "iam:GenerateCredentialReport",
    "organizations:DescribePolicy",
    "sso:DescribePermissionSet",
    "sso:ListAccountAssignments",
  ],
  ["organizations:ListTargetsForPolicy", "sso:ListManagedPoliciesInPermissionSet"],
  ["sso:ListCustomerManagedPolicyReferencesInPermissionSet", "sso:ListAccountsForProvisionedPermissionSet"],
  ["sso:GetInlinePolicyForPermissionSet"],
];

/** The management account of Meridian Freight, with nothing denied and the credential report made already. */
const harness: CollectorHarness = {
  // Polls of the credential report wait for nothing here.
  collector: { ...awsIam, collect: (ctx) => collect(ctx, async () => undefined) },
  clock,
  async start(organisation) {
    const sandbox = await startSandbox({
      organisation: organisation === "empty" ? "empty" : "meridian",
      clock,
      ...(organisation === "pages"
        ? { size: { users: 1200, roles: 1100, groups: 40 }, pageStyle: "short" as const }
        : {}),
    });
    const [first] = sandbox.accounts;
    if (first === undefined) throw new Error("the sandbox has no account");
    return {
      config: { endpoint: sandbox.url, identityCenterRegion: "eu-central-1" },
      env: {
        AWS_ACCESS_KEY_ID: first.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: first.credentials.secretAccessKey,
      },
      secrets: [first.credentials.secretAccessKey, first.credentials.accessKeyId],
      fault: sandboxFaults(sandbox, "NotFound"),
      calls: () => sandbox.calls(),
      close: () => sandbox.close(),
    };
  },
  signIn: "sts:GetCallerIdentity",
  list: {
    operation: "iam:GetAccountAuthorizationDetails",
    kinds: [userKind, groupKind, roleKind, policyKind],
    requiredField: "Arn",
  },
  refusable: [...TOGETHER, ["sso:GetPermissionsBoundaryForPermissionSet"]],
  bodies: TOGETHER,
  onDemand: [sshPublicKeyKind, mfaDeviceKind, accessKeyKind, serviceLastAccessedKind],
  alwaysThere: [
    accountSummaryKind,
    passwordPolicyKind,
    outboundFederationKind,
    securityContactKind,
    organizationKind,
    credentialKind,
  ],
};

collectorContract(harness);
