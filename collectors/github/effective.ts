import type { BranchProtection, Requirement, Rule } from "./evidence.ts";

type Classic = BranchProtection["classic"];
type Effective = BranchProtection["effective"];

/** Whether administrators are bound by a ruleset: null when its bypass list is not observable (GH-02). */
export type BindsAdmins = (rulesetId: number | null | undefined) => boolean | null;

interface Source {
  readonly by: string;
  readonly admins: boolean | null;
}

/**
 * What classic protection and the active rules of every level give together: several rules of one type add up, and the
 * strictest value of each parameter holds (github.md §4). What neither states is `false` only when both were seen whole.
 */
export function effectiveProtection(
  classic: Classic,
  rules: { readonly state: "known" | "unknown"; readonly items: readonly Rule[] },
  bindsAdmins: BindsAdmins,
): Effective {
  const whole = classic.state !== "unknown" && rules.state === "known";
  const isClassic = classic.state === "protected";
  const reviews = classic.required_pull_request_reviews ?? undefined;
  const classicSource: Source = { by: "classic", admins: classic.enforce_admins ?? null };
  const require = (byClassic: boolean | null | undefined, holds: (rule: Rule) => boolean): Requirement => {
    const sources: Source[] = rules.items
      .filter(holds)
      .map(({ ruleset_id }) => ({ by: `ruleset:${ruleset_id ?? "?"}`, admins: bindsAdmins(ruleset_id) }));
    if (isClassic && byClassic === true) sources.unshift(classicSource);
    return requirement(sources, whole);
  };
  const ofType = (type: string, holds: (parameters: Readonly<Record<string, unknown>>) => boolean = () => true) => {
    return (rule: Rule): boolean => rule.type === type && holds(rule.parameters ?? {});
  };
  const counts = rules.items
    .filter(ofType("pull_request"))
    .map(({ parameters }) => parameters?.["required_approving_review_count"])
    .concat(isClassic ? [reviews?.required_approving_review_count] : [])
    .filter((count) => typeof count === "number");
  const most = Math.max(0, ...counts);
  const contexts = rules.items
    .filter(ofType("required_status_checks"))
    .flatMap(({ parameters }) => contextsOf(parameters));
  if (isClassic) contexts.push(...(classic.required_status_checks?.contexts ?? []));
  const status_checks = require(classic.required_status_checks != null, ofType("required_status_checks"));
  return {
    pull_request: require(reviews !== undefined, ofType("pull_request")),
    required_approving_review_count: most > 0 ? most : whole ? 0 : null,
    approving_review: require((reviews?.required_approving_review_count ?? 0) > 0, ofType(
      "pull_request",
      (parameters) => Number(parameters["required_approving_review_count"] ?? 0) > 0,
    )),
    dismiss_stale_reviews: require(reviews?.dismiss_stale_reviews, ofType(
      "pull_request",
      (parameters) => parameters["dismiss_stale_reviews_on_push"] === true,
    )),
    code_owner_review: require(reviews?.require_code_owner_reviews, ofType(
      "pull_request",
      (parameters) => parameters["require_code_owner_review"] === true,
    )),
    last_push_approval: require(reviews?.require_last_push_approval, ofType(
      "pull_request",
      (parameters) => parameters["require_last_push_approval"] === true,
    )),
    conversation_resolution: require(classic.required_conversation_resolution, ofType(
      "pull_request",
      (parameters) => parameters["required_review_thread_resolution"] === true,
    )),
    status_checks,
    required_status_checks: contexts.length > 0 || whole ? [...new Set(contexts)].toSorted() : null,
    strict_status_checks: require(classic.required_status_checks?.strict, ofType(
      "required_status_checks",
      (parameters) => parameters["strict_required_status_checks_policy"] === true,
    )),
    signatures: require(classic.required_signatures, ofType("required_signatures")),
    linear_history: require(classic.required_linear_history, ofType("required_linear_history")),
    no_force_pushes: require(negated(classic.allow_force_pushes), ofType("non_fast_forward")),
    no_deletion: require(negated(classic.allow_deletions), ofType("deletion")),
    restricted_pushes: require(classic.restricts_pushes, ofType("update")),
    deployments: require((classic.required_deployments ?? []).length > 0, ofType("required_deployments")),
    code_scanning: require(false, ofType("code_scanning")),
    merge_queue: require(false, ofType("merge_queue")),
    workflows: require(false, ofType("workflows")),
  };
}

function requirement(sources: readonly Source[], whole: boolean): Requirement {
  const by = [...new Set(sources.map((source) => source.by))].toSorted();
  if (sources.length === 0) return { required: whole ? false : null, applies_to_admins: whole ? false : null, by };
  if (sources.some(({ admins }) => admins === true)) return { required: true, applies_to_admins: true, by };
  // A source that was not seen may bind administrators too.
  const known = whole && sources.every(({ admins }) => admins !== null);
  return { required: true, applies_to_admins: known ? false : null, by };
}

function negated(value: boolean | null | undefined): boolean | undefined {
  return typeof value === "boolean" ? !value : undefined;
}

function contextsOf(parameters: Rule["parameters"]): string[] {
  const checks = parameters?.["required_status_checks"];
  if (!Array.isArray(checks)) return [];
  return checks.flatMap((check: unknown) => {
    const context = typeof check === "object" && check !== null && "context" in check ? check.context : undefined;
    return typeof context === "string" ? [context] : [];
  });
}
