import * as shape from "../shapes.ts";
import { GithubError, list, notFound, type Route, route } from "./call.ts";

export const peopleRoutes: readonly Route[] = [
  route("orgs.list-members-2fa-insecure", "/orgs/{org}/members", "members=read", ({ organisation, caller, query }) => {
    const filter = query.get("filter");
    if (filter?.startsWith("2fa_") === true && caller !== "owner")
      throw new GithubError(422, "Only owners can use this filter.");
    const shown = organisation.members.filter((one) =>
      filter === "2fa_disabled" ? !one.twoFactor : filter === "2fa_insecure" ? one.insecureTwoFactor === true : true,
    );
    return list(shown.map(shape.person));
  }),
  route(
    "orgs.list-outside-collaborators",
    "/orgs/{org}/outside_collaborators",
    "members=read",
    ({ organisation, caller, query }) => {
      const filter = query.get("filter");
      if (filter?.startsWith("2fa_") === true && caller !== "owner")
        throw new GithubError(422, "Only owners can use this filter.");
      return list(organisation.outside.filter((one) => filter !== "2fa_disabled" || !one.twoFactor).map(shape.person));
    },
  ),
  route("orgs.list-pending-invitations", "/orgs/{org}/invitations", "members=read", ({ organisation }) =>
    list(organisation.pending.map((entry) => shape.invitation(organisation, entry))),
  ),
  route("orgs.list-failed-invitations", "/orgs/{org}/failed_invitations", "members=read", ({ organisation }) =>
    list(organisation.failed.map((entry) => shape.invitation(organisation, entry))),
  ),
  route(
    "orgs.list-roles",
    "/orgs/{org}/organization-roles",
    "organization_custom_org_roles=read",
    ({ organisation }) => ({
      body: {
        total_count: organisation.roles.length,
        roles: organisation.roles.map((role) => shape.role(organisation, role)),
      },
    }),
  ),
  route(
    "orgs.list-role-users",
    "/orgs/{org}/organization-roles/{role_id}/users",
    "members=read",
    ({ organisation, segments }) => {
      const role = organisation.roles.find((one) => String(one["id"]) === segments["role_id"]) ?? notFound();
      return list(role.users.map((login) => ({ assignment: "direct", ...shape.user(login) })));
    },
  ),
  route(
    "orgs.list-role-teams",
    "/orgs/{org}/organization-roles/{role_id}/teams",
    "members=read",
    ({ organisation, segments }) => {
      const role = organisation.roles.find((one) => String(one["id"]) === segments["role_id"]) ?? notFound();
      return list(role.teams.map((slug) => ({ assignment: "direct", ...shape.teamSimple(organisation, slug) })));
    },
  ),
];
