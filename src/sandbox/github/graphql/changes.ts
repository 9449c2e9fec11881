import { hex } from "../../organisation/random.ts";
import { ago } from "../builders.ts";
import type { Commit, GithubOrganisation, PullRequest, Repository, Settings } from "../model.ts";
import { type GraphqlCall, type GraphqlResult, repositoryOf, slice } from "./call.ts";

export function pulls({ organisation }: GraphqlCall, repository: Repository, size: number, cursor: unknown): Settings {
  const ordered = repository.pulls.toSorted((a, b) => a.daysAgo - b.daysAgo);
  const page = slice(ordered, size, cursor);
  return { pageInfo: page.info, nodes: page.items.map((one) => pullNode(organisation, repository, one)) };
}

function pullNode({ asOf }: GithubOrganisation, repository: Repository, one: PullRequest): Settings {
  const at = ago(asOf, one.daysAgo);
  return {
    number: one.number,
    title: one.title,
    createdAt: ago(asOf, one.daysAgo + 1),
    updatedAt: at,
    mergedAt: at,
    baseRefName: one.base ?? repository.defaultBranch,
    headRefOid: oid(repository, `head/${one.number}`),
    reviewDecision: one.approvers.length > 0 ? "APPROVED" : null,
    author: one.author === null ? null : { __typename: one.authorType ?? "User", login: one.author },
    mergedBy: one.mergedBy === null ? null : { login: one.mergedBy },
    mergeCommit: { oid: oid(repository, `merge/${one.number}`) },
    statusCheckRollup: one.checks === null ? null : { state: one.checks },
    latestOpinionatedReviews: {
      totalCount: one.approvers.length,
      nodes: one.approvers.slice(0, 20).map((login) => ({ state: "APPROVED", submittedAt: at, author: { login } })),
    },
  };
}

export function history(
  { organisation, variables }: GraphqlCall,
  repository: Repository,
  size: number,
  cursor: unknown,
  counted: boolean,
): Settings {
  const since = Date.parse(String(variables["since"]));
  const within = repository.commits
    .filter(({ daysAgo }) => Date.parse(ago(organisation.asOf, daysAgo)) >= since)
    .toSorted((a, b) => a.daysAgo - b.daysAgo);
  const page = slice(within, size, cursor);
  return {
    ...(counted ? { totalCount: within.length } : {}),
    pageInfo: page.info,
    nodes: page.items.map((one, index) => commitNode(organisation, repository, one, page.from + index)),
  };
}

function commitNode({ asOf, login }: GithubOrganisation, repository: Repository, one: Commit, index: number): Settings {
  const at = ago(asOf, one.daysAgo);
  const who = one.author === null ? null : { user: { login: one.author } };
  const request = repository.pulls.find(({ number }) => number === one.pull);
  const holding = { repository: { nameWithOwner: `${login}/${repository.name}` } };
  const requests = [
    ...Array.from({ length: one.alsoIn ?? 0 }, (_, place) => ({
      number: 9000 + place,
      mergedAt: null,
      baseRefName: `release-${place}`,
      ...holding,
    })),
    ...(request === undefined
      ? []
      : [
          {
            number: request.number,
            mergedAt: ago(asOf, request.daysAgo),
            baseRefName: request.base ?? repository.defaultBranch,
            ...holding,
          },
        ]),
  ];
  return {
    oid: oid(repository, request === undefined ? `commit/${index}` : `merge/${request.number}`),
    committedDate: at,
    authoredDate: at,
    author: who,
    committer: who,
    signature:
      one.signature === "NONE"
        ? null
        : { isValid: one.signature === "VALID", state: one.signature, wasSignedByGitHub: one.signature === "VALID" },
    associatedPullRequests: { totalCount: requests.length, nodes: requests.slice(0, 3) },
  };
}

function oid(repository: Repository, text: string): string {
  return hex(`${repository.name}/${text}`, 40);
}

export function furtherPulls(call: GraphqlCall): GraphqlResult {
  const repository = repositoryOf(call.organisation, call.variables["id"]);
  return {
    data: {
      node: repository === undefined ? null : { pullRequests: pulls(call, repository, 100, call.variables["cursor"]) },
    },
  };
}

export function furtherCommits(call: GraphqlCall): GraphqlResult {
  const repository = repositoryOf(call.organisation, call.variables["id"]);
  if (repository === undefined) return { data: { node: null } };
  return {
    data: {
      node: {
        defaultBranchRef: { target: { history: history(call, repository, 100, call.variables["cursor"], false) } },
      },
    },
  };
}
