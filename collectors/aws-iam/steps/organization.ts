import { ListOrganizationsFeaturesCommand } from "@aws-sdk/client-iam";
import {
  DescribeOrganizationCommand,
  ListAWSServiceAccessForOrganizationCommand,
  type ListAWSServiceAccessForOrganizationResponse,
  ListDelegatedAdministratorsCommand,
  type ListDelegatedAdministratorsResponse,
  ListRootsCommand,
  type ListRootsResponse,
  type Root,
} from "@aws-sdk/client-organizations";
import type { Emission } from "#sdk";
import { ask } from "../../_aws/ask.ts";
import { listAccounts, type OrganizationAccounts } from "../../_aws/organization-accounts.ts";
import { byToken, drain, pages } from "../../_aws/pages.ts";
import { plain } from "../../_aws/plain.ts";
import { complete, ending, gap, gaps, record } from "../../_aws/emit.ts";
import {
  delegatedAdministratorKind,
  organizationAccountKind,
  organizationKind,
  organizationPolicyKind,
  organizationRootKind,
  rootManagementKind,
  trustedServiceKind,
} from "../evidence.ts";
import type { AccountSession } from "../session.ts";
import { organizationPolicies } from "./organization-policies.ts";

const DESCRIBE = "organizations:DescribeOrganization";
const ROOTS = "organizations:ListRoots";
const ACCOUNTS = "organizations:ListAccounts";
const SERVICES = "organizations:ListAWSServiceAccessForOrganization";
const DELEGATED = "organizations:ListDelegatedAdministrators";
const FEATURES = "iam:ListOrganizationsFeatures";

/** Kinds whose facts are the organization's; only its management account and delegated administrators may read them. */
const ORGANIZATION_WIDE = [
  organizationRootKind,
  organizationAccountKind,
  organizationPolicyKind,
  delegatedAdministratorKind,
  trustedServiceKind,
  rootManagementKind,
] as const;

/**
 * The account's organization, and what the organization itself says where this account may ask. In a member account one
 * refused call settles that it may not; the others are then not tried.
 * @param discovered accounts when they were listed already, to find the accounts to collect
 */
export async function* organization(
  session: AccountSession,
  discovered: OrganizationAccounts | undefined,
): AsyncGenerator<Emission> {
  const { scope, organizations, signal } = session;
  const described = await ask(() => organizations.send(new DescribeOrganizationCommand({}), { abortSignal: signal }), {
    operation: DESCRIBE,
    requires: ["Organization"],
    signal,
  });
  if (!described.ok && described.problem.name === "AWSOrganizationsNotInUseException") {
    yield record(scope, organizationKind, { AccountId: scope.account, InOrganization: false });
    yield complete(scope, organizationKind);
    for (const kind of ORGANIZATION_WIDE)
      yield complete(scope, kind, { reported: 0, reportedBy: `${DESCRIBE}: the account is in no organization` });
    return;
  }
  let isMember = false;
  if (described.ok) {
    const { MasterAccountId, Id, Arn, FeatureSet } = described.value.Organization ?? {};
    isMember = MasterAccountId !== undefined && MasterAccountId !== scope.account;
    const value = {
      AccountId: scope.account,
      InOrganization: true,
      Id,
      Arn,
      FeatureSet,
      ManagementAccountId: MasterAccountId,
    };
    yield record(
      scope,
      organizationKind,
      plain({ ...value, IsManagementAccount: MasterAccountId === undefined ? undefined : !isMember }),
    );
    yield complete(scope, organizationKind);
  } else {
    yield gap(scope, organizationKind, DESCRIBE, described.problem);
  }
  yield* organizationWide(session, discovered, isMember);
}

