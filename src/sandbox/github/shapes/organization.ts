import { ago } from "../builders.ts";
import type { GithubOrganisation, Settings } from "../model.ts";
import { API, nodeId, WEB } from "./addresses.ts";

export function organization(
  organisation: GithubOrganisation,
  counts: { readonly open: number; readonly closed: number },
): Settings {
  const { login, id, name, settings, plan, asOf, members } = organisation;
  const url = `${API}/orgs/${login}`;
  return {
    login,
    id,
    node_id: nodeId("O", id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `https://avatars.githubusercontent.com/u/${id}`,
    description: "Moves freight",
    name,
    company: "Meridian Freight",
    blog: "https://www.example.com",
    location: "Hamburg",
    email: "hello@example.com",
    billing_email: "billing@example.com",
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: counts.open,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${WEB}/${login}`,
    created_at: ago(asOf, 2000),
    updated_at: ago(asOf, 3),
    archived_at: null,
    type: "Organization",
    total_private_repos: counts.closed,
    owned_private_repos: counts.closed,
    private_gists: 0,
    disk_usage: 1000,
    collaborators: 0,
    plan: {
      name: plan,
      space: 976_562_499,
      private_repos: 999_999,
      filled_seats: members.length,
      seats: members.length + 5,
    },
    ...settings,
  };
}
