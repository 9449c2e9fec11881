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
import { byToken, drain, pages } from "../../_aws/pages.ts";
import { homeRegion } from "../../_aws/partitions.ts";
import { plain } from "../../_aws/plain.ts";
import { complete, ending, gap, gaps, incomplete, record } from "../emit.ts";
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
  return config.identityCenterRegion ?? config.region ?? env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"] ?? homeRegion(session.identity.partition);
}

/** Instances, permission sets with their policies, and who may use them where. */
export async function* identityCenter(session: AccountSession): AsyncGenerator<Emission> {
  const region = identityCenterRegion(session);
  const { scope, access } = session.regional(region);
  const at: Region = { scope, client: identityCenterClient(access, region), signal: session.signal, region };
  const instances: InstanceMetadata[] = [];
  const source = pages<ListInstancesResponse>({
    operation: INSTANCES,
    requires: ["Instances"],
    signal: at.signal,
    region,
    fetch: (NextToken) => at.client.send(new ListInstancesCommand({ MaxResults: 100, ...(NextToken === undefined ? {} : { NextToken }) }), { abortSignal: at.signal }),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  const problem = yield* drain(source, function* (page) {
    for (const instance of page.Instances ?? []) {
      instances.push(instance);
      yield record(scope, identityCenterInstanceKind, plain(instance));
    }
  });
  yield* ending(scope, identityCenterInstanceKind, INSTANCES, problem);
  if (problem !== undefined) yield* gaps(scope, [permissionSetKind, assignmentKind], INSTANCES, problem);
  const whole = { sets: problem === undefined, assignments: problem === undefined };
  for (const { InstanceArn } of instances) if (InstanceArn !== undefined) yield* oneInstance(at, InstanceArn, whole);
  yield whole.sets ? complete(scope, permissionSetKind) : incomplete(scope, permissionSetKind);
  yield whole.assignments ? complete(scope, assignmentKind) : incomplete(scope, assignmentKind);
}

async function* oneInstance(at: Region, InstanceArn: string, whole: { sets: boolean; assignments: boolean }): AsyncGenerator<Emission> {
  const { scope, client, signal, region } = at;
  const sets: string[] = [];
  const source = pages<ListPermissionSetsResponse>({
    operation: SETS,
    requires: ["PermissionSets"],
    signal,
    region,
    fetch: (NextToken) => client.send(new ListPermissionSetsCommand({ InstanceArn, MaxResults: 100, ...(NextToken === undefined ? {} : { NextToken }) }), { abortSignal: signal }),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  const problem = yield* drain(source, function* (page) {
    sets.push(...(page.PermissionSets ?? []));
  });
  if (problem !== undefined) {
    whole.sets = false;
    whole.assignments = false;
    yield* gaps(scope, [permissionSetKind, assignmentKind], SETS, { ...problem, detail: `${InstanceArn}: ${problem.detail}` });
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

async function* assignments(at: Region, InstanceArn: string, PermissionSetArn: string, AccountId: string, whole: { assignments: boolean }): AsyncGenerator<Emission> {
  const { scope, client, signal, region } = at;
  const source = pages<ListAccountAssignmentsResponse>({
    operation: ASSIGNMENTS,
    requires: ["AccountAssignments"],
    signal,
    region,
    fetch: (NextToken) =>
      client.send(new ListAccountAssignmentsCommand({ InstanceArn, PermissionSetArn, AccountId, MaxResults: 100, ...(NextToken === undefined ? {} : { NextToken }) }), { abortSignal: signal }),
    continuation: ({ NextToken }) => byToken(NextToken),
  });
  const problem = yield* drain(source, function* (page) {
    for (const assignment of page.AccountAssignments ?? []) yield record(scope, assignmentKind, { ...plain(assignment), InstanceArn });
  });
  if (problem === undefined) return;
  whole.assignments = false;
  yield gap(scope, assignmentKind, ASSIGNMENTS, { ...problem, detail: `${AccountId} ${PermissionSetArn}: ${problem.detail}` });
}
