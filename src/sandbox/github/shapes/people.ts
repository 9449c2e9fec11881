import { ago, idOf } from "../builders.ts";
import type { GithubOrganisation, Person, Settings } from "../model.ts";
import { API, nodeId, WEB } from "./addresses.ts";

const USER_LINKS = [
  "followers",
  "following",
  "gists",
  "starred",
  "subscriptions",
  "organizations",
  "repos",
  "events",
  "received_events",
];

export function user(login: string, id = idOf(`user/${login}`), type = "User"): Settings {
  return {
    login,
    id,
    node_id: nodeId("U", id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}`,
    gravatar_id: "",
    url: `${API}/users/${login}`,
    html_url: `${WEB}/${login}`,
    ...Object.fromEntries(USER_LINKS.map((link) => [`${link}_url`, `${API}/users/${login}/${link}`])),
    type,
    site_admin: false,
  };
}

export function person({ login, id, type }: Person): Settings {
  return user(login, id, type ?? "User");
}

export function invitation(organisation: GithubOrganisation, entry: Settings): Settings {
  const id = Number(entry["id"]);
  return {
    failed_at: null,
    failed_reason: null,
    team_count: 0,
    node_id: nodeId("OI", id),
    invitation_teams_url: `${API}/orgs/${organisation.login}/invitations/${id}/teams`,
    invitation_source: "member",
    ...entry,
    inviter: user(String(entry["inviter"])),
  };
}

export function teamSimple(organisation: GithubOrganisation, slug: string): Settings {
  const id = organisation.teams.find((team) => team.slug === slug)?.id ?? idOf(`team/${slug}`);
  const url = `${API}/organizations/${organisation.id}/team/${id}`;
  return {
    id,
    node_id: nodeId("T", id),
    url,
    members_url: `${url}/members{/member}`,
    name: slug,
    description: null,
    permission: "pull",
    privacy: "closed",
    notification_setting: "notifications_enabled",
    html_url: `${WEB}/orgs/${organisation.login}/teams/${slug}`,
    repositories_url: `${url}/repos`,
    slug,
    type: "organization",
    parent: null,
  };
}

export function role(organisation: GithubOrganisation, entry: Settings): Settings {
  const { users: _users, teams: _teams, ...rest } = entry;
  return {
    description: "A role",
    organization: user(organisation.login, organisation.id, "Organization"),
    created_at: ago(organisation.asOf, 400),
    updated_at: ago(organisation.asOf, 400),
    ...rest,
  };
}
