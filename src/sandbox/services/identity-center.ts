import type { IdentityCenter, PermissionSet } from "../organisation/model.ts";
import { ServiceError } from "../protocol/answer.ts";
import { type Call, type Handlers, textInput } from "./call.ts";
import { tokenPage } from "./paging.ts";

const RULES = {
  limitName: "MaxResults",
  tokenName: "NextToken",
  most: 100,
  invalidCode: "ValidationException",
} as const;

export const identityCenterHandlers: Handlers = {
  ListInstances(call) {
    const center = visibleCenter(call);
    const instances = center === undefined ? [] : [center];
    return tokenPage(
      call,
      "Instances",
      instances,
      (instance) => ({
        InstanceArn: instance.instanceArn,
        IdentityStoreId: instance.identityStoreId,
        OwnerAccountId: owner(call),
        Name: instance.name,
        CreatedDate: instance.created,
        Status: "ACTIVE",
      }),
      RULES,
    );
  },

  ListPermissionSets: (call) =>
    tokenPage(call, "PermissionSets", managed(call).permissionSets, ({ arn }) => arn, RULES),

  DescribePermissionSet(call) {
    const set = permissionSet(call);
    return {
      PermissionSet: {
        Name: set.name,
        PermissionSetArn: set.arn,
        Description: set.description,
        CreatedDate: set.created,
        SessionDuration: set.sessionDuration,
      },
    };
  },

  ListManagedPoliciesInPermissionSet: (call) =>
    tokenPage(
      call,
      "AttachedManagedPolicies",
      permissionSet(call).managed,
      ({ name, arn }) => ({ Name: name, Arn: arn }),
      RULES,
    ),

  // An empty text is how the service says that there is no inline policy.
  GetInlinePolicyForPermissionSet(call) {
    const { inline } = permissionSet(call);
    return { InlinePolicy: inline === undefined ? "" : JSON.stringify(inline) };
  },

  ListCustomerManagedPolicyReferencesInPermissionSet: (call) =>
    tokenPage(
      call,
      "CustomerManagedPolicyReferences",
      permissionSet(call).customerManaged,
      ({ name, path }) => ({ Name: name, Path: path }),
      RULES,
    ),

  GetPermissionsBoundaryForPermissionSet(call) {
    const { boundary, arn } = permissionSet(call);
    if (boundary === undefined)
      throw new ServiceError(400, "ResourceNotFoundException", `PermissionsBoundary not found for ${arn}`);
    return {
      PermissionsBoundary:
        "managedArn" in boundary
          ? { ManagedPolicyArn: boundary.managedArn }
          : { CustomerManagedPolicyReference: { Name: boundary.customer.name, Path: boundary.customer.path } },
    };
  },

  ListAccountsForProvisionedPermissionSet(call) {
    const accounts = [...new Set(permissionSet(call).assignments.map(({ accountId }) => accountId))];
    return tokenPage(call, "AccountIds", accounts, (id) => id, RULES);
  },

  ListAccountAssignments(call) {
    const set = permissionSet(call);
    const accountId = textInput(call, "AccountId");
    return tokenPage(
      call,
      "AccountAssignments",
      set.assignments.filter((assignment) => assignment.accountId === accountId),
      (assignment) => ({
        AccountId: assignment.accountId,
        PermissionSetArn: set.arn,
        PrincipalType: assignment.type,
        PrincipalId: assignment.principalId,
      }),
      RULES,
    );
  },
};

export const identityStoreHandlers: Handlers = {
  ListUsers(call) {
    const { users, identityStoreId } = store(call);
    return tokenPage(
      call,
      "Users",
      users,
      (user) => ({
        IdentityStoreId: identityStoreId,
        UserId: user.id,
        UserName: user.userName,
        DisplayName: `${user.givenName} ${user.familyName}`,
        Name: { GivenName: user.givenName, FamilyName: user.familyName },
        Emails: [{ Value: user.userName, Type: "work", Primary: true }],
        UserStatus: user.enabled ? "ENABLED" : "DISABLED",
      }),
      RULES,
    );
  },

  ListGroups(call) {
    const { groups, identityStoreId } = store(call);
    return tokenPage(
      call,
      "Groups",
      groups,
      ({ id, name, description }) => ({
        GroupId: id,
        DisplayName: name,
        Description: description,
        IdentityStoreId: identityStoreId,
      }),
      RULES,
    );
  },

  ListGroupMemberships(call) {
    const { groups, identityStoreId } = store(call);
    const id = textInput(call, "GroupId");
    const group = groups.find((candidate) => candidate.id === id);
    if (group === undefined) throw new ServiceError(400, "ResourceNotFoundException", `GROUP not found.`);
    return tokenPage(
      call,
      "GroupMemberships",
      group.members,
      (member) => ({
        IdentityStoreId: identityStoreId,
        MembershipId: `${group.id.slice(0, 8)}-${member}`,
        GroupId: group.id,
        MemberId: { UserId: member },
      }),
      RULES,
    );
  },
};

/** An organization's instance is seen from all its accounts, and in its home region only. */
function visibleCenter(call: Call): IdentityCenter | undefined {
  const { identityCenter } = call.organisation;
  return identityCenter?.homeRegion === call.region ? identityCenter : undefined;
}

function owner(call: Call): string {
  return call.organisation.organization?.managementAccountId ?? call.account.id;
}

/** Reads beyond ListInstances are for the account that owns the instance. */
function managed(call: Call): IdentityCenter {
  const center = visibleCenter(call);
  if (center === undefined || textInput(call, "InstanceArn") !== center.instanceArn)
    throw new ServiceError(
      400,
      "ResourceNotFoundException",
      "The specified instance is not found or doesn't belong to this region.",
    );
  if (owner(call) !== call.account.id)
    throw new ServiceError(
      400,
      "AccessDeniedException",
      `User: ${call.identity.arn} is not authorized to perform this operation on ${center.instanceArn}`,
    );
  return center;
}

function permissionSet(call: Call): PermissionSet {
  const arn = textInput(call, "PermissionSetArn");
  const set = managed(call).permissionSets.find((candidate) => candidate.arn === arn);
  if (set === undefined)
    throw new ServiceError(400, "ResourceNotFoundException", `Could not find PermissionSet with id ${arn ?? ""}`);
  return set;
}

function store(call: Call): IdentityCenter {
  const center = visibleCenter(call);
  if (center === undefined || textInput(call, "IdentityStoreId") !== center.identityStoreId)
    throw new ServiceError(400, "ResourceNotFoundException", "IDENTITY_STORE not found.");
  if (owner(call) !== call.account.id)
    throw new ServiceError(
      400,
      "AccessDeniedException",
      `User: ${call.identity.arn} is not authorized to use this identity store`,
    );
  return center;
}
