import { defineKind } from "#sdk";
import * as z from "zod";
import { count, text, unseen, visibility, yesNo } from "./shapes.ts";

/** One protection of a branch, whatever it rests on. `null` = could not be observed whole. */
export const Requirement = z.looseObject({
  required: z.boolean().nullable(),
  /** False: administrators may bypass every source that requires it. Null: who may bypass is not observable (GH-02). */
  applies_to_admins: z.boolean().nullable(),
  /** `classic`, or `ruleset:<id>`. */
  by: z.array(z.string()),
});
export type Requirement = z.infer<typeof Requirement>;

export const Rule = z.looseObject({
  /** Rule type as REST writes it: `pull_request`, `required_status_checks`, `non_fast_forward`, `deletion`… */
  type: z.string(),
  parameters: z.looseObject({}).nullable().optional(),
  ruleset_id: z.number().nullable().optional(),
  ruleset_source_type: text,
  ruleset_source: text,
});
export type Rule = z.infer<typeof Rule>;

export const BranchProtection = z.looseObject({
  ...unseen,
  full_name: z.string(),
  branch: z.string().nullable(),
  /** Repository facts that decide whether protection is asked for at all. */
  archived: z.boolean(),
  visibility,
  is_empty: yesNo,
  /** GH-06: `not-protected` only when GitHub says so; `unknown` = 404 without permission; `not-available` = the plan has none. */
  classic: z.looseObject({
    state: z.enum(["protected", "not-protected", "not-available", "unknown"]),
    pattern: text,
    enforce_admins: yesNo,
    required_pull_request_reviews: z
      .looseObject({
        required_approving_review_count: count,
        dismiss_stale_reviews: yesNo,
        require_code_owner_reviews: yesNo,
        require_last_push_approval: yesNo,
        bypass_allowances: count,
      })
      .nullable()
      .optional(),
    required_status_checks: z
      .looseObject({ strict: yesNo, contexts: z.array(z.string()) })
      .nullable()
      .optional(),
    required_signatures: yesNo,
    required_linear_history: yesNo,
    required_conversation_resolution: yesNo,
    required_deployments: z.array(z.string()).nullable().optional(),
    allow_force_pushes: yesNo,
    allow_deletions: yesNo,
    restricts_pushes: yesNo,
    lock_branch: yesNo,
  }),
  /** Active rules of repository, organization and enterprise rulesets that hold on the branch. */
  rules: z.looseObject({ state: z.enum(["known", "unknown"]), items: z.array(Rule) }),
  /** What the two give together; every member is a {@link Requirement}. */
  effective: z.looseObject({
    pull_request: Requirement,
    /** The strictest count of all sources; null = not observable, 0 = no approval is needed. */
    required_approving_review_count: z.number().nullable(),
    approving_review: Requirement,
    dismiss_stale_reviews: Requirement,
    code_owner_review: Requirement,
    last_push_approval: Requirement,
    conversation_resolution: Requirement,
    status_checks: Requirement,
    /** Contexts of all sources. */
    required_status_checks: z.array(z.string()).nullable(),
    strict_status_checks: Requirement,
    signatures: Requirement,
    linear_history: Requirement,
    no_force_pushes: Requirement,
    no_deletion: Requirement,
    restricted_pushes: Requirement,
    deployments: Requirement,
    code_scanning: Requirement,
    merge_queue: Requirement,
    workflows: Requirement,
  }),
});
export type BranchProtection = z.infer<typeof BranchProtection>;
export const branchProtectionKind = defineKind({
  id: "github.branch-protection",
  version: 1,
  title: "Protection of the default branch: classic, rulesets at every level, and what they give together",
  schema: BranchProtection,
  key: (record) => record.full_name,
  sensitivity: "internal",
  personalData: false,
  population: "One for each repository's default branch; count by GraphQL repositories.totalCount.",
});

export const Ruleset = z.looseObject({
  id: z.number(),
  name: z.string(),
  /** `branch`, `tag`, `push`, `repository`. */
  target: text,
  /** `active`, `evaluate` (only reports) or `disabled`. */
  enforcement: z.string(),
  source_type: z.enum(["Repository", "Organization", "Enterprise"]),
  source: z.string(),
  include: z.array(z.string()).nullable().optional(),
  exclude: z.array(z.string()).nullable().optional(),
  rules: z.array(Rule),
  /** Absent or null = not observable, never "nobody" (GH-02). */
  bypass_actors: z
    .array(z.looseObject({ type: z.string(), name: text, mode: text }))
    .nullable()
    .optional(),
  /** One repository that stands under it. */
  seen_in: z.string(),
});
export type Ruleset = z.infer<typeof Ruleset>;
export const rulesetKind = defineKind({
  id: "github.ruleset",
  version: 1,
  title: "Ruleset of a repository, the organization or the enterprise",
  schema: Ruleset,
  key: (record) => `${record.source_type}:${record.source}:${record.id}`,
  sensitivity: "internal",
  personalData: false,
  population: "Every ruleset that a repository of the organization stands under, by GraphQL rulesets(includeParents).",
});
