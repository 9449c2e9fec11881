import type { admin_directory_v1 } from "@googleapis/admin";
import type { Emission } from "#sdk";
import { gap, notAsked, population, record } from "../emit.ts";
import { deletedUserKind, roleAssignmentKind, roleKind, tokenKind, userKind } from "../evidence.ts";
import { ask } from "../ask.ts";
import { listOfRecords, page, plain } from "../lists.ts";
import type { TenantSession } from "../session.ts";

export const USERS = "directory:users.list";
const ROLES = "directory:roles.list";
const ASSIGNMENTS = "directory:roleAssignments.list";
const TOKENS = "directory:tokens.list";
const USERS_KIND = "admin#directory#users";

/** Mask and schema of `userKind` belong together: a field left out here would look like an absent value there. */
const USER_FIELDS = [
  "id",
  "primaryEmail",
  "isAdmin",
  "isDelegatedAdmin",
  "isEnrolledIn2Sv",
  "isEnforcedIn2Sv",
  "suspended",
  "suspensionReason",
  "suspensionTime",
  "archived",
  "archivalTime",
  "isGuestUser",
  "agreedToTerms",
  "changePasswordAtNextLogin",
  "ipWhitelisted",
  "isMailboxSetup",
  "includeInGlobalAddressList",
  "lastLoginTime",
  "creationTime",
  "orgUnitPath",
  "aliases",
  "nonEditableAliases",
  "recoveryEmail",
  "recoveryPhone",
] as const satisfies readonly (keyof admin_directory_v1.Schema$User)[];
const DELETED_FIELDS = [
  "id",
  "primaryEmail",
  "deletionTime",
  "creationTime",
  "lastLoginTime",
  "orgUnitPath",
  "isAdmin",
] as const satisfies readonly (keyof admin_directory_v1.Schema$User)[];

export interface People {
  /** Active users by org unit path. */
  readonly activeByUnit: Map<string, number>;
  /** Kept only when their grants are asked for, one call each. */
  readonly holders: { readonly id: string; readonly email: string }[];
  /** Whether everybody was listed. */
  whole: boolean;
}

export async function* users(session: TenantSession, into: People): AsyncGenerator<Emission> {
  const { directory, customer, signal, config } = session;
  const keep = config.include?.tokens === true;
  const problem = yield* listOfRecords(
    session,
    userKind,
    {
      operation: USERS,
      pageKind: USERS_KIND,
      fetch: (token) =>
        directory.users.list(
          {
            customer,
            projection: "full",
            maxResults: 500,
            fields: `kind,nextPageToken,users(${USER_FIELDS.join(",")})`,
            ...page(token),
          },
          { signal },
        ),
      items: ({ users: found }) => found,
    },
    ({ id, primaryEmail, orgUnitPath, suspended, archived }) => {
      if (suspended === true || archived === true) return;
      if (typeof orgUnitPath === "string")
        into.activeByUnit.set(orgUnitPath, (into.activeByUnit.get(orgUnitPath) ?? 0) + 1);
      if (keep && typeof id === "string" && typeof primaryEmail === "string")
        into.holders.push({ id, email: primaryEmail });
    },
  );
  into.whole = problem === undefined;
}

export async function* deletedUsers(session: TenantSession): AsyncGenerator<Emission> {
  const { directory, customer, signal } = session;
  yield* listOfRecords(session, deletedUserKind, {
    operation: USERS,
    pageKind: USERS_KIND,
    fetch: (token) =>
      directory.users.list(
        {
          customer,
          showDeleted: "true",
          maxResults: 500,
          fields: `kind,nextPageToken,users(${DELETED_FIELDS.join(",")})`,
          ...page(token),
        },
        { signal },
      ),
    items: ({ users: found }) => found,
  });
}

export async function* roles(session: TenantSession): AsyncGenerator<Emission> {
  const { directory, customer, signal } = session;
  yield* listOfRecords(session, roleKind, {
    operation: ROLES,
    pageKind: "admin#directory#roles",
    fetch: (token) => directory.roles.list({ customer, maxResults: 100, ...page(token) }, { signal }),
    items: ({ items }) => items,
  });
}

export async function* roleAssignments(session: TenantSession): AsyncGenerator<Emission> {
  const { directory, customer, signal } = session;
  yield* listOfRecords(session, roleAssignmentKind, {
    operation: ASSIGNMENTS,
    pageKind: "admin#directory#roleAssignments",
    fetch: (token) => directory.roleAssignments.list({ customer, maxResults: 200, ...page(token) }, { signal }),
    items: ({ items }) => items,
  });
}

/** Grants of every active user to applications, a call each. */
export async function* tokens(session: TenantSession, people: People): AsyncGenerator<Emission> {
  const { config, directory, scope, signal } = session;
  if (config.include?.tokens !== true) {
    yield* notAsked(scope, tokenKind, TOKENS, "set include.tokens");
    return;
  }
  const missing = session.lacking(TOKENS);
  if (missing !== undefined) {
    yield gap(scope, tokenKind, TOKENS, missing);
    yield population(scope, tokenKind, { complete: false });
    return;
  }
  let whole = people.whole;
  if (!whole)
    yield gap(scope, tokenKind, USERS, {
      reason: "truncated",
      detail: "not every user is known, because the list of users did not end",
    });
  for (const { id, email } of people.holders) {
    const answer = await ask(() => directory.tokens.list({ userKey: id }, { signal }), {
      operation: TOKENS,
      signal,
      kind: "admin#directory#tokenList",
    });
    if (answer.ok) {
      for (const item of answer.value.items ?? [])
        yield record(scope, tokenKind, { ...plain(item), userId: id, userEmail: email });
      continue;
    }
    // Deleted between the two calls: nobody's grants any more.
    if (answer.problem.status === 404) continue;
    whole = false;
    // By id, as the records are: what is lost must be found under the name that it has.
    const { reason, detail } = answer.problem;
    yield gap(scope, tokenKind, TOKENS, { reason, detail: `${email}: ${detail}` }, id);
    if (answer.problem.reason === "cancelled") break;
  }
  yield population(scope, tokenKind, { complete: whole });
}
