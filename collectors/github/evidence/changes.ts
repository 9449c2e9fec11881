import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText, text, yesNo } from "./shapes.ts";

export const MergedPullRequest = z.looseObject({
  full_name: z.string(),
  number: z.number(),
  title: text,
  /** The branch it was merged into, and whether that is the default branch. */
  base: z.string(),
  base_is_default: z.boolean(),
  merged_at: instantText,
  created_at: instantText.nullable().optional(),
  /** Null: the account no longer exists (GitHub's "ghost"). */
  author: z.string().nullable(),
  author_type: text,
  merged_by: z.string().nullable(),
  /** People whose approval stands (latest opinion), other than by dismissal. */
  approvers: z.array(z.looseObject({ login: z.string(), submitted_at: instantText.nullable().optional() })),
  /** Larger than `approvers` holds: the list was cut. */
  approvals_total: z.number(),
  /** `APPROVED`, `CHANGES_REQUESTED`, `REVIEW_REQUIRED`; null = no review was required (a fact of GitHub's). */
  review_decision: text,
  /** `SUCCESS`, `FAILURE`, `ERROR`, `PENDING`, `EXPECTED`, or `NONE` when no check ran on the last commit. */
  checks: z.string().nullable().optional(),
  head_sha: text,
  merge_sha: text,
});
export type MergedPullRequest = z.infer<typeof MergedPullRequest>;
export const mergedPullRequestKind = defineKind({
  id: "github.merged-pull-request",
  version: 1,
  title: "Merged pull request of the period with author, approvers, checks and who merged",
  schema: MergedPullRequest,
  key: (record) => `${record.full_name}#${record.number}`,
  sensitivity: "internal",
  personalData: true,
  population:
    "Pull requests merged within the configured period in repositories that are not archived, by GraphQL pullRequests(states: MERGED).",
});

export const DefaultBranchCommit = z.looseObject({
  full_name: z.string(),
  oid: z.string(),
  committed_at: instantText,
  authored_at: instantText.nullable().optional(),
  /** GitHub login of the author; null when the address belongs to no account. */
  author: z.string().nullable(),
  committer: z.string().nullable().optional(),
  /** The merged pull request that brought it, or null: none did. Absent = not observed. */
  pull_request: z.number().nullable().optional(),
  /** True: it reached the default branch without a merged pull request. */
  direct: yesNo,
  signature: z
    .looseObject({
      /** `unsigned`, `valid`, or GitHub's reason in lower case. The two gpgverify_* values say nothing of the commit. */
      state: z.string(),
      valid: z.boolean(),
      by_github: yesNo,
    })
    .nullable()
    .optional(),
});
export type DefaultBranchCommit = z.infer<typeof DefaultBranchCommit>;
export const defaultBranchCommitKind = defineKind({
  id: "github.default-branch-commit",
  version: 1,
  title: "Commit of the period on a default branch: how it came there, and its signature",
  schema: DefaultBranchCommit,
  key: (record) => `${record.full_name}@${record.oid}`,
  sensitivity: "internal",
  personalData: true,
  population:
    "Commits of the configured period on default branches of repositories that are not archived, by GraphQL history(since).",
});
