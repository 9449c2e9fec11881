import type { Emission } from "#sdk";
import { isJson, type Json } from "../client.ts";
import { mayHaveEnterprise } from "../policy/enterprise.ts";
import { effectiveProtection } from "../effective.ts";
import { gap, record } from "../emit.ts";
import type { Problem } from "../errors.ts";
import { type BranchProtection, branchProtectionKind, type Rule } from "../evidence.ts";
import { all } from "./people.ts";
import type { RepositoryContext, RepositoryReading } from "./repository-context.ts";
import { ruleRecord, sourceOf } from "./rulesets.ts";

const PROTECTION = "github:repos.get-branch-protection";
const RULES = "github:repos.get-branch-rules";

type Classic = BranchProtection["classic"];
interface Rules {
  readonly state: "known" | "unknown";
  readonly items: readonly Rule[];
}

/**
 * Classic protection and the rules of every level on the default branch, and what they give together. Returns whether the
 * branch turned out not to be there yet.
 */
export async function* branchProtection(
  context: RepositoryContext,
  reading: RepositoryReading,
): AsyncGenerator<Emission, boolean> {
  const { session, bound } = context;
  const { full_name, item, node } = reading;
  const ref = node?.["defaultBranchRef"];
  const named = item["default_branch"];
  const branch = isJson(ref) ? String(ref["name"]) : typeof named === "string" ? named : null;
  const gaps: Emission[] = [];
  const not_observed: Json[] = [];
  const note = (operation: string, member: string, problem: Problem): void => {
    not_observed.push({ members: [member, "effective"], operation, reason: problem.reason, detail: problem.detail });
    gaps.push(gap(session.scope, branchProtectionKind, operation, problem, `${full_name} (${member})`));
  };
  // Nothing can be protected yet, and GitHub has no branch to ask about.
  let noBranch = reading.isEmpty === true;
  const gone = (): void => void (noBranch = true);
  const classic: Classic = noBranch
    ? { state: "not-protected" }
    : await classicOf(context, reading, branch, ref, note, gone);
  const rules: Rules = noBranch ? { state: "known", items: [] } : await rulesOf(context, reading, branch, ref, note);
  yield record(session.scope, branchProtectionKind, {
    full_name,
    branch: noBranch ? null : branch,
    archived: reading.archived,
    visibility: reading.visibility,
    is_empty: noBranch ? true : reading.isEmpty,
    classic,
    rules,
    effective: effectiveProtection(classic, rules, (id) => bound.get(id ?? -1) ?? null),
    ...(not_observed.length === 0 ? {} : { not_observed }),
  });
  yield* gaps;
  return noBranch;
}

type Note = (operation: string, member: string, problem: Problem) => void;

/**
 * GraphQL's null does not tell "not protected" from "not for you" (GH-06): to who administers the repository it is the
 * former; for others REST is asked, whose two 404 differ. An App has the same rights on every repository that it is
 * installed on, and sees a private one only then: once REST has confirmed a null there, further ones of private
 * repositories are believed, unless REST ever contradicted one.
 */
async function classicOf(
  context: RepositoryContext,
  reading: RepositoryReading,
  branch: string | null,
  ref: unknown,
  note: Note,
  gone: () => void,
): Promise<Classic> {
  const rule = isJson(ref) ? ref["branchProtectionRule"] : undefined;
  if (isJson(rule)) return classicFromGraphql(rule);
  const { session, classicSeen } = context;
  if (rule === null && (reading.administers || (classicSeen.nullIsTrue && reading.visibility !== "public")))
    return { state: "not-protected" };
  if (branch === null || reading.archived) return { state: "unknown" };
  const answer = await session.client.object(
    PROTECTION,
    "GET /repos/{owner}/{repo}/branches/{branch}/protection",
    { owner: session.organization, repo: reading.name, branch },
    ["enforce_admins"],
  );
  if (answer.ok) {
    if (rule === null) Object.assign(classicSeen, { nullIsTrue: false, contradicted: true });
    return classicFromRest(answer.value);
  }
  const { status, message = "", reason } = answer.problem;
  if (status === 404 && /branch not protected/i.test(message)) {
    if (rule === null && session.client.tokenKind === "app" && !classicSeen.contradicted) classicSeen.nullIsTrue = true;
    return { state: "not-protected" };
  }
  if (reason === "not-licensed") return { state: "not-available" };
  // The default branch is only a name yet: the repository is empty.
  if (status === 404 && /branch not found/i.test(message)) {
    gone();
    return { state: "not-protected" };
  }
  note(PROTECTION, "classic", answer.problem);
  return { state: "unknown" };
}

