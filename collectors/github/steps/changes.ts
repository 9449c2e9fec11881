import type { Emission } from "#sdk";
import { isJson, type Json, problemOf } from "../client.ts";
import { DEFAULT_MAX_CHANGES } from "../config.ts";
import { gap, record } from "../emit.ts";
import { type Problem, unreadable } from "../errors.ts";
import { defaultBranchCommitKind, mergedPullRequestKind } from "../evidence.ts";
import { REPOSITORY_COMMITS, REPOSITORY_PULL_REQUESTS } from "../queries.ts";
import type { OrganizationSession } from "../session.ts";
import type { RepositoryReading } from "./repository-context.ts";

const BATCH = "github:graphql.RepositoryBatch";
const PULLS = "github:graphql.RepositoryPullRequests";
const COMMITS = "github:graphql.RepositoryCommits";

/** Merged pull requests and commits of the period: the populations that an auditor samples from. */
export async function* changes(session: OrganizationSession, reading: RepositoryReading): AsyncGenerator<Emission> {
  if (reading.node === undefined) return;
  yield* pullRequests(session, reading, reading.node);
  yield* commits(session, reading, reading.node);
}

async function* pullRequests(
  session: OrganizationSession,
  reading: RepositoryReading,
  node: Json,
): AsyncGenerator<Emission> {
  const { scope, since, client, config } = session;
  if (reading.missing("pullRequests") !== undefined) return;
  const most = config.maxChangesPerRepository ?? DEFAULT_MAX_CHANGES;
  const defaultBranch = isJson(node["defaultBranchRef"]) ? node["defaultBranchRef"]["name"] : undefined;
  let connection: unknown = node["pullRequests"];
  let operation = BATCH;
  const asked = new Set<string>();
  for (let received = 0; ;) {
    const page = pageOf(connection);
    if (page === undefined)
      return void (yield gap(
        scope,
        mergedPullRequestKind,
        operation,
        unreadable("no list of pull requests"),
        reading.full_name,
      ));
    for (const pull of page.nodes) {
      // The list is in order of the last change, which is never before the merge.
      if (instantOf(pull["updatedAt"]) < since.getTime()) return;
      if (instantOf(pull["mergedAt"]) < since.getTime()) continue;
      received += 1;
      if (received > most) return void (yield tooMany(session, mergedPullRequestKind, operation, reading, most));
      yield record(scope, mergedPullRequestKind, pullRecord(pull, reading.full_name, defaultBranch));
    }
    const cursor = cursorAfter(asked, page.next);
    if (cursor === undefined) return;
    if (cursor === null) return void (yield lost(session, mergedPullRequestKind, operation, reading));
    operation = PULLS;
    const answer = await client.graphql(PULLS, REPOSITORY_PULL_REQUESTS, { id: node["id"], cursor });
    const problem = answer.ok ? firstProblem(answer.value.errors) : answer.problem;
    if (problem !== undefined || !answer.ok)
      return void (yield gap(scope, mergedPullRequestKind, PULLS, problem ?? unreadable("no data"), reading.full_name));
    connection = isJson(answer.value.data["node"]) ? answer.value.data["node"]["pullRequests"] : undefined;
  }
}

function pullRecord(pull: Json, full_name: string, defaultBranch: unknown): Json {
  const reviews = isJson(pull["latestOpinionatedReviews"]) ? pull["latestOpinionatedReviews"] : {};
  const nodes = Array.isArray(reviews["nodes"]) ? reviews["nodes"].filter(isJson) : [];
  const approved = nodes.filter(({ state }) => state === "APPROVED");
  const rollup = pull["statusCheckRollup"];
  const author = isJson(pull["author"]) ? pull["author"] : undefined;
  return {
    full_name,
    number: pull["number"],
    title: pull["title"] ?? null,
    base: pull["baseRefName"],
    base_is_default: pull["baseRefName"] === defaultBranch,
    merged_at: pull["mergedAt"],
    created_at: pull["createdAt"] ?? null,
    author: loginOf(pull["author"]),
    author_type: typeof author?.["__typename"] === "string" ? author["__typename"] : null,
    merged_by: loginOf(pull["mergedBy"]),
    approvers: approved.flatMap((review) => {
      const login = loginOf(review["author"]);
      return login === null ? [] : [{ login, submitted_at: review["submittedAt"] ?? null }];
    }),
    // Opinions beyond the first page may be approvals too.
    approvals_total: approved.length + Math.max(0, Number(reviews["totalCount"] ?? 0) - nodes.length),
    review_decision: pull["reviewDecision"] ?? null,
    checks: rollup === null ? "NONE" : isJson(rollup) ? rollup["state"] : null,
    head_sha: pull["headRefOid"] ?? null,
    merge_sha: isJson(pull["mergeCommit"]) ? pull["mergeCommit"]["oid"] : null,
  };
}

