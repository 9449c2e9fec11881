import * as analyzer from "@aws-sdk/client-accessanalyzer";
import * as account from "@aws-sdk/client-account";
import * as config from "@aws-sdk/client-config-service";
import * as iam from "@aws-sdk/client-iam";
import * as store from "@aws-sdk/client-identitystore";
import * as organizations from "@aws-sdk/client-organizations";
import * as sso from "@aws-sdk/client-sso-admin";
import * as sts from "@aws-sdk/client-sts";
import type { Clients } from "./support.ts";

type AnyCommand = { readonly input: object; readonly schema?: unknown };
type ClientName = Exclude<keyof Clients, "last">;

export interface OperationCall {
  readonly operation: string;
  readonly client: ClientName;
  readonly commands: (ids: Ids) => readonly AnyCommand[];
  /** Asked in the member account, because the management account has nothing to show. */
  readonly inMember?: true;
}

/** What calls need to name: taken from the organisation under test. */
export interface Ids {
  readonly roleArn: string;
  readonly externalId: string;
  readonly userName: string;
  readonly users: readonly string[];
  readonly keys: readonly string[];
  readonly samlArns: readonly string[];
  readonly oidcArn: string;
  readonly policyIds: readonly string[];
  readonly analyzerArns: readonly string[];
  readonly instanceArn: string;
  readonly identityStoreId: string;
  readonly permissionSets: readonly string[];
  readonly setsWithBoundary: readonly string[];
  readonly groupIds: readonly string[];
  readonly accountId: string;
}

const call = (operation: string, client: ClientName, commands: OperationCall["commands"]): OperationCall => ({
  operation,
  client,
  commands,
});
type WithoutInput = new (input: Record<string, never>) => AnyCommand;
const IAM_WITHOUT_INPUT: Readonly<Record<string, WithoutInput>> = {
  "iam:GetAccountSummary": iam.GetAccountSummaryCommand,
  "iam:GetAccountPasswordPolicy": iam.GetAccountPasswordPolicyCommand,
  "iam:ListAccountAliases": iam.ListAccountAliasesCommand,
  "iam:GetAccountAuthorizationDetails": iam.GetAccountAuthorizationDetailsCommand,
  "iam:GenerateCredentialReport": iam.GenerateCredentialReportCommand,
  "iam:GetCredentialReport": iam.GetCredentialReportCommand,
  "iam:ListVirtualMFADevices": iam.ListVirtualMFADevicesCommand,
  "iam:ListSAMLProviders": iam.ListSAMLProvidersCommand,
  "iam:ListOpenIDConnectProviders": iam.ListOpenIDConnectProvidersCommand,
  "iam:ListServerCertificates": iam.ListServerCertificatesCommand,
  "iam:ListRoles": iam.ListRolesCommand,
  "iam:ListOrganizationsFeatures": iam.ListOrganizationsFeaturesCommand,
};
const ORGANIZATIONS_WITHOUT_INPUT = {
  "organizations:DescribeOrganization": organizations.DescribeOrganizationCommand,
  "organizations:ListRoots": organizations.ListRootsCommand,
  "organizations:ListAccounts": organizations.ListAccountsCommand,
  "organizations:ListAWSServiceAccessForOrganization": organizations.ListAWSServiceAccessForOrganizationCommand,
} as const;
const PERMISSION_SET_READS = {
  "sso:DescribePermissionSet": sso.DescribePermissionSetCommand,
  "sso:ListManagedPoliciesInPermissionSet": sso.ListManagedPoliciesInPermissionSetCommand,
  "sso:GetInlinePolicyForPermissionSet": sso.GetInlinePolicyForPermissionSetCommand,
  "sso:ListCustomerManagedPolicyReferencesInPermissionSet":
    sso.ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  "sso:ListAccountsForProvisionedPermissionSet": sso.ListAccountsForProvisionedPermissionSetCommand,
} as const;
const CONFIG_WITHOUT_INPUT: Readonly<Record<string, WithoutInput>> = {
  "config:ListConfigurationRecorders": config.ListConfigurationRecordersCommand,
  "config:DescribeConfigurationRecorderStatus": config.DescribeConfigurationRecorderStatusCommand,
  "config:DescribeDeliveryChannels": config.DescribeDeliveryChannelsCommand,
  "config:DescribeDeliveryChannelStatus": config.DescribeDeliveryChannelStatusCommand,
  "config:DescribeRetentionConfigurations": config.DescribeRetentionConfigurationsCommand,
  "config:DescribeConfigRules": config.DescribeConfigRulesCommand,
  "config:DescribeComplianceByConfigRule": config.DescribeComplianceByConfigRuleCommand,
  "config:DescribeConfigRuleEvaluationStatus": config.DescribeConfigRuleEvaluationStatusCommand,
  "config:DescribeConformancePacks": config.DescribeConformancePacksCommand,
  "config:DescribeConfigurationAggregators": config.DescribeConfigurationAggregatorsCommand,
  "config:GetDiscoveredResourceCounts": config.GetDiscoveredResourceCountsCommand,
};
const AGGREGATOR = { ConfigurationAggregatorName: "meridian-organization" } as const;
const ITEMS_EXPRESSION = "SELECT resourceId, configuration, tags WHERE resourceType IN ('AWS::S3::Bucket')";
const PER_USER = {
  "iam:ListAccessKeys": iam.ListAccessKeysCommand,
  "iam:ListSSHPublicKeys": iam.ListSSHPublicKeysCommand,
  "iam:ListMFADevices": iam.ListMFADevicesCommand,
  "iam:ListSigningCertificates": iam.ListSigningCertificatesCommand,
} as const;

