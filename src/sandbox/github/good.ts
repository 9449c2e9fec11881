import { listed } from "../organisation/population.ts";
import { ago, hook, ruleset } from "./builders.ts";
import { goodActions } from "./good/actions.ts";
import { goodCodeSecurity } from "./good/code-security.ts";
import { goodCredentials } from "./good/credentials.ts";
import { goodPeople } from "./good/people.ts";
import { goodRepositories } from "./good/repositories.ts";
import { goodSettings } from "./good/settings.ts";
import type { GithubOrganisation, GithubPresetOptions } from "./model.ts";

export { goodRepositories } from "./good/repositories.ts";

/** Meridian Freight as it should be. */
export function goodGithub({ asOf }: GithubPresetOptions): GithubOrganisation {
  const at = (days: number): string => ago(asOf, days);
  return {
    login: "meridian-freight",
    id: 40_404_040,
    name: "Meridian Freight",
    asOf,
    settings: goodSettings(),
    plan: "enterprise",
    verifiedDomains: ["example.com"],
    ipAllowList: true,
    notificationRestriction: true,
    saml: {
      issuer: "https://sso.example.com/meridian",
      ssoUrl: "https://sso.example.com/meridian/saml",
      digestMethod: "http://www.w3.org/2001/04/xmlenc#sha256",
      signatureMethod: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    },
    immutableReleases: "all",
    sharedSecurityPolicy: "root",
    ...goodPeople(at),
    ...goodCredentials(at),
    ...goodActions(),
    hooks: [hook(401, "https://audit.example.com/github", { events: ["*"] })],
    ...goodCodeSecurity(at),
    auditEvents: [
      {
        id: "evt-1",
        action: "repo.create",
        actor: "bruno-keller",
        user: null,
        repo: "meridian-freight/dispatch",
        operation_type: "create",
        at: at(10),
      },
    ],
    rulesets: [ruleset("Default branches")],
    repositories: listed(goodRepositories()),
  };
}
