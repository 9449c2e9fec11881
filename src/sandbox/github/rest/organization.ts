import { each } from "../../organisation/population.ts";
import * as shape from "../shapes.ts";
import { administered, ADMINISTRATION, list, notFound, type Route, route } from "./call.ts";

export const organizationRoutes: readonly Route[] = [
  route("orgs.get", "/orgs/{org}", "", ({ organisation, caller }) => {
    let open = 0;
    const { repositories } = organisation;
    for (const { visibility } of each(repositories)) if (visibility === "public") open += 1;
    const whole = shape.organization(organisation, { open, closed: repositories.count - open });
    if (caller !== "member") return { body: whole };
    // A member who is no owner gets neither settings, plan, nor the number of private repositories.
    const hidden = new Set([
      ...Object.keys(organisation.settings).filter((name) => name !== "is_verified"),
      "plan",
      "billing_email",
      "total_private_repos",
      "owned_private_repos",
      "private_gists",
      "disk_usage",
      "collaborators",
    ]);
    return { body: Object.fromEntries(Object.entries(whole).filter(([name]) => !hidden.has(name))) };
  }),
  route("orgs.immutable-releases", "/orgs/{org}/settings/immutable-releases", ADMINISTRATION, (call) =>
    administered(call, () => ({ body: { enforced_repositories: call.organisation.immutableReleases } })),
  ),
];

export const webhookRoutes: readonly Route[] = [
  route("orgs.list-webhooks", "/orgs/{org}/hooks", "organization_hooks=read", (call) =>
    administered(call, () =>
      list(call.organisation.hooks.map((entry) => shape.webhook(call.organisation.login, "orgs", entry))),
    ),
  ),
];

export const auditRoutes: readonly Route[] = [
  route("orgs.get-audit-log", "/orgs/{org}/audit-log", ADMINISTRATION, (call) =>
    administered(call, () => {
      if (!call.organisation.plan.startsWith("enterprise")) return notFound();
      return list(
        call.organisation.auditEvents.map(({ id, at, ...event }) => ({
          "@timestamp": Date.parse(String(at)),
          _document_id: id,
          org: call.organisation.login,
          actor_ip: "192.0.2.7",
          ...event,
        })),
      );
    }),
  ),
];