function classicFromGraphql(rule: Json): Classic {
  const allowances = rule["bypassPullRequestAllowances"];
  return {
    state: "protected",
    pattern: text(rule["pattern"]),
    enforce_admins: flag(rule["isAdminEnforced"]),
    required_pull_request_reviews:
      rule["requiresApprovingReviews"] === true
        ? {
            required_approving_review_count: count(rule["requiredApprovingReviewCount"]),
            dismiss_stale_reviews: flag(rule["dismissesStaleReviews"]),
            require_code_owner_reviews: flag(rule["requiresCodeOwnerReviews"]),
            require_last_push_approval: flag(rule["requireLastPushApproval"]),
            bypass_allowances: isJson(allowances) ? count(allowances["totalCount"]) : null,
          }
        : null,
    required_status_checks:
      rule["requiresStatusChecks"] === true
        ? { strict: flag(rule["requiresStrictStatusChecks"]), contexts: texts(rule["requiredStatusCheckContexts"]) }
        : null,
    required_signatures: flag(rule["requiresCommitSignatures"]),
    required_linear_history: flag(rule["requiresLinearHistory"]),
    required_conversation_resolution: flag(rule["requiresConversationResolution"]),
    required_deployments: rule["requiresDeployments"] === true ? texts(rule["requiredDeploymentEnvironments"]) : [],
    allow_force_pushes: flag(rule["allowsForcePushes"]),
    allow_deletions: flag(rule["allowsDeletions"]),
    restricts_pushes: flag(rule["restrictsPushes"]),
    lock_branch: flag(rule["lockBranch"]),
  };
}

/** What is absent in REST's answer is not required (github.md §4). */
export function classicFromRest(value: Json): Classic {
  const reviews = value["required_pull_request_reviews"];
  const checks = value["required_status_checks"];
  const enabled = (member: string): boolean => {
    const setting = value[member];
    return isJson(setting) && setting["enabled"] === true;
  };
  const allowances = isJson(reviews) ? reviews["bypass_pull_request_allowances"] : undefined;
  return {
    state: "protected",
    pattern: null,
    enforce_admins: enabled("enforce_admins"),
    required_pull_request_reviews: isJson(reviews)
      ? {
          required_approving_review_count: count(reviews["required_approving_review_count"]),
          dismiss_stale_reviews: flag(reviews["dismiss_stale_reviews"]),
          require_code_owner_reviews: flag(reviews["require_code_owner_reviews"]),
          require_last_push_approval: flag(reviews["require_last_push_approval"]),
          bypass_allowances: isJson(allowances)
            ? ["users", "teams", "apps"].reduce(
                (sum, who) => sum + (Array.isArray(allowances[who]) ? allowances[who].length : 0),
                0,
              )
            : null,
        }
      : null,
    required_status_checks: isJson(checks)
      ? { strict: flag(checks["strict"]), contexts: texts(checks["contexts"]) }
      : null,
    required_signatures: enabled("required_signatures"),
    required_linear_history: enabled("required_linear_history"),
    required_conversation_resolution: enabled("required_conversation_resolution"),
    required_deployments: [],
    allow_force_pushes: enabled("allow_force_pushes"),
    allow_deletions: enabled("allow_deletions"),
    restricts_pushes: isJson(value["restrictions"]),
    lock_branch: enabled("lock_branch"),
  };
}

/** GraphQL knows the rules of repository and organization; where there may be an enterprise above, REST knows all. */
async function rulesOf(
  { session, around }: RepositoryContext,
  reading: RepositoryReading,
  branch: string | null,
  ref: unknown,
  note: Note,
): Promise<Rules> {
  const connection = isJson(ref) ? ref["rules"] : undefined;
  const nodes =
    isJson(connection) && Array.isArray(connection["nodes"]) ? connection["nodes"].filter(isJson) : undefined;
  const isWhole =
    nodes !== undefined && nodes.length >= Number(isJson(connection) ? (connection["totalCount"] ?? 0) : 0);
  const items = (nodes ?? []).map(graphqlRule);
  if (isWhole && !mayHaveEnterprise(around.reading.plan)) return { state: "known", items };
  // A frozen repository is not worth a call: what GraphQL said stands as what it is.
  if (branch === null || reading.archived) return { state: isWhole ? "known" : "unknown", items };
  const { items: found, problem } = await all(
    session.client.pages(RULES, "GET /repos/{owner}/{repo}/rules/branches/{branch}", {
      owner: session.organization,
      repo: reading.name,
      branch,
    }),
  );
  if (problem === undefined) return { state: "known", items: found.map(restRule) };
  note(RULES, "rules", problem);
  return { state: "unknown", items };
}

function graphqlRule(rule: Json): Rule {
  const ruleset = isJson(rule["repositoryRuleset"]) ? rule["repositoryRuleset"] : {};
  return ruleRecord(rule, count(ruleset["databaseId"]), sourceOf(ruleset["source"]));
}

function restRule(rule: Json): Rule {
  return {
    type: String(rule["type"]),
    ...(isJson(rule["parameters"]) ? { parameters: rule["parameters"] } : {}),
    ruleset_id: count(rule["ruleset_id"]),
    ruleset_source_type: text(rule["ruleset_source_type"]),
    ruleset_source: text(rule["ruleset_source"]),
  };
}

function flag(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}
function count(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}
