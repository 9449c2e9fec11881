import type { Account, AwsOrganization } from "../organisation/model.ts";
import { type Fields, ServiceError, type Value } from "../protocol/answer.ts";
import { type Call, type Handlers, textInput } from "./call.ts";
import { tokenPage } from "./paging.ts";

const RULES = {
  limitName: "MaxResults",
  tokenName: "NextToken",
  most: 20,
  invalidCode: "InvalidInputException",
} as const;

export const organizationsHandlers: Handlers = {
  DescribeOrganization(call) {
    // Every member may ask; only the rest needs the management or a delegated account.
    const organization = inUse(call);
    const management = managementAccount(call, organization);
    return {
      Organization: {
        Id: organization.id,
        Arn: `arn:aws:organizations::${management.id}:organization/${organization.id}`,
        FeatureSet: organization.featureSet,
        MasterAccountArn: accountArn(organization, management.id),
        MasterAccountId: management.id,
        MasterAccountEmail: management.email,
        AvailablePolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
      },
    };
  },

  ListRoots(call) {
    const organization = observable(call);
    const root = {
      Id: organization.rootId,
      Arn: `arn:aws:organizations::${organization.managementAccountId}:root/${organization.id}/${organization.rootId}`,
      Name: "Root",
      PolicyTypes: organization.policyTypes.map(({ type, status }) => ({ Type: type, Status: status })),
    };
    return tokenPage(call, "Roots", [root], (item) => item, RULES);
  },

  ListAccounts(call) {
    const organization = observable(call);
    const { accounts } = call.organisation;
    const emptyPage = call.pageStyle === "short" ? { emptyPageBefore: Math.min(2, accounts.length - 1) } : {};
    return tokenPage(call, "Accounts", accounts, (account) => accountFields(organization, account), {
      ...RULES,
      ...emptyPage,
    });
  },

  ListPolicies(call) {
    const organization = observable(call);
    const type = required(call, "Filter");
    const enabled = organization.policyTypes.some(
      (policyType) => policyType.type === type && policyType.status === "ENABLED",
    );
    const policies = enabled ? organization.policies.filter((policy) => policy.type === type) : [];
    return tokenPage(call, "Policies", policies, (policy) => policySummary(organization, policy), RULES);
  },

  DescribePolicy(call) {
    const organization = observable(call);
    const policy = policyOf(call, organization);
    return { Policy: { PolicySummary: policySummary(organization, policy), Content: JSON.stringify(policy.content) } };
  },

  ListTargetsForPolicy(call) {
    const organization = observable(call);
    const { managementAccountId, id } = organization;
    const segments = { ROOT: "root", ORGANIZATIONAL_UNIT: "ou", ACCOUNT: "account" } as const;
    return tokenPage(
      call,
      "Targets",
      policyOf(call, organization).targets,
      (target) => ({
        TargetId: target.id,
        Arn: `arn:aws:organizations::${managementAccountId}:${segments[target.type]}/${id}/${target.id}`,
        Name: target.name,
        Type: target.type,
      }),
      RULES,
    );
  },

  ListAWSServiceAccessForOrganization(call) {
    const { trustedServices } = observable(call);
    return tokenPage(
      call,
      "EnabledServicePrincipals",
      trustedServices,
      ({ principal, enabled }) => ({ ServicePrincipal: principal, DateEnabled: enabled }),
      RULES,
    );
  },

  ListDelegatedAdministrators(call) {
    const organization = observable(call);
    return tokenPage(
      call,
      "DelegatedAdministrators",
      organization.delegatedAdministrators,
      ({ accountId, enabled }) => {
        const account = call.organisation.accounts.find(({ id }) => id === accountId);
        if (account === undefined)
          throw new RangeError(`the delegated administrator ${accountId} is no account of the organisation`);
        const { Paths: _paths, ...fields } = accountFields(organization, account);
        return { ...fields, DelegationEnabledDate: enabled };
      },
      // Legal, and seen in practice: nothing yet, but a token.
      { ...RULES, emptyPageBefore: 0 },
    );
  },
};

function inUse(call: Call): AwsOrganization {
  const { organization } = call.organisation;
  if (organization === undefined)
    throw new ServiceError(
      400,
      "AWSOrganizationsNotInUseException",
      "Your account is not a member of an organization.",
    );
  return organization;
}

/** The organization as its management or a delegated account sees it; any other account is refused. */
function observable(call: Call): AwsOrganization {
  const organization = inUse(call);
  if (call.account.id !== organization.managementAccountId)
    throw new ServiceError(400, "AccessDeniedException", "You don't have permissions to access this resource.");
  return organization;
}

function managementAccount(call: Call, organization: AwsOrganization): Account {
  const account = call.organisation.accounts.find(({ id }) => id === organization.managementAccountId);
  if (account === undefined)
    throw new RangeError(
      `the management account ${organization.managementAccountId} is no account of the organisation`,
    );
  return account;
}

function accountArn(organization: AwsOrganization, id: string): string {
  return `arn:aws:organizations::${organization.managementAccountId}:account/${organization.id}/${id}`;
}

function accountFields(organization: AwsOrganization, account: Account): Fields {
  return {
    Id: account.id,
    Arn: accountArn(organization, account.id),
    Email: account.email,
    Name: account.name,
    Status: account.state === "CLOSED" ? "SUSPENDED" : account.state,
    State: account.state,
    Paths: [`${organization.id}/${organization.rootId}/${account.id}/`],
    JoinedMethod: account.joined.method,
    JoinedTimestamp: account.joined.at,
  };
}

function policyOf(call: Call, organization: AwsOrganization): AwsOrganization["policies"][number] {
  const id = required(call, "PolicyId");
  const policy = organization.policies.find((candidate) => candidate.id === id);
  if (policy === undefined)
    throw new ServiceError(
      400,
      "PolicyNotFoundException",
      "We can't find a policy with the PolicyId that you specified.",
    );
  return policy;
}

function policySummary(
  organization: AwsOrganization,
  policy: AwsOrganization["policies"][number],
): Record<string, Value> {
  const owner = policy.awsManaged ? "aws:policy" : `${organization.managementAccountId}:policy/${organization.id}`;
  return {
    Id: policy.id,
    Arn: `arn:aws:organizations::${owner}/${policy.type.toLowerCase()}/${policy.id}`,
    Name: policy.name,
    Description: policy.description,
    Type: policy.type,
    AwsManaged: policy.awsManaged,
  };
}

function required(call: Call, name: string): string {
  const value = textInput(call, name);
  if (value === undefined)
    throw new ServiceError(400, "InvalidInputException", `You must provide a value for ${name}.`);
  return value;
}
