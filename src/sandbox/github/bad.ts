import { listed } from "../organisation/population.ts";
import { badActions } from "./bad/actions.ts";
import { badCodeSecurity } from "./bad/code-security.ts";
import { badCredentials } from "./bad/credentials.ts";
import { badPeople } from "./bad/people.ts";
import { badRepositories } from "./bad/repositories.ts";
import { ago } from "./builders.ts";
import { goodGithub } from "./good.ts";
import type { GithubOrganisation, GithubPresetOptions } from "./model.ts";

export { badRepositories, neglected } from "./bad/repositories.ts";

/** Meridian Freight as nobody should keep it. */
export function badGithub(options: GithubPresetOptions): GithubOrganisation {
  const good = goodGithub(options);
  const at = (days: number): string => ago(options.asOf, days);
  const flipped = Object.fromEntries(
    Object.entries(good.settings).map(([name, value]) => [name, typeof value === "boolean" ? !value : value]),
  );
  return {
    ...good,
    settings: {
      ...flipped,
      default_repository_permission: "admin",
      members_allowed_repository_creation_type: "all",
      members_can_view_dependency_insights: false,
    },
    verifiedDomains: [],
    ipAllowList: false,
    notificationRestriction: false,
    saml: null,
    immutableReleases: "none",
    sharedSecurityPolicy: null,
    ...badPeople(at),
    ...badCredentials(at),
    ...badActions(),
    hooks: [
      {
        id: 451,
        active: true,
        events: ["*"],
        config: { url: "http://collector.example.net/canary-org-hook", content_type: "form", insecure_ssl: "1" },
      },
    ],
    ...badCodeSecurity(at),
    auditEvents: [
      {
        id: "evt-9",
        action: "protected_branch.policy_override",
        actor: "former-employee",
        user: null,
        repo: "meridian-freight/legacy-billing",
        operation_type: "modify",
        at: at(5),
      },
      {
        id: "evt-10",
        action: "org.disable_two_factor_requirement",
        actor: null,
        user: null,
        repo: null,
        operation_type: "modify",
        at: at(6),
      },
    ],
    rulesets: [],
    repositories: listed(badRepositories()),
  };
}
