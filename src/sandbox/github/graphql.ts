import { hex } from "../organisation/random.ts";
import { ago } from "./builders.ts";
import type { Commit, GithubOrganisation, PullRequest, Repository, Ruleset, Settings } from "./model.ts";
import { activeRulesets, type Caller, rulesetsOf, sourceName } from "./rest.ts";
import { nodeId } from "./shapes.ts";

export interface GraphqlCall {
  readonly organisation: GithubOrganisation;
  readonly caller: Caller;
  readonly variables: Settings;
}

export interface GraphqlResult {
  readonly data: Settings;
  readonly errors?: readonly Settings[];
}

/**
 * The collector's queries by name, answered with exactly the fields that they select: a test walks every answer along its
 * query and GitHub's schema. No general GraphQL server, so that the product needs no engine for it.
 */
export const QUERIES: Readonly<Record<string, (call: GraphqlCall) => GraphqlResult>> = {
  OrganizationFacts: organizationFacts,
  OrganizationMembers: members,
  ExternalIdentities: identities,
  OrganizationTeams: teams,
  RepositoryBatch: batch,
  RepositoryPullRequests: furtherPulls,
  RepositoryCommits: furtherCommits,
};

const blob = (there: boolean): Settings | null => (there ? { __typename: "Blob" } : null);

function organizationFacts({ organisation, caller }: GraphqlCall): GraphqlResult {
  const { saml, verifiedDomains, sharedSecurityPolicy } = organisation;
  const owner = caller === "owner";
  return {
    data: {
      organization: {
        login: organisation.login,
        viewerCanAdminister: owner,
        requiresTwoFactorAuthentication:
          caller === "member" ? null : (organisation.settings["two_factor_requirement_enabled"] ?? null),
        ipAllowListEnabledSetting: caller !== "member" && organisation.ipAllowList ? "ENABLED" : "DISABLED",
        notificationDeliveryRestrictionEnabledSetting:
          caller !== "member" && organisation.notificationRestriction ? "ENABLED" : "DISABLED",
        samlIdentityProvider: saml === null || caller === "member" ? null : saml,
        domains: owner
          ? {
              totalCount: verifiedDomains.length,
              nodes: verifiedDomains.slice(0, 100).map((domain) => ({ domain: `https://${domain}` })),
            }
          : null,
        repositories: { totalCount: organisation.repositories.count },
        membersWithRole: { totalCount: organisation.members.length },
        teams: { totalCount: organisation.teams.length },
        repository:
          sharedSecurityPolicy === null
            ? null
            : {
                visibility: "PUBLIC",
                root: blob(sharedSecurityPolicy === "root"),
                dotGithub: blob(sharedSecurityPolicy === "dotGithub"),
                docs: blob(sharedSecurityPolicy === "docs"),
              },
      },
    },
  };
}

function members({ organisation, caller, variables }: GraphqlCall): GraphqlResult {
  const page = slice(organisation.members, 100, variables["cursor"]);
  return {
    data: {
      organization: {
        membersWithRole: {
          totalCount: organisation.members.length,
          pageInfo: page.info,
          edges: page.items.map((one) => ({
            role: one.role,
            hasTwoFactorEnabled: caller === "owner" ? one.twoFactor : null,
            node: {
              login: one.login,
              databaseId: one.id,
              name: one.name === "" ? null : one.name,
              email: "",
              createdAt: ago(organisation.asOf, 800),
              organizationVerifiedDomainEmails:
                caller !== "member" && organisation.verifiedDomains.some((domain) => one.email.endsWith(`@${domain}`))
                  ? [one.email]
                  : [],
            },
          })),
        },
      },
    },
  };
}

function identities({ organisation, variables }: GraphqlCall): GraphqlResult {
  const linked = organisation.members.filter((one) => one.linked === true);
  const page = slice(linked, 100, variables["cursor"]);
  return {
    data: {
      organization: {
        samlIdentityProvider: {
          externalIdentities: {
            totalCount: linked.length,
            pageInfo: page.info,
            nodes: page.items.map((one) => ({
              user: { login: one.login },
              samlIdentity: { nameId: one.email },
              scimIdentity: { username: one.email },
            })),
          },
        },
      },
    },
  };
}

