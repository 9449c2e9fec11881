import {
  type AttachedManagedPolicy,
  type CustomerManagedPolicyReference,
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  type ListAccountsForProvisionedPermissionSetResponse,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  type ListCustomerManagedPolicyReferencesInPermissionSetResponse,
  ListManagedPoliciesInPermissionSetCommand,
  type ListManagedPoliciesInPermissionSetResponse,
  type SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import { ask } from "../_aws/ask.ts";
import type { Problem } from "../_aws/errors.ts";
import { byToken, collectAll, pages } from "../_aws/pages.ts";
import { plain } from "../_aws/plain.ts";
import { decodePolicyDocument, UndecodableDocument } from "../_aws/policy-documents.ts";

export interface SetRequest {
  readonly client: SSOAdminClient;
  readonly signal: AbortSignal;
  readonly region: string;
  readonly InstanceArn: string;
  readonly PermissionSetArn: string;
}

export interface SetFailure {
  readonly operation: string;
  readonly problem: Problem;
}

/** The record needs every read; the accounts alone are enough to go on to the assignments. */
export type SetReading =
  | { readonly failure: undefined; readonly record: unknown; readonly accounts: readonly string[] }
  | { readonly failure: SetFailure; readonly accounts: readonly string[] }
  | { readonly failure: SetFailure; readonly accounts: undefined; readonly accountsFailure: SetFailure };

class Failed extends Error {
  readonly failure: SetFailure;
  constructor(operation: string, problem: Problem) {
    super(problem.detail);
    this.failure = { operation, problem };
  }
}

/** One permission set: five reads and the accounts that it is provisioned in. */
export async function readPermissionSet(request: SetRequest): Promise<SetReading> {
  const accounts = await attempt(() => provisionedAccounts(request));
  const details = await attempt(() => readDetails(request));
  if (accounts instanceof Failed) {
    return {
      failure: details instanceof Failed ? details.failure : accounts.failure,
      accounts: undefined,
      accountsFailure: accounts.failure,
    };
  }
  if (details instanceof Failed) return { failure: details.failure, accounts };
  return { failure: undefined, record: { ...details, ProvisionedAccounts: accounts }, accounts };
}

async function attempt<T>(read: () => Promise<T>): Promise<T | Failed> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Failed) return error;
    throw error;
  }
}

async function readDetails(request: SetRequest): Promise<Record<string, unknown>> {
  const { client, InstanceArn, PermissionSetArn } = request;
  const input = { InstanceArn, PermissionSetArn };
  const described = await one(request, "DescribePermissionSet", ["PermissionSet"], (options) =>
    client.send(new DescribePermissionSetCommand(input), options),
  );
  const managed = await list<ListManagedPoliciesInPermissionSetResponse, AttachedManagedPolicy>(
    request,
    "ListManagedPoliciesInPermissionSet",
    ["AttachedManagedPolicies"],
    (NextToken, options) =>
      client.send(
        new ListManagedPoliciesInPermissionSetCommand({ ...input, MaxResults: 100, ...token(NextToken) }),
        options,
      ),
    ({ AttachedManagedPolicies }) => AttachedManagedPolicies ?? [],
  );
  const customer = await list<
    ListCustomerManagedPolicyReferencesInPermissionSetResponse,
    CustomerManagedPolicyReference
  >(
    request,
    "ListCustomerManagedPolicyReferencesInPermissionSet",
    ["CustomerManagedPolicyReferences"],
    (NextToken, options) =>
      client.send(
        new ListCustomerManagedPolicyReferencesInPermissionSetCommand({
          ...input,
          MaxResults: 100,
          ...token(NextToken),
        }),
        options,
      ),
    ({ CustomerManagedPolicyReferences }) => CustomerManagedPolicyReferences ?? [],
  );
  const inline = await one(request, "GetInlinePolicyForPermissionSet", ["InlinePolicy"], (options) =>
    client.send(new GetInlinePolicyForPermissionSetCommand(input), options),
  );
  const boundary = await permissionsBoundary(request);
  return {
    ...plain(described.PermissionSet ?? {}),
    PermissionSetArn,
    InstanceArn,
    ManagedPolicies: managed.map(plain),
    CustomerManagedPolicies: customer.map(plain),
    ...inlinePolicy(inline.InlinePolicy ?? ""),
    ...(boundary === undefined ? {} : { PermissionsBoundary: plain(boundary) }),
  };
}

/** An empty text is Identity Center's way to say that there is none. */
function inlinePolicy(text: string): { InlinePolicy?: Record<string, unknown> } {
  if (text === "") return {};
  try {
    return { InlinePolicy: decodePolicyDocument(text) };
  } catch (error) {
    if (!(error instanceof UndecodableDocument)) throw error;
    throw new Failed("sso:GetInlinePolicyForPermissionSet", {
      reason: "schema-mismatch",
      detail: error.message,
      name: error.name,
    });
  }
}

/** "Resource not found" means that the set has no boundary. */
async function permissionsBoundary(request: SetRequest): Promise<object | undefined> {
  const { client, InstanceArn, PermissionSetArn } = request;
  const read = one(request, "GetPermissionsBoundaryForPermissionSet", ["PermissionsBoundary"], (options) =>
    client.send(new GetPermissionsBoundaryForPermissionSetCommand({ InstanceArn, PermissionSetArn }), options),
  );
  const answer = await attempt(() => read);
  if (!(answer instanceof Failed)) return answer.PermissionsBoundary;
  if (answer.failure.problem.name === "ResourceNotFoundException") return undefined;
  throw answer;
}

function provisionedAccounts(request: SetRequest): Promise<readonly string[]> {
  const { client, InstanceArn, PermissionSetArn } = request;
  return list<ListAccountsForProvisionedPermissionSetResponse, string>(
    request,
    "ListAccountsForProvisionedPermissionSet",
    ["AccountIds"],
    (NextToken, options) =>
      client.send(
        new ListAccountsForProvisionedPermissionSetCommand({
          InstanceArn,
          PermissionSetArn,
          MaxResults: 100,
          ...token(NextToken),
        }),
        options,
      ),
    ({ AccountIds }) => AccountIds ?? [],
  );
}

interface SendOptions {
  readonly abortSignal: AbortSignal;
}

async function one<T extends object>(
  request: SetRequest,
  name: string,
  requires: readonly (keyof T & string)[],
  send: (options: SendOptions) => Promise<T>,
): Promise<T> {
  const operation = `sso:${name}`;
  const { signal, region } = request;
  const answer = await ask(() => send({ abortSignal: signal }), { operation, requires, signal, region });
  if (!answer.ok) throw new Failed(operation, answer.problem);
  return answer.value;
}

async function list<T extends { NextToken?: string | undefined }, Item>(
  request: SetRequest,
  name: string,
  requires: readonly (keyof T & string)[],
  send: (next: string | undefined, options: SendOptions) => Promise<T>,
  items: (page: T) => readonly Item[],
): Promise<readonly Item[]> {
  const operation = `sso:${name}`;
  const { signal, region } = request;
  const source = pages<T>({
    operation,
    requires,
    signal,
    region,
    fetch: (next) => send(next, { abortSignal: signal }),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  const { items: found, problem } = await collectAll(source, items);
  if (problem !== undefined) throw new Failed(operation, problem);
  return found;
}

function token(NextToken: string | undefined): { NextToken?: string } {
  return NextToken === undefined ? {} : { NextToken };
}
