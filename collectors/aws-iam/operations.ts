import type { AnyKind, Operation } from "#sdk";
import { jsonOperation, queryOperation, restOperation } from "../_aws/operations.ts";
import * as evidence from "./evidence.ts";

function ids(...kinds: readonly AnyKind[]): readonly string[] {
  return kinds.map(({ id }) => id);
}

const signIn: readonly Operation[] = [
  queryOperation("sts", "GetCallerIdentity", {
    action: null,
    kinds: [],
    why: "states which account and principal the evidence is of",
  }),
  queryOperation("sts", "AssumeRole", {
    kinds: [],
    why: "enters the accounts that the configuration names",
    optional: true,
    sensitive: true,
  }),
  queryOperation("sts", "AssumeRoleWithWebIdentity", {
    action: null,
    kinds: [],
    why: "signs in with a web identity token",
    optional: true,
    sensitive: true,
  }),
  restOperation("sso", "GetRoleCredentials", "GET", "/federation/credentials", {
    action: null,
    kinds: [],
    why: "signs in with a profile of IAM Identity Center",
    optional: true,
    sensitive: true,
  }),
  restOperation("sso-oidc", "CreateToken", "POST", "/token", {
    action: null,
    kinds: [],
    why: "renews the session of an Identity Center profile",
    optional: true,
    sensitive: true,
  }),
  restOperation("signin", "CreateOAuth2Token", "POST", "/v1/token", {
    action: null,
    kinds: [],
    why: "renews the session of a console sign-in profile",
    optional: true,
    sensitive: true,
  }),
  restOperation("metadata", "GetInstanceToken", "PUT", "/latest/api/token", {
    action: null,
    kinds: [],
    why: "starts a session of instance metadata, where allowed",
    optional: true,
    sensitive: true,
  }),
  restOperation("metadata", "ListInstanceRoles", "GET", "/latest/meta-data/iam/security-credentials/", {
    action: null,
    kinds: [],
    why: "names the instance's role, where allowed",
    optional: true,
    sensitive: true,
  }),
  restOperation("metadata", "GetInstanceCredentials", "GET", "/latest/meta-data/iam/security-credentials/{role}", {
    action: null,
    kinds: [],
    why: "signs in as the instance's role, where allowed",
    optional: true,
    sensitive: true,
  }),
  restOperation("metadata", "GetTaskCredentials", "GET", "/v2/credentials/{id}", {
    action: null,
    kinds: [],
    why: "signs in as the ECS task's role, where allowed",
    optional: true,
    sensitive: true,
  }),
  restOperation("metadata", "GetPodCredentials", "GET", "/v1/credentials", {
    action: null,
    kinds: [],
    why: "signs in as the EKS pod's role, where allowed",
    optional: true,
    sensitive: true,
  }),
].map((operation) => withoutService(operation));

/** Sign-in requests are not signed, so there is no SigV4 service to hold them to. */
function withoutService(operation: Operation): Operation {
  if (operation.match.protocol !== "rest") return operation;
  const { service: _service, ...match } = operation.match;
  return { ...operation, match };
}

const account: readonly Operation[] = [
  queryOperation("iam", "GetAccountSummary", {
    kinds: ids(evidence.accountSummaryKind),
    why: "root user state, quotas, and the counts that lists are tied out to",
  }),
  queryOperation("iam", "ListAccountAliases", {
    kinds: ids(evidence.accountSummaryKind),
    why: "the account's name for people",
  }),
  queryOperation("iam", "GetAccountPasswordPolicy", {
    kinds: ids(evidence.passwordPolicyKind),
    why: "rules for console passwords",
  }),
  queryOperation("iam", "GetAccountAuthorizationDetails", {
    kinds: ids(evidence.userKind, evidence.groupKind, evidence.roleKind, evidence.policyKind),
    why: "every user, group, role and policy with what it grants, in one list",
  }),
  queryOperation("iam", "GenerateCredentialReport", {
    kinds: ids(evidence.credentialKind),
    why: "starts the credential report; reads only (access level Read)",
  }),
  queryOperation("iam", "GetCredentialReport", {
    kinds: ids(evidence.credentialKind),
    why: "age and use of passwords, keys and certificates, root included",
  }),
  queryOperation("iam", "ListVirtualMFADevices", {
    kinds: ids(evidence.virtualMfaKind),
    why: "tells virtual MFA from hardware, root included",
  }),
  queryOperation("iam", "ListServiceSpecificCredentials", {
    kinds: ids(evidence.serviceCredentialKind),
    why: "long-lived credentials that the credential report leaves out",
  }),
  queryOperation("iam", "ListSAMLProviders", {
    kinds: ids(evidence.samlProviderKind),
    why: "who may federate into the account",
  }),
  queryOperation("iam", "GetSAMLProvider", {
    kinds: ids(evidence.samlProviderKind),
    why: "whether assertions are encrypted",
  }),
  queryOperation("iam", "ListOpenIDConnectProviders", {
    kinds: ids(evidence.oidcProviderKind),
    why: "who may federate into the account",
  }),
  queryOperation("iam", "GetOpenIDConnectProvider", {
    kinds: ids(evidence.oidcProviderKind),
    why: "issuer, audiences and thumbprints",
  }),
  queryOperation("iam", "ListServerCertificates", {
    kinds: ids(evidence.serverCertificateKind),
    why: "expiry of certificates kept in IAM",
  }),
  queryOperation("iam", "GetOutboundWebIdentityFederationInfo", {
    kinds: ids(evidence.outboundFederationKind),
    why: "whether the account issues tokens to others",
    optional: true,
  }),
  restOperation("account", "GetAlternateContact", "POST", "/getAlternateContact", {
    kinds: ids(evidence.securityContactKind),
    why: "whether AWS can reach a security contact",
  }),
  restOperation("account", "ListRegions", "POST", "/listRegions", {
    kinds: ids(evidence.analyzerKind, evidence.analyzerFindingKind),
    why: "the regions that the account has enabled",
    optional: true,
  }),
];

