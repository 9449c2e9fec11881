import { Undetermined, type ReadView } from "#sdk";
import { administration } from "./administration.ts";
import {
  groupIdentity,
  roleIdentity,
  userIdentity,
  type PolicyViews,
  type GroupRecord,
  type RoleRecord,
  type UserRecord,
} from "./identity.ts";

export interface EstateViews extends PolicyViews {
  readonly groups: ReadView<GroupRecord>;
  readonly users: ReadView<UserRecord>;
  readonly roles: ReadView<RoleRecord>;
}

/** Who is known to be an administrator; under a condition counts, because the condition may be met. */
export interface Administrators {
  readonly users: readonly UserRecord[];
  readonly roles: readonly RoleRecord[];
  readonly groups: readonly GroupRecord[];
  /** Why the lists may lack somebody; undefined when everybody was seen and judged. */
  readonly incomplete: Undetermined | undefined;
}

const known = new WeakMap<ReadView<RoleRecord>, Administrators>();

/** Roles that AWS or IAM Identity Center keep: their permissions are not set in the account. */
export function managedElsewhere(role: { readonly Path: string }): string | undefined {
  if (role.Path.startsWith("/aws-service-role/"))
    return "a service-linked role: AWS alone sets its permissions and trust";
  if (role.Path.startsWith("/aws-reserved/sso.amazonaws.com/"))
    return "kept by IAM Identity Center: judged by its permission set";
  return undefined;
}

/** Every administrator of the account; computed once for the views of one pass. */
export function administratorsOf(views: EstateViews): Administrators {
  let found = known.get(views.roles);
  if (found === undefined) {
    known.set(views.roles, (found = search(views)));
  } else {
    // What is remembered rests on these views: each judgement that uses it must say so.
    for (const view of [views.users, views.roles, views.groups, views.policies]) for (const _ of view.seen()) break;
  }
  return found;
}

function search(views: EstateViews): Administrators {
  let incomplete: Undetermined | undefined;
  const administrators = <R>(
    view: ReadView<R>,
    resolve: (record: R) => ReturnType<typeof roleIdentity>,
  ): readonly R[] => {
    const list: R[] = [];
    for (const record of view.seen()) {
      const identity = resolve(record);
      if (administration(identity).level === "none") incomplete ??= identity.unknown[0];
      else if (identity.boundaryUnknown === undefined) list.push(record);
      else incomplete ??= identity.boundaryUnknown;
    }
    incomplete ??= completeness(view);
    return list;
  };
  const users = administrators(views.users, (user) => userIdentity(user, views));
  const roles = administrators(views.roles, (role) => roleIdentity(role, views));
  const groups = administrators(views.groups, (group) => groupIdentity(group, views));
  return { users, roles, groups, incomplete };
}

function completeness<R>(view: ReadView<R>): Undetermined | undefined {
  try {
    for (const _ of view.all()) break;
    return undefined;
  } catch (error) {
    if (error instanceof Undetermined) return error;
    throw error;
  }
}