async function* organizationWide(
  session: AccountSession,
  discovered: OrganizationAccounts | undefined,
  isMember: boolean,
): AsyncGenerator<Emission> {
  const { scope, organizations, signal } = session;
  const roots: Root[] = [];
  const rootPages = pages<ListRootsResponse>({
    operation: ROOTS,
    requires: ["Roots"],
    signal,
    fetch: (NextToken) =>
      organizations.send(new ListRootsCommand({ MaxResults: 20, ...(NextToken === undefined ? {} : { NextToken }) }), {
        abortSignal: signal,
      }),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  const problem = yield* drain(rootPages, function* (page) {
    for (const root of page.Roots ?? []) {
      roots.push(root);
      yield record(scope, organizationRootKind, plain(root));
    }
  });
  if (isMember && problem?.reason === "denied") {
    const detail =
      "the organization's own settings can be seen from its management account and delegated administrators only";
    yield* gaps(scope, ORGANIZATION_WIDE, ROOTS, { reason: "denied", detail });
    return;
  }
  yield* ending(scope, organizationRootKind, ROOTS, problem);
  yield* accounts(session, discovered);
  yield* organizationPolicies(session, problem ?? roots);
  yield* delegatedAdministrators(session);
  yield* trustedServices(session);
  yield* rootManagement(session);
}

async function* accounts(
  { scope, organizations, signal }: AccountSession,
  discovered: OrganizationAccounts | undefined,
): AsyncGenerator<Emission> {
  if (discovered !== undefined) {
    for (const account of discovered.accounts) yield record(scope, organizationAccountKind, plain(account));
    yield* ending(scope, organizationAccountKind, ACCOUNTS, discovered.problem, { excluded: discovered.excluded });
    return;
  }
  const problem = yield* drain(listAccounts(organizations, signal), function* (page) {
    for (const account of page.Accounts ?? []) yield record(scope, organizationAccountKind, plain(account));
  });
  yield* ending(scope, organizationAccountKind, ACCOUNTS, problem);
}

async function* delegatedAdministrators({ scope, organizations, signal }: AccountSession): AsyncGenerator<Emission> {
  const source = pages<ListDelegatedAdministratorsResponse>({
    operation: DELEGATED,
    requires: ["DelegatedAdministrators"],
    signal,
    fetch: (NextToken) =>
      organizations.send(
        new ListDelegatedAdministratorsCommand({ MaxResults: 20, ...(NextToken === undefined ? {} : { NextToken }) }),
        { abortSignal: signal },
      ),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  const problem = yield* drain(source, function* (page) {
    for (const administrator of page.DelegatedAdministrators ?? [])
      yield record(scope, delegatedAdministratorKind, plain(administrator));
  });
  yield* ending(scope, delegatedAdministratorKind, DELEGATED, problem);
}

async function* trustedServices({ scope, organizations, signal }: AccountSession): AsyncGenerator<Emission> {
  const source = pages<ListAWSServiceAccessForOrganizationResponse>({
    operation: SERVICES,
    requires: ["EnabledServicePrincipals"],
    signal,
    fetch: (NextToken) =>
      organizations.send(
        new ListAWSServiceAccessForOrganizationCommand({
          MaxResults: 20,
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
        { abortSignal: signal },
      ),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  const problem = yield* drain(source, function* (page) {
    for (const service of page.EnabledServicePrincipals ?? []) yield record(scope, trustedServiceKind, plain(service));
  });
  yield* ending(scope, trustedServiceKind, SERVICES, problem);
}

async function* rootManagement({ scope, iam, signal }: AccountSession): AsyncGenerator<Emission> {
  const answer = await ask(() => iam.send(new ListOrganizationsFeaturesCommand({}), { abortSignal: signal }), {
    operation: FEATURES,
    requires: ["OrganizationId", "EnabledFeatures"],
    signal,
  });
  if (answer.ok) {
    const { OrganizationId, EnabledFeatures } = answer.value;
    yield record(scope, rootManagementKind, { OrganizationId, TrustedAccess: true, EnabledFeatures });
  } else if (answer.problem.name === "ServiceAccessNotEnabledException") {
    // The answer names no organization; the account stands for it, as the only one that may ask.
    yield record(scope, rootManagementKind, {
      OrganizationId: scope.account,
      TrustedAccess: false,
      EnabledFeatures: [],
    });
  } else if (answer.problem.name === "OrganizationNotFoundException") {
    yield complete(scope, rootManagementKind, {
      reported: 0,
      reportedBy: `${FEATURES}: the account is in no organization`,
    });
    return;
  } else {
    yield gap(scope, rootManagementKind, FEATURES, answer.problem);
    return;
  }
  yield complete(scope, rootManagementKind);
}
