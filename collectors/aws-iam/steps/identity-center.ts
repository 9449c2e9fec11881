import {
  type InstanceMetadata,
  ListAccountAssignmentsCommand,
  type ListAccountAssignmentsResponse,
  ListInstancesCommand,
  type ListInstancesResponse,
  ListPermissionSetsCommand,
  type ListPermissionSetsResponse,
  type SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import type { Scope } from "#core";
import type { Emission } from "#sdk";
import { identityCenterClient } from "../../_aws/clients.ts";
import type { Problem } from "../../_aws/errors.ts";
import { byToken, collectAll, drain, pages } from "../../_aws/pages.ts";
import { homeRegion } from "../../_aws/partitions.ts";
import { plain } from "../../_aws/plain.ts";
import { complete, ending, gap, gaps, incomplete, record } from "../../_aws/emit.ts";
import { assignmentKind, identityCenterInstanceKind, permissionSetKind } from "../evidence.ts";
import { readPermissionSet, type SetFailure } from "../permission-set.ts";
import type { AccountSession } from "../session.ts";

const INSTANCES = "sso:ListInstances";
const SETS = "sso:ListPermissionSets";
const ASSIGNMENTS = "sso:ListAccountAssignments";

interface Region {
  readonly scope: Scope;
  readonly client: SSOAdminClient;
  readonly signal: AbortSignal;
  readonly region: string;
}

/** Home region of Identity Center: there is one, and every other region answers as if there were none. */
export function identityCenterRegion(session: AccountSession): string {
  const { config, env } = session;
  return (
    config.identityCenterRegion ??
    config.region ??
    env["AWS_REGION"] ??
    env["AWS_DEFAULT_REGION"] ??
    homeRegion(session.identity.partition)
  );
}

/**
 * Instances, permission sets with their policies, and who may use them where. When the home region is not configured and
 * the organization trusts Identity Center (`search` names the regions), other regions are asked until one has it.
 */
export async function* identityCenter(session: AccountSession, search: readonly string[]): AsyncGenerator<Emission> {
  const first = identityCenterRegion(session);
  const regions =
    session.config.identityCenterRegion === undefined
      ? [first, ...search.filter((region) => region !== first)]
      : [first];
  let found = await listInstances(session, first);
  for (const region of regions.slice(1)) {
    if (found.problem !== undefined || found.items.length > 0) break;
    const other = await listInstances(session, region);
    if (other.items.length > 0) found = other;
  }
  yield* inRegion(found);
}

interface Instances {
  readonly at: Region;
  readonly items: readonly InstanceMetadata[];
  readonly problem: Problem | undefined;
}

async function listInstances(session: AccountSession, region: string): Promise<Instances> {
  const { scope, access } = session.regional(region);
  const at: Region = { scope, client: identityCenterClient(access, region), signal: session.signal, region };
  const source = pages<ListInstancesResponse>({
    operation: INSTANCES,
    requires: ["Instances"],
    signal: at.signal,
    region,
    fetch: (NextToken) =>
      at.client.send(new ListInstancesCommand({ MaxResults: 100, ...(NextToken === undefined ? {} : { NextToken }) }), {
        abortSignal: at.signal,
      }),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  return { at, ...(await collectAll(source, ({ Instances: instances }) => instances ?? [])) };
}

async function* inRegion({ at, items, problem }: Instances): AsyncGenerator<Emission> {
  const { scope } = at;
  for (const instance of items) yield record(scope, identityCenterInstanceKind, plain(instance));
  yield* ending(scope, identityCenterInstanceKind, INSTANCES, problem);
  if (problem !== undefined) yield* gaps(scope, [permissionSetKind, assignmentKind], INSTANCES, problem);
  const whole = { sets: problem === undefined, assignments: problem === undefined };
  for (const { InstanceArn } of items) if (InstanceArn !== undefined) yield* oneInstance(at, InstanceArn, whole);
  yield whole.sets ? complete(scope, permissionSetKind) : incomplete(scope, permissionSetKind);
  yield whole.assignments ? complete(scope, assignmentKind) : incomplete(scope, assignmentKind);
}

async function* oneInstance(
  at: Region,
  InstanceArn: string,
  whole: { sets: boolean; assignments: boolean },
): AsyncGenerator<Emission> {
  const { scope, client, signal, region } = at;
  const source = pages<ListPermissionSetsResponse>({
    operation: SETS,
    requires: ["PermissionSets"],
    signal,
    region,
    fetch: (NextToken) =>
      client.send(
        new ListPermissionSetsCommand({
          InstanceArn,
          MaxResults: 100,
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
        { abortSignal: signal },
      ),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  const { items: sets, problem } = await collectAll(source, ({ PermissionSets }) => PermissionSets ?? []);
  if (problem !== undefined) {
    whole.sets = false;
    whole.assignments = false;
    yield* gaps(scope, [permissionSetKind, assignmentKind], SETS, {
      ...problem,
      detail: `${InstanceArn}: ${problem.detail}`,
    });
  }
  for (const PermissionSetArn of sets) {
    const reading = await readPermissionSet({ client, signal, region, InstanceArn, PermissionSetArn });
    if (reading.failure === undefined) yield record(scope, permissionSetKind, reading.record);
    else {
      whole.sets = false;
      yield setGap(scope, reading.failure, PermissionSetArn);
    }
    if (reading.accounts === undefined) {
      whole.assignments = false;
      const { operation, problem: why } = reading.accountsFailure;
      yield gap(scope, assignmentKind, operation, { ...why, detail: `${PermissionSetArn}: ${why.detail}` });
      continue;
    }
    for (const account of reading.accounts) yield* assignments(at, InstanceArn, PermissionSetArn, account, whole);
  }
}

function setGap(scope: Scope, { operation, problem }: SetFailure, subject: string): Emission {
  return gap(scope, permissionSetKind, operation, problem, subject);
}

async function* assignments(
  at: Region,
  InstanceArn: string,
  PermissionSetArn: string,
  AccountId: string,
  whole: { assignments: boolean },
): AsyncGenerator<Emission> {
  const { scope, client, signal, region } = at;
  const source = pages<ListAccountAssignmentsResponse>({
    operation: ASSIGNMENTS,
    requires: ["AccountAssignments"],
    signal,
    region,
    fetch: (NextToken) =>
      client.send(
        new ListAccountAssignmentsCommand({
          InstanceArn,
          PermissionSetArn,
          AccountId,
          MaxResults: 100,
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
        { abortSignal: signal },
      ),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  const problem = yield* drain(source, function* (page) {
    for (const assignment of page.AccountAssignments ?? [])
      yield record(scope, assignmentKind, { ...plain(assignment), InstanceArn });
  });
  if (problem === undefined) return;
  whole.assignments = false;
  yield gap(scope, assignmentKind, ASSIGNMENTS, {
    ...problem,
    detail: `${AccountId} ${PermissionSetArn}: ${problem.detail}`,
  });
}
