import type { GithubOrganisation, Settings } from "../model.ts";
import { API, WEB } from "./addresses.ts";
import { user } from "./people.ts";
import { simpleRepository } from "./repositories.ts";

export function configuration(organisation: GithubOrganisation, entry: Settings): Settings {
  const { defaultFor: _default, ...rest } = entry;
  const url = `${API}/orgs/${organisation.login}/code-security/configurations/${Number(entry["id"])}`;
  return {
    description: "How repositories are guarded",
    url,
    html_url: `${WEB}/organizations/${organisation.login}/settings/security_products/configurations/edit/${Number(entry["id"])}`,
    created_at: "2025-01-02T03:04:05Z",
    updated_at: "2025-01-02T03:04:05Z",
    ...rest,
  };
}

function alertRepository(organisation: GithubOrganisation, name: string): Settings {
  const found = organisation.repositories.find(name);
  if (found === undefined) throw new RangeError(`an alert names ${name}, which is not there`);
  return simpleRepository(organisation, found);
}

function alertLinks(organisation: GithubOrganisation, entry: Settings, path: string): Settings {
  const place = `${organisation.login}/${String(entry["repository"])}`;
  const number = Number(entry["number"]);
  return {
    number,
    url: `${API}/repos/${place}/${path}/alerts/${number}`,
    html_url: `${WEB}/${place}/security/${path}/${number}`,
  };
}

export function dependabotAlert(organisation: GithubOrganisation, entry: Settings): Settings {
  const dismissed = entry["dismissed"];
  const created = String(entry["created_at"]);
  const name = { ecosystem: "npm", name: entry["package"] };
  const severity = entry["severity"];
  return {
    ...alertLinks(organisation, entry, "dependabot"),
    state: entry["state"],
    dependency: { package: name, manifest_path: "package-lock.json", scope: "runtime", relationship: "direct" },
    security_advisory: {
      ghsa_id: "GHSA-0000-0000-0000",
      cve_id: "CVE-2026-0001",
      summary: "A weakness",
      description: "Somebody can do something",
      severity,
      identifiers: [{ type: "GHSA", value: "GHSA-0000-0000-0000" }],
      references: [{ url: "https://example.com/advisory" }],
      published_at: created,
      updated_at: created,
      withdrawn_at: null,
      vulnerabilities: [],
      cvss: { score: 7, vector_string: null },
      cwes: [],
    },
    security_vulnerability: {
      package: name,
      severity,
      vulnerable_version_range: "< 2.0.0",
      first_patched_version: { identifier: "2.0.0" },
    },
    created_at: created,
    updated_at: created,
    dismissed_at: dismissed === null ? null : created,
    dismissed_by: dismissed === null ? null : user("former-employee"),
    dismissed_reason: dismissed,
    dismissed_comment: entry["comment"] ?? null,
    fixed_at: null,
    repository: alertRepository(organisation, String(entry["repository"])),
  };
}

/** The live value stands in the answer unless the caller asks for it to be hidden, as with GitHub. */
export function secretAlert(organisation: GithubOrganisation, entry: Settings, hidden: boolean): Settings {
  const links = alertLinks(organisation, entry, "secret-scanning");
  const bypassed = entry["bypassed"] === true;
  return {
    ...links,
    locations_url: `${String(links["url"])}/locations`,
    created_at: entry["created_at"],
    updated_at: entry["created_at"],
    state: entry["state"],
    resolution: entry["resolution"],
    resolved_at: entry["resolved_at"],
    resolved_by: entry["resolved_at"] === null ? null : user("farid-zaman"),
    secret_type: "mailchimp_api_key",
    secret_type_display_name: "Mailchimp API Key",
    ...(hidden ? {} : { secret: CANARY_SECRET }),
    repository: alertRepository(organisation, String(entry["repository"])),
    push_protection_bypassed: bypassed,
    push_protection_bypassed_by: bypassed ? user("former-employee") : null,
    push_protection_bypassed_at: bypassed ? entry["created_at"] : null,
    resolution_comment: entry["resolution"] === null ? null : `it was ${CANARY_COMMENT}`,
    validity: entry["validity"],
    publicly_leaked: entry["leaked"] === true,
    multi_repo: false,
  };
}

/** Invented; must surface nowhere. */
export const CANARY_SECRET = "canary-live-secret-us31-0001";

export const CANARY_COMMENT = "canary-quoted-secret-us31-0002";

export function codeAlert(organisation: GithubOrganisation, entry: Settings): Settings {
  const links = alertLinks(organisation, entry, "code-scanning");
  return {
    ...links,
    created_at: entry["created_at"],
    updated_at: entry["created_at"],
    instances_url: `${String(links["url"])}/instances`,
    state: "open",
    fixed_at: null,
    dismissed_by: null,
    dismissed_at: null,
    dismissed_reason: null,
    dismissed_comment: null,
    rule: {
      id: entry["rule"],
      name: entry["rule"],
      severity: "error",
      security_severity_level: entry["severity"],
      description: "A weakness",
      tags: ["security"],
    },
    tool: { name: "CodeQL", guid: null, version: "2.20.0" },
    most_recent_instance: {
      ref: "refs/heads/main",
      analysis_key: ".github/workflows/codeql.yml:analyze",
      environment: "{}",
      category: ".github/workflows/codeql.yml:analyze",
      state: "open",
      commit_sha: "0123456789abcdef0123456789abcdef01234567",
      message: { text: "A weakness" },
      location: { path: "src/index.js", start_line: 1, end_line: 1, start_column: 1, end_column: 2 },
      classifications: [],
    },
    repository: alertRepository(organisation, String(entry["repository"])),
  };
}
