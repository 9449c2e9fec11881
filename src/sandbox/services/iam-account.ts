import { type Fields, ServiceError, type Value } from "../protocol/answer.ts";
import type { Call, Handlers } from "./call.ts";
import { groupDetail, policyDetail, roleDetail, userDetail } from "./iam-shapes.ts";
import { page } from "./paging.ts";

/** Quotas as an account has them that never asked for more. */
const QUOTAS: readonly (readonly [string, number])[] = [
  ["UsersQuota", 5000],
  ["GroupsQuota", 300],
  ["RolesQuota", 1000],
  ["PoliciesQuota", 1500],
  ["ServerCertificatesQuota", 20],
  ["InstanceProfilesQuota", 1000],
  ["AccessKeysPerUserQuota", 2],
  ["SigningCertificatesPerUserQuota", 2],
  ["GroupsPerUserQuota", 10],
  ["UserPolicySizeQuota", 2048],
  ["GroupPolicySizeQuota", 5120],
  ["RolePolicySizeQuota", 10_240],
  ["PolicySizeQuota", 6144],
  ["AssumeRolePolicySizeQuota", 2048],
  ["AttachedPoliciesPerUserQuota", 10],
  ["AttachedPoliciesPerGroupQuota", 10],
  ["AttachedPoliciesPerRoleQuota", 10],
  ["VersionsPerPolicyQuota", 5],
  ["PolicyVersionsInUseQuota", 10_000],
];

export const iamAccountHandlers: Handlers = {
  GetAccountSummary(call) {
    const { account } = call;
    const counts = call.inventory();
    const policyVersions = account.policies.count + counts.awsManagedInUse.length;
    const entries: readonly (readonly [string, number])[] = [
      ["Users", account.users.count],
      ["Groups", account.groups.count],
      ["Roles", account.roles.count],
      ["Policies", account.policies.count],
      ["PolicyVersionsInUse", policyVersions],
      ["InstanceProfiles", counts.instanceProfiles],
      ["ServerCertificates", account.serverCertificates.length],
      ["Providers", account.samlProviders.length + account.oidcProviders.length],
      ["MFADevices", counts.virtualDevices],
      ["MFADevicesInUse", counts.usersWithMfa],
      ["AccountMFAEnabled", account.root.mfa === undefined ? 0 : 1],
      ["AccountAccessKeysPresent", account.root.keys.length > 0 ? 1 : 0],
      ["AccountPasswordPresent", account.root.passwordPresent ? 1 : 0],
      ["AccountSigningCertificatesPresent", account.root.certificates.length > 0 ? 1 : 0],
      ["GlobalEndpointTokenVersion", 1],
      ...QUOTAS,
    ];
    return { SummaryMap: new Map(entries) };
  },

  GetAccountPasswordPolicy({ account }) {
    const policy = account.passwordPolicy;
    if (policy === undefined)
      throw new ServiceError(
        404,
        "NoSuchEntity",
        `The Password Policy with domain name ${account.id} cannot be found.`,
      );
    return {
      PasswordPolicy: {
        MinimumPasswordLength: policy.minimumLength,
        RequireSymbols: policy.symbols,
        RequireNumbers: policy.numbers,
        RequireUppercaseCharacters: policy.uppercase,
        RequireLowercaseCharacters: policy.lowercase,
        AllowUsersToChangePassword: policy.usersMayChange,
        ExpirePasswords: policy.maxAge !== undefined,
        MaxPasswordAge: policy.maxAge,
        PasswordReusePrevention: policy.reusePrevention,
        HardExpiry: policy.hardExpiry,
      },
    };
  },

  ListAccountAliases: ({ account }) => ({
    AccountAliases: account.alias === undefined ? [] : [account.alias],
    IsTruncated: false,
  }),

  GetAccountAuthorizationDetails(call) {
    const sections = authorizationSections(call);
    const { from, to, paging } = page(
      call,
      sections.reduce((sum, { count }) => sum + count, 0),
    );
    const lists: Record<string, Value[]> = {};
    let offset = 0;
    for (const { name, count, at } of sections) {
      const list = (lists[name] ??= []);
      for (let index = Math.max(0, from - offset); index < Math.min(count, to - offset); index += 1)
        list.push(at(index));
      offset += count;
    }
    return { ...lists, ...paging };
  },

  GetOutboundWebIdentityFederationInfo({ account }) {
    if (account.outboundIssuer === undefined)
      throw new ServiceError(
        404,
        "FeatureDisabled",
        "Outbound web identity federation is not enabled for this account.",
      );
    return { IssuerIdentifier: account.outboundIssuer, JwtVendingEnabled: true };
  },

  ListOrganizationsFeatures({ account, organisation }) {
    const { organization } = organisation;
    if (organization === undefined)
      throw new ServiceError(
        400,
        "OrganizationNotFoundException",
        "The request was rejected because your account is not part of an organization.",
      );
    if (organization.managementAccountId !== account.id)
      throw new ServiceError(
        400,
        "AccountNotManagementOrDelegatedAdministratorException",
        "The request was rejected because the account making the request is not the management account or delegated administrator account for centralized root access.",
      );
    if (organization.iamFeatures === undefined)
      throw new ServiceError(
        400,
        "ServiceAccessNotEnabledException",
        "Trusted access is not enabled for IAM in AWS Organizations.",
      );
    return { OrganizationId: organization.id, EnabledFeatures: organization.iamFeatures };
  },
};

interface Section {
  readonly name: string;
  readonly count: number;
  readonly at: (index: number) => Fields;
}

const EVERYTHING = ["User", "Group", "Role", "LocalManagedPolicy", "AWSManagedPolicy"] as const;

/** One list of mixed items: users, groups, roles, customer-managed policies, AWS-managed policies in use. A page may straddle them. */
function authorizationSections(call: Call): readonly Section[] {
  const { account } = call;
  const counts = call.inventory();
  const wanted = new Set<string>(filters(call));
  const keep = (filter: (typeof EVERYTHING)[number], count: number): number => (wanted.has(filter) ? count : 0);
  return [
    {
      name: "UserDetailList",
      count: keep("User", account.users.count),
      at: (index) => userDetail(account, account.users.at(index)),
    },
    {
      name: "GroupDetailList",
      count: keep("Group", account.groups.count),
      at: (index) => groupDetail(account, account.groups.at(index)),
    },
    {
      name: "RoleDetailList",
      count: keep("Role", account.roles.count),
      at: (index) => roleDetail(account, account.roles.at(index)),
    },
    {
      name: "Policies",
      count: keep("LocalManagedPolicy", account.policies.count),
      at: (index) => policyDetail(account.policies.at(index), counts),
    },
    {
      name: "Policies",
      count: keep("AWSManagedPolicy", counts.awsManagedInUse.length),
      at(index) {
        const policy = counts.awsManagedInUse[index];
        if (policy === undefined) throw new RangeError(`no AWS-managed policy ${index} in ${account.id}`);
        return policyDetail(policy, counts);
      },
    },
  ];
}

/** `Filter.member.1`, `Filter.member.2`, …; none means everything. */
function filters(call: Call): readonly string[] {
  const sent = Object.entries(call.input).flatMap(([name, value]) =>
    name.startsWith("Filter.member.") ? [String(value)] : [],
  );
  const unknown = sent.find((filter) => !(EVERYTHING as readonly string[]).includes(filter));
  if (unknown !== undefined)
    throw new ServiceError(400, "ValidationError", `Value '[${unknown}]' at 'filter' failed to satisfy constraint`);
  return sent.length === 0 ? EVERYTHING : sent;
}