function teams({ organisation, variables }: GraphqlCall): GraphqlResult {
  const page = slice(organisation.teams, 50, variables["cursor"]);
  return {
    data: {
      organization: {
        teams: {
          totalCount: organisation.teams.length,
          pageInfo: page.info,
          nodes: page.items.map((team) => ({
            databaseId: team.id,
            slug: team.slug,
            name: team.slug,
            description: team.description,
            privacy: team.privacy,
            parentTeam: null,
            members: {
              totalCount: team.members.length,
              edges: team.members.slice(0, 100).map(({ role, login }) => ({ role, node: { login } })),
            },
            repositories: {
              totalCount: team.repositories.length,
              edges: team.repositories.slice(0, 100).map(({ permission, name }) => ({
                permission,
                node: { nameWithOwner: `${organisation.login}/${name}` },
              })),
            },
          })),
        },
      },
    },
  };
}

/** Repositories by node id: the batch names up to 25 of them, which the organisation finds by number. */
const byNode = new WeakMap<GithubOrganisation, Map<string, number>>();

function repositoryOf(organisation: GithubOrganisation, id: unknown): Repository | undefined {
  let index = byNode.get(organisation);
  if (index === undefined) {
    index = new Map();
    for (let at = 0; at < organisation.repositories.count; at += 1)
      index.set(nodeId("R", organisation.repositories.at(at).id), at);
    byNode.set(organisation, index);
  }
  const at = typeof id === "string" ? index.get(id) : undefined;
  return at === undefined ? undefined : organisation.repositories.at(at);
}

function batch(call: GraphqlCall): GraphqlResult {
  const ids: readonly unknown[] = Array.isArray(call.variables["ids"]) ? call.variables["ids"] : [];
  const found = ids.map((id) => repositoryOf(call.organisation, id));
  const errors = found.flatMap((one, index) =>
    one === undefined
      ? [
          {
            type: "NOT_FOUND",
            path: ["nodes", index],
            message: `Could not resolve to a node with the global id of '${String(ids[index])}'`,
          },
        ]
      : [],
  );
  const nodes = found.map((one) => (one === undefined ? null : repositoryNode(call, one)));
  return { data: { nodes }, ...(errors.length === 0 ? {} : { errors }) };
}

function repositoryNode(call: GraphqlCall, repository: Repository): Settings {
  const { organisation, caller, variables } = call;
  const administers = caller === "owner";
  const { securityPolicy, codeowners, protection } = repository;
  const all = rulesetsOf(organisation, repository);
  const active = activeRulesets(organisation, repository).flatMap((ruleset) =>
    ruleset.rules.map((rule) => ({ rule, ruleset })),
  );
  return {
    id: nodeId("R", repository.id),
    databaseId: repository.id,
    nameWithOwner: `${organisation.login}/${repository.name}`,
    viewerCanAdminister: administers,
    isEmpty: repository.empty,
    isSecurityPolicyEnabled: securityPolicy !== null || organisation.sharedSecurityPolicy !== null,
    hasVulnerabilityAlertsEnabled: caller !== "member" && repository.dependabotAlerts,
    webCommitSignoffRequired: repository.settings["web_commit_signoff_required"] ?? true,
    forkingAllowed: false,
    deleteBranchOnMerge: true,
    mergeCommitAllowed: false,
    squashMergeAllowed: true,
    rebaseMergeAllowed: false,
    autoMergeAllowed: false,
    securityRoot: blob(securityPolicy === "root"),
    securityDotGithub: blob(securityPolicy === "dotGithub"),
    securityDocs: blob(securityPolicy === "docs"),
    ownersRoot: blob(codeowners === "root"),
    ownersDotGithub: blob(codeowners === "dotGithub"),
    ownersDocs: blob(codeowners === "docs"),
    codeowners:
      codeowners === null
        ? null
        : {
            errors: Array.from({ length: repository.codeownersErrors }, (_, index) => ({
              kind: "Unknown owner",
              path: "CODEOWNERS",
              line: index + 1,
            })),
          },
    rulesets: {
      totalCount: all.length,
      nodes: all.slice(0, 20).map((ruleset) => rulesetNode(call, repository, ruleset)),
    },
    defaultBranchRef: repository.empty
      ? null
      : {
          name: repository.defaultBranch,
          branchProtectionRule: caller === "member" ? null : protection,
          rules: {
            totalCount: active.length,
            nodes: active.slice(0, 50).map(({ rule, ruleset }) => ({
              ...ruleNode(rule.type, rule.parameters),
              repositoryRuleset: { databaseId: ruleset.id, source: sourceNode(call, repository, ruleset) },
            })),
          },
          target: { history: history(call, repository, 30, undefined, true) },
        },
    deployKeys: { totalCount: repository.keys.length },
    environments: { totalCount: repository.environments.length },
    collaborators: caller === "member" ? null : collaborators(repository.outside),
    direct: caller === "member" ? null : collaborators([...repository.outside, ...repository.direct]),
    pullRequests: pulls(call, repository, 20, variables["pulls"]),
  };
}

