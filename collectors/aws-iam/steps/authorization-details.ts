import {
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsResponse,
  type GroupDetail,
  type ManagedPolicyDetail,
  type RoleDetail,
  type UserDetail,
} from "@aws-sdk/client-iam";
import type { AnyKind, Emission } from "#sdk";
import { lacking } from "../../_aws/ask.ts";
import { byMarker, drain, pages } from "../../_aws/pages.ts";
import { UndecodableDocument } from "../../_aws/policy-documents.ts";
import { ending, gap, record } from "../../_aws/emit.ts";
import { groupKind, policyKind, roleKind, userKind } from "../evidence.ts";
import { groupRecord, policyRecord, roleRecord, userRecord } from "../records.ts";
import type { AccountSession } from "../session.ts";

const OPERATION = "iam:GetAccountAuthorizationDetails";

/** What later steps need to know about who is in the account. Names and ARNs only. */
export interface Principals {
  readonly users: { readonly name: string; readonly arn: string }[];
  readonly roleArns: string[];
}

interface Listed {
  readonly kind: AnyKind;
  readonly member: "UserDetailList" | "GroupDetailList" | "RoleDetailList" | "Policies";
  readonly count: string;
  received: number;
  awsManaged: number;
  /** A page without the list: the SDK leaves a missing list undefined, which is not an empty one. */
  missing: boolean;
}

/**
 * Users, groups, roles and policies in one unfiltered list: that returns the AWS-managed policies in use and no others.
 * Pages mix the four kinds, so a page that fails leaves all four incomplete.
 */
export async function* authorizationDetails(
  session: AccountSession,
  counts: Readonly<Record<string, number>> | undefined,
  principals: Principals,
): AsyncGenerator<Emission> {
  const { iam, scope, signal } = session;
  const listed: readonly Listed[] = [
    { kind: userKind, member: "UserDetailList", count: "Users", received: 0, awsManaged: 0, missing: false },
    { kind: groupKind, member: "GroupDetailList", count: "Groups", received: 0, awsManaged: 0, missing: false },
    { kind: roleKind, member: "RoleDetailList", count: "Roles", received: 0, awsManaged: 0, missing: false },
    { kind: policyKind, member: "Policies", count: "Policies", received: 0, awsManaged: 0, missing: false },
  ];
  const source = pages<GetAccountAuthorizationDetailsResponse>({
    operation: OPERATION,
    requires: ["IsTruncated"],
    signal,
    fetch: (Marker) =>
      iam.send(
        new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000, ...(Marker === undefined ? {} : { Marker }) }),
        { abortSignal: signal },
      ),
    continuation: byMarker,
  });
  const problem = yield* drain(source, (page) => pageEmissions(session, page, listed, principals));
  for (const { kind, count, member, received, awsManaged, missing } of listed) {
    const counted = counts?.[count];
    const reported = counted === undefined ? undefined : counted + awsManaged;
    const reportedBy =
      awsManaged === 0
        ? `iam:GetAccountSummary (${count})`
        : `iam:GetAccountSummary (${count}) and ${awsManaged} AWS-managed policies in use`;
    // A count from elsewhere that agrees settles the doubt that a missing list raises.
    const doubt = missing && received !== reported ? lacking([member]) : undefined;
    yield* ending(scope, kind, OPERATION, problem ?? doubt, { reported, reportedBy });
  }
}

function* pageEmissions(
  session: AccountSession,
  page: GetAccountAuthorizationDetailsResponse,
  listed: readonly Listed[],
  principals: Principals,
): Generator<Emission> {
  for (const list of listed) {
    const items = page[list.member];
    if (items === undefined) {
      list.missing = true;
      continue;
    }
    for (const item of items) {
      list.received += 1;
      if (list.member === "Policies" && isAwsManaged((item as ManagedPolicyDetail).Arn)) list.awsManaged += 1;
      yield toEmission(session, list, item);
    }
  }
  for (const user of page.UserDetailList ?? []) {
    if (user.UserName !== undefined && user.Arn !== undefined)
      principals.users.push({ name: user.UserName, arn: user.Arn });
  }
  for (const role of page.RoleDetailList ?? []) if (role.Arn !== undefined) principals.roleArns.push(role.Arn);
}

function toEmission(
  session: AccountSession,
  list: Listed,
  item: UserDetail | GroupDetail | RoleDetail | ManagedPolicyDetail,
): Emission {
  try {
    return record(session.scope, list.kind, convert(list.member, item));
  } catch (error) {
    if (!(error instanceof UndecodableDocument)) throw error;
    const problem = { reason: "schema-mismatch", detail: error.message } as const;
    return gap(session.scope, list.kind, OPERATION, problem, subjectOf(list, item));
  }
}

function convert(member: Listed["member"], item: UserDetail | GroupDetail | RoleDetail | ManagedPolicyDetail): unknown {
  switch (member) {
    case "UserDetailList":
      return userRecord(item as UserDetail);
    case "GroupDetailList":
      return groupRecord(item as GroupDetail);
    case "RoleDetailList":
      return roleRecord(item as RoleDetail);
    case "Policies":
      return policyRecord(item as ManagedPolicyDetail);
  }
}

/** The key that the record would have had. */
function subjectOf(
  { member }: Listed,
  item: UserDetail | GroupDetail | RoleDetail | ManagedPolicyDetail,
): string | undefined {
  return member === "GroupDetailList" ? (item as GroupDetail).GroupName : item.Arn;
}

function isAwsManaged(arn: string | undefined): boolean {
  return arn !== undefined && /^arn:[^:]+:iam::aws:/.test(arn);
}