const ORGANIZATIONS_TARGET = "AWSOrganizationsV20161128";
const organizations: readonly Operation[] = [
  jsonOperation("organizations", ORGANIZATIONS_TARGET, "DescribeOrganization", {
    kinds: ids(evidence.organizationKind),
    why: "whether the account belongs to an organization, and which",
  }),
  ...(
    [
      ["ListRoots", evidence.organizationRootKind, "which policy types are enabled"],
      [
        "ListAccounts",
        evidence.organizationAccountKind,
        "the accounts of the organization; also finds the accounts to collect",
      ],
      ["ListPolicies", evidence.organizationPolicyKind, "service control and other policies"],
      ["DescribePolicy", evidence.organizationPolicyKind, "what a policy says"],
      ["ListTargetsForPolicy", evidence.organizationPolicyKind, "where a policy holds"],
      ["ListAWSServiceAccessForOrganization", evidence.trustedServiceKind, "services that act across the organization"],
      [
        "ListDelegatedAdministrators",
        evidence.delegatedAdministratorKind,
        "accounts that administer in place of the management account",
      ],
    ] as const
  ).map(([name, kind, why]) =>
    jsonOperation("organizations", ORGANIZATIONS_TARGET, name, { kinds: ids(kind), why, optional: true }),
  ),
  queryOperation("iam", "ListOrganizationsFeatures", {
    kinds: ids(evidence.rootManagementKind),
    why: "whether root credentials of member accounts are managed centrally",
    optional: true,
  }),
];

const accessAnalyzer: readonly Operation[] = [
  restOperation("access-analyzer", "ListAnalyzers", "GET", "/analyzer", {
    kinds: ids(evidence.analyzerKind),
    why: "which analyzers watch the region",
  }),
  restOperation("access-analyzer", "ListFindingsV2", "POST", "/findingv2", {
    action: "access-analyzer:ListFindings",
    kinds: ids(evidence.analyzerFindingKind),
    why: "outside and unused access that AWS itself has found",
  }),
];

const SSO_TARGET = "SWBExternalService";
const identityCenter: readonly Operation[] = (
  [
    ["ListInstances", [evidence.identityCenterInstanceKind], "whether IAM Identity Center is in use"],
    ["ListPermissionSets", [evidence.permissionSetKind], "permission sets of the instance"],
    ["DescribePermissionSet", [evidence.permissionSetKind], "name and session length"],
    ["ListManagedPoliciesInPermissionSet", [evidence.permissionSetKind], "AWS-managed policies of a set"],
    [
      "ListCustomerManagedPolicyReferencesInPermissionSet",
      [evidence.permissionSetKind],
      "customer-managed policies of a set",
    ],
    ["GetInlinePolicyForPermissionSet", [evidence.permissionSetKind], "inline policy of a set"],
    ["GetPermissionsBoundaryForPermissionSet", [evidence.permissionSetKind], "boundary of a set"],
    [
      "ListAccountsForProvisionedPermissionSet",
      [evidence.permissionSetKind, evidence.assignmentKind],
      "accounts that a set is provisioned in",
    ],
    ["ListAccountAssignments", [evidence.assignmentKind], "who may use a set in an account"],
  ] as const
).map(([name, kinds, why]) => jsonOperation("sso", SSO_TARGET, name, { kinds: ids(...kinds), why, optional: true }));

const perEntity: readonly Operation[] = [
  queryOperation("iam", "ListSSHPublicKeys", {
    kinds: ids(evidence.sshPublicKeyKind),
    why: "SSH keys of a user, on demand",
    optional: true,
  }),
  queryOperation("iam", "ListMFADevices", {
    kinds: ids(evidence.mfaDeviceKind),
    why: "every MFA device of a user, on demand",
    optional: true,
  }),
  queryOperation("iam", "ListAccessKeys", {
    kinds: ids(evidence.accessKeyKind),
    why: "every access key of a user, on demand",
    optional: true,
  }),
  queryOperation("iam", "GetAccessKeyLastUsed", {
    kinds: ids(evidence.accessKeyKind),
    why: "last use of a key, on demand",
    optional: true,
  }),
  queryOperation("iam", "GenerateServiceLastAccessedDetails", {
    kinds: ids(evidence.serviceLastAccessedKind),
    why: "starts the report of services used, on demand; reads only (access level Read)",
    optional: true,
  }),
  queryOperation("iam", "GetServiceLastAccessedDetails", {
    kinds: ids(evidence.serviceLastAccessedKind),
    why: "services that a principal last used, on demand",
    optional: true,
  }),
];

/** Everything that the collector ever asks. The gateway refuses anything else. */
export const awsIamOperations: readonly Operation[] = [
  ...signIn,
  ...account,
  ...organizations,
  ...accessAnalyzer,
  ...identityCenter,
  ...perEntity,
];