async function* commits(
  session: OrganizationSession,
  reading: RepositoryReading,
  node: Json,
): AsyncGenerator<Emission> {
  const { scope, since, client, config } = session;
  if (reading.missing("defaultBranchRef") !== undefined || reading.isEmpty === true) return;
  const most = config.maxChangesPerRepository ?? DEFAULT_MAX_CHANGES;
  let connection = historyOf(node);
  let operation = BATCH;
  const asked = new Set<string>();
  for (let received = 0; ;) {
    const page = pageOf(connection);
    if (page === undefined)
      return void (yield gap(
        scope,
        defaultBranchCommitKind,
        operation,
        unreadable("no history of the default branch"),
        reading.full_name,
      ));
    for (const commit of page.nodes) {
      received += 1;
      if (received > most) return void (yield tooMany(session, defaultBranchCommitKind, operation, reading, most));
      yield record(scope, defaultBranchCommitKind, commitRecord(commit, reading.full_name));
    }
    const cursor = cursorAfter(asked, page.next);
    if (cursor === undefined) return;
    if (cursor === null) return void (yield lost(session, defaultBranchCommitKind, operation, reading));
    operation = COMMITS;
    const variables = { id: node["id"], since: since.toISOString().replace(".000Z", "Z"), cursor };
    const answer = await client.graphql(COMMITS, REPOSITORY_COMMITS, variables);
    const problem = answer.ok ? firstProblem(answer.value.errors) : answer.problem;
    if (problem !== undefined || !answer.ok)
      return void (yield gap(
        scope,
        defaultBranchCommitKind,
        COMMITS,
        problem ?? unreadable("no data"),
        reading.full_name,
      ));
    connection = isJson(answer.value.data["node"]) ? historyOf(answer.value.data["node"]) : undefined;
  }
}

function commitRecord(commit: Json, full_name: string): Json {
  const requests = isJson(commit["associatedPullRequests"]) ? commit["associatedPullRequests"] : {};
  const pulls = requests["nodes"];
  // One that the answer has no room for may be the one that brought the commit.
  const isWhole = Array.isArray(pulls) && pulls.length >= Number(requests["totalCount"] ?? 0);
  const merged = Array.isArray(pulls)
    ? pulls
        .filter(isJson)
        .find(
          (pull) =>
            typeof pull["mergedAt"] === "string" &&
            isJson(pull["repository"]) &&
            pull["repository"]["nameWithOwner"] === full_name,
        )
    : undefined;
  const signature = commit["signature"];
  return {
    full_name,
    oid: commit["oid"],
    committed_at: commit["committedDate"],
    authored_at: commit["authoredDate"] ?? null,
    author: userOf(commit["author"]),
    committer: userOf(commit["committer"]),
    ...(merged !== undefined || isWhole
      ? { pull_request: merged?.["number"] ?? null, direct: merged === undefined }
      : {}),
    signature: signatureOf(signature),
  };
}

/** Null without an error: the commit carries none. The two gpgverify states say nothing about the commit. */
function signatureOf(signature: unknown): Json | null {
  if (signature === null) return { state: "unsigned", valid: false, by_github: false };
  if (!isJson(signature)) return null;
  return {
    state: String(signature["state"]).toLowerCase(),
    valid: signature["isValid"] === true,
    by_github: signature["wasSignedByGitHub"] ?? null,
  };
}

function historyOf(node: Json): unknown {
  const ref = node["defaultBranchRef"];
  const target = isJson(ref) ? ref["target"] : undefined;
  return isJson(target) ? target["history"] : undefined;
}

function pageOf(
  connection: unknown,
): { readonly nodes: readonly Json[]; readonly next: string | null | undefined } | undefined {
  if (!isJson(connection) || !Array.isArray(connection["nodes"]) || !isJson(connection["pageInfo"])) return undefined;
  const { hasNextPage, endCursor } = connection["pageInfo"];
  if (typeof hasNextPage !== "boolean") return undefined;
  const next = !hasNextPage ? undefined : typeof endCursor === "string" ? endCursor : null;
  return { nodes: connection["nodes"].filter(isJson), next };
}

/** Null where a page is promised and not named, or named again: what follows cannot be asked for. */
function cursorAfter(asked: Set<string>, next: string | null | undefined): string | null | undefined {
  if (typeof next !== "string") return next;
  if (asked.has(next)) return null;
  asked.add(next);
  return next;
}

function lost(
  { scope }: OrganizationSession,
  kind: typeof mergedPullRequestKind | typeof defaultBranchCommitKind,
  operation: string,
  { full_name }: RepositoryReading,
): Emission {
  const problem: Problem = { reason: "truncated", detail: "the next page is promised and not named" };
  return gap(scope, kind, operation, problem, `${full_name} (rest)`);
}

function tooMany(
  { scope }: OrganizationSession,
  kind: typeof mergedPullRequestKind | typeof defaultBranchCommitKind,
  operation: string,
  { full_name }: RepositoryReading,
  most: number,
): Emission {
  const problem: Problem = { reason: "truncated", detail: `more than ${most} in the period (maxChangesPerRepository)` };
  return gap(scope, kind, operation, problem, `${full_name} (rest)`);
}

function firstProblem(errors: readonly Parameters<typeof problemOf>[0][]): Problem | undefined {
  return errors[0] === undefined ? undefined : problemOf(errors[0]);
}

function instantOf(value: unknown): number {
  return typeof value === "string" ? Date.parse(value) : Number.NaN;
}

function loginOf(actor: unknown): string | null {
  return isJson(actor) && typeof actor["login"] === "string" ? actor["login"] : null;
}

function userOf(actor: unknown): string | null {
  return isJson(actor) ? loginOf(actor["user"]) : null;
}
