import type { AnyKind, Emission } from "#sdk";
import { type FieldError, isJson, type Json, problemOf } from "../client.ts";
import { gap, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import * as evidence from "../evidence.ts";
import { changes } from "./changes.ts";
import { pick } from "./credentials.ts";
import { branchProtection } from "./protection.ts";
import type { RepositoryContext, RepositoryFacts, RepositoryReading } from "./repository-context.ts";
import { repositorySecurity } from "./repository-security.ts";
import { actionsRepository, deployKeys, environments, repositoryWebhooks } from "./repository-lists.ts";
import { rulesets } from "./rulesets.ts";

const BATCH = "github:graphql.RepositoryBatch";

const BATCH_KINDS: readonly AnyKind[] = [
  evidence.repositoryKind,
  evidence.branchProtectionKind,
  evidence.rulesetKind,
  evidence.environmentKind,
  evidence.deployKeyKind,
  evidence.repositorySecurityKind,
  evidence.mergedPullRequestKind,
  evidence.defaultBranchCommitKind,
  evidence.outsideCollaboratorKind,
];
/** Which evidence a field of the batch is for, when it alone was refused. */
const KINDS_OF_FIELD: Readonly<Record<string, readonly AnyKind[]>> = {
  rulesets: [evidence.rulesetKind, evidence.branchProtectionKind],
  defaultBranchRef: [evidence.branchProtectionKind, evidence.defaultBranchCommitKind],
  deployKeys: [evidence.deployKeyKind],
  environments: [evidence.environmentKind],
  collaborators: [evidence.repositoryKind, evidence.outsideCollaboratorKind],
  direct: [evidence.repositoryKind],
  pullRequests: [evidence.mergedPullRequestKind],
  hasVulnerabilityAlertsEnabled: [evidence.repositorySecurityKind],
};

export async function* readRepository(
  context: RepositoryContext,
  item: Json,
  facts: RepositoryFacts,
): AsyncGenerator<Emission> {
  const { session } = context;
  const { scope } = session;
  let reading = readingOf(item, facts);
  if (facts.problem !== undefined) {
    context.holdings.whole = false;
    // Rulesets get one gap of their own at the end: they belong to repositories, organization and enterprise.
    for (const kind of BATCH_KINDS)
      if (kind !== evidence.rulesetKind) yield gap(scope, kind, BATCH, facts.problem, `${reading.full_name} (GraphQL)`);
  }
  for (const [field, error] of firstErrors(facts.errors))
    for (const kind of KINDS_OF_FIELD[field] ?? [evidence.repositoryKind])
      yield gap(scope, kind, BATCH, problemOf(error), `${reading.full_name} (${field})`);
  yield* rulesets(context, reading);
  if (yield* branchProtection(context, reading)) reading = { ...reading, isEmpty: true };
  yield* repositoryRecord(context, reading, facts);
  yield* repositorySecurity(context, reading);
  yield* changes(session, reading);
  // An archived repository is read-only: what guards changes has nothing to guard (GH-13).
  if (reading.archived) return;
  yield* actionsRepository(context, reading);
  yield* repositoryWebhooks(session, reading);
  yield* deployKeys(session, reading);
  yield* environments(session, reading);
}

function readingOf(item: Json, { node, problem, errors }: RepositoryFacts): RepositoryReading {
  const own = new Map(firstErrors(errors));
  const open = typeof item["private"] === "boolean" ? (item["private"] ? "private" : "public") : null;
  return {
    item,
    node,
    full_name: String(item["full_name"] ?? item["name"] ?? item["id"]),
    name: String(item["name"]),
    archived: item["archived"] === true,
    visibility: typeof item["visibility"] === "string" ? item["visibility"] : open,
    isEmpty: typeof node?.["isEmpty"] === "boolean" ? node["isEmpty"] : null,
    administers: node?.["viewerCanAdminister"] === true,
    missing(field) {
      const error = own.get(field);
      return problem ?? (error === undefined ? undefined : problemOf(error));
    },
  };
}

/** The first error of each field of this repository. */
function firstErrors(errors: readonly FieldError[]): ReadonlyMap<string, FieldError> {
  const first = new Map<string, FieldError>();
  for (const error of errors) {
    const field = error.path[2];
    if (typeof field === "string" && !first.has(field)) first.set(field, error);
  }
  return first;
}

const SETTINGS = [
  "full_name",
  "name",
  "id",
  "archived",
  "disabled",
  "fork",
  "is_template",
  "default_branch",
  "description",
  "topics",
  "created_at",
  "pushed_at",
  "allow_forking",
  "has_pages",
  "has_wiki",
  "custom_properties",
];

function* repositoryRecord(
  context: RepositoryContext,
  reading: RepositoryReading,
  facts: RepositoryFacts,
): Generator<Emission> {
  const { session, holdings, around } = context;
  const { item, node, full_name } = reading;
  const { scope } = session;
  const outside = collaboratorsOf(reading, "collaborators");
  const direct = directOf(reading, outside);
  if (outside.list === undefined || outside.cut) holdings.whole = false;
  for (const { login, permission } of outside.list ?? []) holdings.add(login, full_name, permission);
  if (outside.cut) {
    const problem: Problem = { reason: "truncated", detail: "more outside collaborators than one answer holds" };
    for (const kind of [evidence.repositoryKind, evidence.outsideCollaboratorKind])
      yield gap(scope, kind, BATCH, problem, `${full_name} (outside collaborators)`);
  }
  if (direct.cut)
    yield gap(
      scope,
      evidence.repositoryKind,
      BATCH,
      { reason: "truncated", detail: "more people with access of their own than one answer holds" },
      `${full_name} (direct collaborators)`,
    );
  const license = isJson(item["license"]) ? item["license"]["spdx_id"] : item["license"];
  const not_observed =
    facts.problem === undefined
      ? []
      : [
          {
            members: ["security_policy", "codeowners", "outside_collaborators", "direct_collaborators", "is_empty"],
            operation: BATCH,
            reason: facts.problem.reason,
            detail: facts.problem.detail,
          },
        ];
  yield record(scope, evidence.repositoryKind, {
    ...pick(item, SETTINGS),
    visibility: reading.visibility,
    is_empty: reading.isEmpty,
    license: typeof license === "string" ? license : null,
    ...(node === undefined
      ? {}
      : {
          allow_merge_commit: node["mergeCommitAllowed"] ?? null,
          allow_squash_merge: node["squashMergeAllowed"] ?? null,
          allow_rebase_merge: node["rebaseMergeAllowed"] ?? null,
          allow_auto_merge: node["autoMergeAllowed"] ?? null,
          delete_branch_on_merge: node["deleteBranchOnMerge"] ?? null,
          web_commit_signoff_required: node["webCommitSignoffRequired"] ?? null,
        }),
    security_policy: securityPolicy(reading, around.reading.defaultSecurityPolicy),
    codeowners: codeowners(reading),
    ...(outside.list === undefined ? {} : { outside_collaborators: outside.list }),
    ...(direct.list === undefined
      ? {}
      : { direct_collaborators: direct.list, direct_collaborators_complete: !direct.cut }),
    changes_since: session.since.toISOString(),
    ...(not_observed.length === 0 ? {} : { not_observed }),
  });
}

/** In the repository itself, in any place that GitHub looks; else what the organization's `.github` passes on (GH-14). */
function securityPolicy(
  { node, visibility, missing }: RepositoryReading,
  inherited: "present" | "absent" | undefined,
): string | null {
  if (node === undefined) return null;
  const places = ["securityRoot", "securityDotGithub", "securityDocs"];
  if (places.some((place) => isJson(node[place]))) return "present";
  const seen = places.every((place) => missing(place) === undefined && node[place] === null);
  if (inherited === "present") return seen ? "inherited" : null;
  if (!seen || inherited === undefined) return node["isSecurityPolicyEnabled"] === true ? "present" : null;
  // GitHub also finds other spellings of the name than the three that were asked for.
  if (node["isSecurityPolicyEnabled"] === true) return "present";
  return visibility === null ? null : "absent";
}

function codeowners({ node, missing }: RepositoryReading): Json | null {
  if (node === undefined) return null;
  const places = ["ownersRoot", "ownersDotGithub", "ownersDocs"];
  const errors = isJson(node["codeowners"]) ? node["codeowners"]["errors"] : undefined;
  if (isJson(node["codeowners"]) || places.some((place) => isJson(node[place])))
    return { state: "present", errors: Array.isArray(errors) ? errors.filter(isJson) : [] };
  const seen = places.every((place) => missing(place) === undefined && node[place] === null);
  return seen ? { state: "absent", errors: [] } : null;
}

interface People {
  readonly list: readonly { readonly login: string; readonly permission: string }[] | undefined;
  readonly cut: boolean;
}

/** Members who were given the repository by name; people outside the organization have no other way and stand apart. */
function directOf(reading: RepositoryReading, outside: People): People {
  const all = collaboratorsOf(reading, "direct");
  if (all.list === undefined || outside.list === undefined || outside.cut) return { list: undefined, cut: all.cut };
  const apart = new Set(outside.list.map(({ login }) => login));
  return { list: all.list.filter(({ login }) => !apart.has(login)), cut: all.cut };
}

function collaboratorsOf({ node, missing }: RepositoryReading, field: "collaborators" | "direct"): People {
  const connection = node?.[field];
  // Null without an error: collaborators are shown to who may push, so it is not observable, never "none".
  if (missing(field) !== undefined || !isJson(connection) || !Array.isArray(connection["edges"]))
    return { list: undefined, cut: false };
  const list = connection["edges"]
    .filter(isJson)
    .flatMap(({ permission, node: who }) =>
      isJson(who) ? [{ login: String(who["login"]), permission: String(permission).toLowerCase() }] : [],
    );
  return { list, cut: list.length < Number(connection["totalCount"] ?? 0) };
}
