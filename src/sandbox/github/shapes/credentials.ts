import { ago } from "../builders.ts";
import type { GithubOrganisation, Repository, Settings } from "../model.ts";
import { API } from "./addresses.ts";
import { user } from "./people.ts";

export function grant(organisation: GithubOrganisation, entry: Settings): Settings {
  const id = Number(entry["id"]);
  const url = `${API}/organizations/${organisation.id}/personal-access-tokens/${id}/repositories`;
  return { repositories_url: url, ...entry, owner: user(String(entry["owner"])) };
}

export function deployKey(organisation: GithubOrganisation, repository: Repository, entry: Settings): Settings {
  const { createdDaysAgo, usedDaysAgo, ...rest } = entry;
  return {
    key: "ssh-ed25519 AAAAexample",
    url: `${API}/repos/${organisation.login}/${repository.name}/keys/${Number(entry["id"])}`,
    created_at: ago(organisation.asOf, Number(createdDaysAgo)),
    last_used: typeof usedDaysAgo === "number" ? ago(organisation.asOf, usedDaysAgo) : null,
    ...rest,
  };
}
