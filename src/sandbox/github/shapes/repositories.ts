import { ago } from "../builders.ts";
import type { GithubOrganisation, Repository, Settings } from "../model.ts";
import { API, nodeId, WEB } from "./addresses.ts";
import { user } from "./people.ts";

const REPOSITORY_LINKS =
  "archive assignees blobs branches collaborators comments commits compare contents contributors deployments downloads events forks git_commits git_refs git_tags issue_comment issue_events issues keys labels languages merges milestones notifications pulls releases stargazers statuses subscribers subscription tags teams trees hooks".split(
    " ",
  );

/** `simple-repository`: what alerts carry. */
export function simpleRepository(
  organisation: GithubOrganisation,
  { name, id, visibility, description, fork }: Pick<Repository, "name" | "id" | "visibility" | "description" | "fork">,
): Settings {
  const full_name = `${organisation.login}/${name}`;
  const url = `${API}/repos/${full_name}`;
  return {
    id,
    node_id: nodeId("R", id),
    name,
    full_name,
    owner: user(organisation.login, organisation.id, "Organization"),
    private: visibility !== "public",
    html_url: `${WEB}/${full_name}`,
    description,
    fork,
    url,
    ...Object.fromEntries(REPOSITORY_LINKS.map((link) => [`${link}_url`, `${url}/${link}`])),
  };
}

/** `minimal-repository`: what the organization's list holds, with the block that administrators get. */
export function repositoryItem(organisation: GithubOrganisation, repository: Repository): Settings {
  const { asOf } = organisation;
  return {
    ...simpleRepository(organisation, repository),
    visibility: repository.visibility,
    archived: repository.archived,
    disabled: false,
    is_template: false,
    default_branch: repository.defaultBranch,
    topics: repository.topics,
    created_at: ago(asOf, repository.createdDaysAgo),
    updated_at: ago(asOf, repository.pushedDaysAgo),
    pushed_at: repository.empty ? null : ago(asOf, repository.pushedDaysAgo),
    allow_forking: false,
    web_commit_signoff_required: true,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    license:
      repository.license === null
        ? null
        : {
            key: repository.license.toLowerCase(),
            name: repository.license,
            spdx_id: repository.license,
            url: `${API}/licenses/${repository.license.toLowerCase()}`,
            node_id: "L_1",
          },
    custom_properties: repository.properties,
    permissions: { admin: true, maintain: true, push: true, triage: true, pull: true },
    ...repository.settings,
    ...(repository.security === null
      ? {}
      : {
          security_and_analysis: Object.fromEntries(
            Object.entries(repository.security).map(([feature, status]) => [feature, { status }]),
          ),
        }),
  };
}
