import type { GithubOrganisation, Settings } from "../model.ts";
import { API, WEB } from "./addresses.ts";
import { user } from "./people.ts";

export function installation(organisation: GithubOrganisation, entry: Settings): Settings {
  const id = Number(entry["id"]);
  return {
    account: user(organisation.login, organisation.id, "Organization"),
    access_tokens_url: `${API}/app/installations/${id}/access_tokens`,
    repositories_url: `${API}/installation/repositories`,
    html_url: `${WEB}/organizations/${organisation.login}/settings/installations/${id}`,
    target_id: organisation.id,
    target_type: "Organization",
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    ...entry,
  };
}

export function webhook(owner: string, level: "orgs" | "repos", entry: Settings): Settings {
  const url = `${API}/${level}/${owner}/hooks/${Number(entry["id"])}`;
  return {
    type: level === "orgs" ? "Organization" : "Repository",
    name: "web",
    updated_at: "2026-01-02T03:04:05Z",
    created_at: "2025-01-02T03:04:05Z",
    url,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    ...(level === "orgs"
      ? {}
      : { test_url: `${url}/test`, last_response: { code: 200, status: "active", message: "OK" } }),
    ...entry,
  };
}