function collaborators(people: Repository["outside"]): Settings {
  return {
    totalCount: people.length,
    edges: people.slice(0, 50).map(({ login, permission }) => ({ permission, node: { login } })),
  };
}

const PARAMETERS: Readonly<Record<string, string>> = {
  PULL_REQUEST: "PullRequestParameters",
  REQUIRED_STATUS_CHECKS: "RequiredStatusChecksParameters",
  CODE_SCANNING: "CodeScanningParameters",
  REQUIRED_DEPLOYMENTS: "RequiredDeploymentsParameters",
};

function ruleNode(type: string, parameters: Settings | undefined): Settings {
  const __typename = PARAMETERS[type];
  return {
    type,
    parameters: parameters === undefined || __typename === undefined ? null : { __typename, ...parameters },
  };
}

function sourceNode({ organisation }: GraphqlCall, repository: Repository, ruleset: Ruleset): Settings {
  const name = sourceName(organisation, repository, ruleset);
  if (ruleset.level === "Organization") return { __typename: "Organization", login: name };
  return ruleset.level === "Repository"
    ? { __typename: "Repository", nameWithOwner: name }
    : { __typename: "Enterprise" };
}

function rulesetNode(call: GraphqlCall, repository: Repository, ruleset: Ruleset): Settings {
  return {
    databaseId: ruleset.id,
    name: ruleset.name,
    target: ruleset.target,
    enforcement: ruleset.enforcement,
    source: sourceNode(call, repository, ruleset),
    conditions: { refName: { include: ruleset.include, exclude: [] } },
    rules: {
      totalCount: ruleset.rules.length,
      nodes: ruleset.rules.slice(0, 30).map(({ type, parameters }) => ruleNode(type, parameters)),
    },
    // Shown to who may edit the ruleset (GH-02).
    bypassActors:
      call.caller === "owner" ? { totalCount: ruleset.bypass.length, nodes: ruleset.bypass.slice(0, 20) } : null,
  };
}

function pulls({ organisation }: GraphqlCall, repository: Repository, size: number, cursor: unknown): Settings {
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

function history(
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

function furtherPulls(call: GraphqlCall): GraphqlResult {
  const repository = repositoryOf(call.organisation, call.variables["id"]);
  return {
    data: {
      node: repository === undefined ? null : { pullRequests: pulls(call, repository, 100, call.variables["cursor"]) },
    },
  };
}

function furtherCommits(call: GraphqlCall): GraphqlResult {
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

/** A cursor is the number of items before the page, as text. */
function slice<T>(
  items: readonly T[],
  size: number,
  cursor: unknown,
): { readonly items: readonly T[]; readonly from: number; readonly info: Settings } {
  const from = typeof cursor === "string" ? Number(cursor) : 0;
  const to = from + size;
  return {
    items: items.slice(from, to),
    from,
    info: { hasNextPage: to < items.length, endCursor: items.length === 0 ? null : String(Math.min(to, items.length)) },
  };
}
