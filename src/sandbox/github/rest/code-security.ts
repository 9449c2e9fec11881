import type { GithubOrganisation, Repository, Settings } from "../model.ts";
import * as shape from "../shapes.ts";
import { administered, ADMINISTRATION, list, type Route, route } from "./call.ts";

function attached(organisation: GithubOrganisation, repository: Repository | undefined): Settings {
  if (repository === undefined) throw new RangeError("no such repository");
  return { status: "enforced", repository: shape.simpleRepository(organisation, repository) };
}

export const codeSecurityRoutes: readonly Route[] = [
  route("code-security.list-configurations", "/orgs/{org}/code-security/configurations", ADMINISTRATION, (call) =>
    administered(call, () =>
      list(call.organisation.configurations.map((entry) => shape.configuration(call.organisation, entry))),
    ),
  ),
  route("code-security.list-defaults", "/orgs/{org}/code-security/configurations/defaults", ADMINISTRATION, (call) =>
    administered(call, () =>
      list(
        call.organisation.configurations
          .filter(({ defaultFor }) => defaultFor !== "none")
          .map((entry) => ({
            default_for_new_repos: entry.defaultFor,
            configuration: shape.configuration(call.organisation, entry),
          })),
      ),
    ),
  ),
  route(
    "code-security.list-repositories",
    "/orgs/{org}/code-security/configurations/{configuration_id}/repositories",
    ADMINISTRATION,
    (call) =>
      administered(call, () => {
        const { organisation, segments } = call;
        const { repositories } = organisation;
        const own: number[] = [];
        for (let index = 0; index < repositories.count; index += 1)
          if (String(repositories.at(index).configuration) === segments["configuration_id"]) own.push(index);
        const at = (index: number): Repository | undefined => {
          const place = own[index];
          return place === undefined ? undefined : repositories.at(place);
        };
        return { list: { count: own.length, at: (index) => attached(organisation, at(index)) } };
      }),
  ),
  route("dependabot.list-org-alerts", "/orgs/{org}/dependabot/alerts", "vulnerability_alerts=read", (call) =>
    administered(call, () => {
      const { organisation, query } = call;
      const states = query.get("state")?.split(",");
      const shown = organisation.dependabotAlerts.filter(
        ({ state }) => states === undefined || states.includes(String(state)),
      );
      return { list: { count: shown.length, at: (index) => shape.dependabotAlert(organisation, shown[index] ?? {}) } };
    }),
  ),
  route(
    "secret-scanning.list-org-alerts",
    "/orgs/{org}/secret-scanning/alerts",
    "secret_scanning_alerts=read",
    (call) =>
      administered(call, () =>
        list(
          call.organisation.secretAlerts.map((entry) =>
            shape.secretAlert(call.organisation, entry, call.query.get("hide_secret") === "true"),
          ),
        ),
      ),
  ),
  route("code-scanning.list-org-alerts", "/orgs/{org}/code-scanning/alerts", "security_events=read", (call) =>
    administered(call, () =>
      list(call.organisation.codeAlerts.map((entry) => shape.codeAlert(call.organisation, entry))),
    ),
  ),
];
