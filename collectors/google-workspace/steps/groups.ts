import type { Emission } from "#sdk";
import { gap, notAsked, population, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { groupKind, groupMemberKind } from "../evidence.ts";
import { listed, listOfRecords, page, plain } from "../lists.ts";
import type { TenantSession } from "../session.ts";
import type { Domains } from "./tenant.ts";

const GROUPS = "directory:groups.list";
const MEMBERS = "directory:members.list";

export interface Groups {
  readonly found: { readonly id: string; readonly email: string; readonly members: number | undefined }[];
  problem: Problem | undefined;
}

export async function* groups(session: TenantSession, into: Groups): AsyncGenerator<Emission> {
  const { config, customer, directory, scope, signal } = session;
  if (config.include?.groups === false) {
    into.problem = { reason: "disabled", detail: "groups were not asked for", name: "NotAsked" };
    yield* notAsked(scope, groupKind, GROUPS, "include.groups is off");
    return;
  }
  into.problem = yield* listOfRecords(
    session,
    groupKind,
    {
      operation: GROUPS,
      pageKind: "admin#directory#groups",
      fetch: (token) => directory.groups.list({ customer, maxResults: 200, ...page(token) }, { signal }),
      items: (found) => found.groups,
    },
    ({ id, email, directMembersCount }) => {
      if (typeof id !== "string" || typeof email !== "string") return;
      const count = Number(directMembersCount ?? Number.NaN);
      into.found.push({ id, email, members: Number.isSafeInteger(count) ? count : undefined });
    },
  );
}

/** Direct members of every group. Groups that say they have none are not asked. */
export async function* groupMembers(
  session: TenantSession,
  { found, problem }: Groups,
  domains: Domains,
): AsyncGenerator<Emission> {
  const { config, directory, scope, signal } = session;
  if (config.include?.groupMembers === false || config.include?.groups === false) {
    yield* notAsked(scope, groupMemberKind, MEMBERS, "include.groupMembers or include.groups is off");
    return;
  }
  const isExternal = externalTo(domains);
  let whole = problem === undefined;
  let vanished = 0;
  if (problem !== undefined) yield gap(scope, groupMemberKind, GROUPS, problem);
  for (const group of found) {
    if (group.members === 0) continue;
    const source = listed(session, {
      operation: MEMBERS,
      pageKind: "admin#directory#members",
      fetch: (token) => directory.members.list({ groupKey: group.id, maxResults: 200, ...page(token) }, { signal }),
      items: ({ members }) => members,
    });
    let failure: Problem | undefined;
    for (;;) {
      const step = await source.next();
      if (step.done === true) {
        failure = step.value;
        break;
      }
      const member = plain(step.value);
      const external = isExternal(member["email"]);
      yield record(scope, groupMemberKind, {
        ...member,
        groupId: group.id,
        groupEmail: group.email,
        ...(external === undefined ? {} : { external }),
      });
    }
    if (failure === undefined) continue;
    // A group deleted between the two calls has no members any more.
    if (failure.status === 404) {
      vanished += 1;
      continue;
    }
    whole = false;
    // By id, as the records are: what is lost must be found under the name that it has.
    const { reason, detail } = failure;
    yield gap(scope, groupMemberKind, MEMBERS, { reason, detail: `${group.email}: ${detail}` }, group.id);
    if (failure.reason === "cancelled" || failure.name === "ScopeNotDelegated") break;
  }
  yield population(scope, groupMemberKind, {
    complete: whole,
    ...(whole && vanished === 0 && found.every(({ members }) => members !== undefined)
      ? {
          reported: found.reduce((sum, { members = 0 }) => sum + members, 0),
          reportedBy: "directory:groups.list (directMembersCount)",
        }
      : {}),
  });
}

/** Undefined where it cannot be said: no address, or domains that are not wholly known. */
function externalTo({ found, problems }: Domains): (email: unknown) => boolean | undefined {
  const own = new Set(found.map(({ name }) => name.toLowerCase()));
  return (email) => {
    if (typeof email !== "string" || !email.includes("@")) return undefined;
    const domain = email.slice(email.lastIndexOf("@") + 1).toLowerCase();
    if (own.has(domain)) return false;
    return problems.length === 0 ? true : undefined;
  };
}