/** One entry an operation: how the vendor's SDK asks it, for everything there is to ask. */
export const OPERATION_CALLS: readonly OperationCall[] = [
  call("sts:GetCallerIdentity", "sts", () => [new sts.GetCallerIdentityCommand({})]),
  call("sts:AssumeRole", "sts", (ids) => [
    new sts.AssumeRoleCommand({ RoleArn: ids.roleArn, ExternalId: ids.externalId, RoleSessionName: "test" }),
  ]),
  ...Object.entries(IAM_WITHOUT_INPUT).map(([operation, Command]) => call(operation, "iam", () => [new Command({})])),
  ...Object.entries(PER_USER).map(([operation, Command]) =>
    call(operation, "iam", ({ users }) => users.map((UserName) => new Command({ UserName }))),
  ),
  {
    ...call("iam:GetOutboundWebIdentityFederationInfo", "iam", () => [
      new iam.GetOutboundWebIdentityFederationInfoCommand({}),
    ]),
    inMember: true,
  },
  call("iam:ListServiceSpecificCredentials", "iam", () => [
    new iam.ListServiceSpecificCredentialsCommand({ AllUsers: true }),
  ]),
  call("iam:GetAccessKeyLastUsed", "iam", ({ keys }) =>
    keys.map((AccessKeyId) => new iam.GetAccessKeyLastUsedCommand({ AccessKeyId })),
  ),
  call("iam:GetSAMLProvider", "iam", ({ samlArns }) =>
    samlArns.map((SAMLProviderArn) => new iam.GetSAMLProviderCommand({ SAMLProviderArn })),
  ),
  call("iam:GetOpenIDConnectProvider", "iam", ({ oidcArn }) => [
    new iam.GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: oidcArn }),
  ]),
  call("iam:GenerateServiceLastAccessedDetails", "iam", ({ roleArn }) => [
    new iam.GenerateServiceLastAccessedDetailsCommand({ Arn: roleArn }),
  ]),
  ...Object.entries(ORGANIZATIONS_WITHOUT_INPUT).map(([operation, Command]) =>
    call(operation, "organizations", () => [new Command({})]),
  ),
  // The first page is empty and has a token.
  call("organizations:ListDelegatedAdministrators", "organizations", () => [
    new organizations.ListDelegatedAdministratorsCommand({}),
    new organizations.ListDelegatedAdministratorsCommand({ NextToken: Buffer.from("sandbox:0+").toString("base64") }),
  ]),
  call("organizations:ListPolicies", "organizations", () =>
    (["SERVICE_CONTROL_POLICY", "TAG_POLICY"] as const).map(
      (Filter) => new organizations.ListPoliciesCommand({ Filter }),
    ),
  ),
  call("organizations:DescribePolicy", "organizations", ({ policyIds }) =>
    policyIds.map((PolicyId) => new organizations.DescribePolicyCommand({ PolicyId })),
  ),
  call("organizations:ListTargetsForPolicy", "organizations", ({ policyIds }) =>
    policyIds.map((PolicyId) => new organizations.ListTargetsForPolicyCommand({ PolicyId })),
  ),
  call("account:GetAlternateContact", "account", () => [
    new account.GetAlternateContactCommand({ AlternateContactType: "SECURITY" }),
  ]),
  call("account:ListRegions", "account", () => [
    new account.ListRegionsCommand({}),
    new account.ListRegionsCommand({ RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"], MaxResults: 5 }),
  ]),
  call("access-analyzer:ListAnalyzers", "accessAnalyzer", () => [
    new analyzer.ListAnalyzersCommand({}),
    new analyzer.ListAnalyzersCommand({ type: "ORGANIZATION" }),
  ]),
  call("access-analyzer:ListFindingsV2", "accessAnalyzer", ({ analyzerArns }) =>
    analyzerArns.flatMap((analyzerArn) => [
      new analyzer.ListFindingsV2Command({ analyzerArn }),
      new analyzer.ListFindingsV2Command({ analyzerArn, maxResults: 1, filter: { status: { eq: ["ACTIVE"] } } }),
    ]),
  ),
  ...Object.entries(CONFIG_WITHOUT_INPUT).map(([operation, Command]) =>
    call(operation, "config", () => [new Command({})]),
  ),
  call("config:DescribeConfigurationRecorders", "config", ({ accountId }) => [
    new config.DescribeConfigurationRecordersCommand({}),
    new config.DescribeConfigurationRecordersCommand({
      Arn: `arn:aws:config:eu-central-1:${accountId}:configuration-recorder/AWSConfigurationRecorderForSecurityHub/recorder01`,
    }),
  ]),
  call("config:GetComplianceDetailsByConfigRule", "config", () => [
    new config.GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: "encrypted-volumes", Limit: 1 }),
  ]),
  call("config:DescribeRemediationConfigurations", "config", () => [
    new config.DescribeRemediationConfigurationsCommand({ ConfigRuleNames: ["encrypted-volumes"] }),
  ]),
  call("config:DescribeRemediationExceptions", "config", () => [
    new config.DescribeRemediationExceptionsCommand({ ConfigRuleName: "encrypted-volumes" }),
  ]),
  call("config:DescribeConformancePackCompliance", "config", () => [
    new config.DescribeConformancePackComplianceCommand({ ConformancePackName: "freight-baseline" }),
  ]),
  call("config:DescribeConfigurationAggregatorSourcesStatus", "config", () => [
    new config.DescribeConfigurationAggregatorSourcesStatusCommand(AGGREGATOR),
  ]),
  call("config:SelectResourceConfig", "config", () => [
    new config.SelectResourceConfigCommand({ Expression: ITEMS_EXPRESSION }),
  ]),
  call("config:SelectAggregateResourceConfig", "config", () => [
    new config.SelectAggregateResourceConfigCommand({ ...AGGREGATOR, Expression: ITEMS_EXPRESSION, Limit: 5 }),
    new config.SelectAggregateResourceConfigCommand({
      ...AGGREGATOR,
      Expression: "SELECT resourceType, COUNT(*) GROUP BY resourceType",
    }),
  ]),
  call("sso:ListInstances", "sso", () => [new sso.ListInstancesCommand({})]),
  call("sso:ListPermissionSets", "sso", ({ instanceArn }) => [
    new sso.ListPermissionSetsCommand({ InstanceArn: instanceArn }),
  ]),
  ...Object.entries(PERMISSION_SET_READS).map(([operation, Command]) =>
    call(operation, "sso", ({ instanceArn, permissionSets }) =>
      permissionSets.map((PermissionSetArn) => new Command({ InstanceArn: instanceArn, PermissionSetArn })),
    ),
  ),
  call("sso:GetPermissionsBoundaryForPermissionSet", "sso", ({ instanceArn, setsWithBoundary }) =>
    setsWithBoundary.map(
      (PermissionSetArn) =>
        new sso.GetPermissionsBoundaryForPermissionSetCommand({ InstanceArn: instanceArn, PermissionSetArn }),
    ),
  ),
  call("sso:ListAccountAssignments", "sso", ({ instanceArn, permissionSets, accountId }) =>
    permissionSets.map(
      (PermissionSetArn) =>
        new sso.ListAccountAssignmentsCommand({ InstanceArn: instanceArn, PermissionSetArn, AccountId: accountId }),
    ),
  ),
  call("identitystore:ListUsers", "identityStore", ({ identityStoreId }) => [
    new store.ListUsersCommand({ IdentityStoreId: identityStoreId }),
  ]),
  call("identitystore:ListGroups", "identityStore", ({ identityStoreId }) => [
    new store.ListGroupsCommand({ IdentityStoreId: identityStoreId }),
  ]),
  call("identitystore:ListGroupMemberships", "identityStore", ({ identityStoreId, groupIds }) =>
    groupIds.map((GroupId) => new store.ListGroupMembershipsCommand({ IdentityStoreId: identityStoreId, GroupId })),
  ),
];

/** Sends a command with the client it belongs to, whose types the table above has lost. */
export async function send(clients: Clients, client: ClientName, command: object): Promise<Record<string, unknown>> {
  const sender = clients[client] as unknown as { send(command: object): Promise<Record<string, unknown>> };
  const { $metadata: _metadata, ...output } = await sender.send(command);
  return output;
}
