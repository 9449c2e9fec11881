import { known, Undetermined, type ReadView } from "#sdk";
import { indexed } from "../../_aws/policy/views.ts";
import type { GroupMember, OrgUnit, SsoAssignment, User } from "../evidence.ts";

/** Why nobody can sign in with this account; undefined when somebody can. @throws Undetermined when Google does not say */
export function closed(user: User): string | undefined {
  if (known(user.suspended, "suspended"))
    return `suspended${user.suspensionReason === undefined ? "" : ` (${user.suspensionReason})`}`;
  return user.archived === true ? "archived" : undefined;
}

/** What a user administers, in words; undefined for nobody's administrator. @throws Undetermined when Google does not say */
export function administration(user: User): string | undefined {
  if (known(user.isAdmin, "isAdmin")) return "super administrator";
  return known(user.isDelegatedAdmin, "isDelegatedAdmin") ? "administrator of some things" : undefined;
}

export interface SuperAdministrators {
  /** Those who can sign in; suspended and archived ones are counted apart. */
  readonly count: number;
  readonly observed: string;
  /** @throws Undetermined when there may be more of them than were counted */
  readonly settled: () => void;
}

export function superAdministrators(users: ReadView<User>): SuperAdministrators {
  const all = [...users.seen()].filter(({ isAdmin }) => isAdmin === true);
  const active = all.filter((user) => closed(user) === undefined);
  const names = active.slice(0, 10).map(({ primaryEmail }) => primaryEmail);
  const apart = all.length - active.length;
  return {
    count: active.length,
    observed: [
      `${active.length} super administrators who can sign in`,
      ...(names.length === 0 ? [] : [`: ${names.join(", ")}`]),
      ...(apart === 0 ? [] : [`; ${apart} suspended or archived, counted apart`]),
    ].join(""),
    settled() {
      for (const user of users.all()) known(user.isAdmin, `isAdmin of ${user.primaryEmail}`);
    },
  };
}

export interface SignInViews {
  readonly assignments: ReadView<SsoAssignment>;
  readonly units: ReadView<OrgUnit>;
  readonly members: ReadView<GroupMember>;
}

/**
 * Whether a user signs in at a third-party identity provider, where Google's 2-step verification says nothing. A group's
 * assignment wins over the org unit's, the lowest rank first; otherwise the nearest unit above counts. Super administrators
 * can always sign in at Google itself, so that this must not be asked for them.
 * @throws Undetermined when that cannot be known
 */
export function signsInElsewhere(user: User, views: SignInViews): boolean {
  const assignments = [...views.assignments.all()];
  if (assignments.every(({ ssoMode }) => ssoMode === "SSO_OFF")) return false;
  const groups = assignments.filter(({ targetGroup }) => targetGroup !== undefined);
  for (const assignment of groups.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))) {
    if (isMember(user, (assignment.targetGroup ?? "").replace(/^groups\//, ""), views.members)) return mode(assignment);
  }
  const path = known(user.orgUnitPath, "orgUnitPath");
  const units = indexed(views.units, "path", ({ orgUnitPath }) => orgUnitPath);
  for (const at of upwards(path)) {
    const unit = units.get(at)?.[0];
    if (unit === undefined) {
      for (const _ of views.units.all()) break;
      throw new Undetermined("stale-source", `org unit ${at} is not in the list of org units`);
    }
    const id = unit.orgUnitId.replace(/^id:/, "orgUnits/");
    const assignment = assignments.find(({ targetOrgUnit }) => targetOrgUnit === id);
    if (assignment !== undefined) return mode(assignment);
  }
  return false;
}

/** `/a/b`, `/a`, `/`. */
export function upwards(path: string): readonly string[] {
  const parts = path.split("/").filter((part) => part !== "");
  return [...parts.map((_, index) => `/${parts.slice(0, parts.length - index).join("/")}`), "/"];
}

function isMember(user: User, groupId: string, members: ReadView<GroupMember>): boolean {
  if (members.get(`${groupId}/${user.id}`) !== undefined) return true;
  const nested = (indexed(members, "group", (member) => member.groupId).get(groupId) ?? []).find(
    ({ type }) => type === "GROUP" || type === "CUSTOMER",
  );
  if (nested === undefined) return false;
  throw new Undetermined(
    "schema-mismatch",
    `single sign-on is assigned to a group with ${nested.type === "CUSTOMER" ? "everybody" : "other groups"} in it, whose members are not resolved here`,
  );
}

function mode({ ssoMode }: SsoAssignment): boolean {
  if (ssoMode === "SSO_OFF") return false;
  if (ssoMode === "SAML_SSO" || ssoMode === "OIDC_SSO") return true;
  throw new Undetermined("schema-mismatch", `single sign-on has mode ${ssoMode ?? "(not stated)"}`);
}
