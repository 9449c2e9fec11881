import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText, text, unseen, visibility, yesNo } from "./shapes.ts";

export const Repository = z.looseObject({
  ...unseen,
  full_name: z.string(),
  name: z.string(),
  id: z.number(),
  visibility,
  archived: z.boolean(),
  disabled: yesNo,
  fork: z.boolean(),
  is_template: yesNo,
  /** True: no commit yet, so there is no default branch to protect. */
  is_empty: yesNo,
  default_branch: text,
  description: text,
  topics: z.array(z.string()).optional(),
  created_at: instantText.nullable().optional(),
  pushed_at: instantText.nullable().optional(),
  allow_forking: yesNo,
  allow_merge_commit: yesNo,
  allow_squash_merge: yesNo,
  allow_rebase_merge: yesNo,
  allow_auto_merge: yesNo,
  delete_branch_on_merge: yesNo,
  web_commit_signoff_required: yesNo,
  has_pages: yesNo,
  has_wiki: yesNo,
  custom_properties: z.record(z.string(), z.unknown()).nullable().optional(),
  license: text,
  /** `present` in the repository (root, .github/ or docs/), `inherited` from the organization's .github, or `absent` (GH-14). */
  security_policy: z.enum(["present", "inherited", "absent"]).nullable().optional(),
  codeowners: z
    .looseObject({ state: z.enum(["present", "absent"]), errors: z.array(z.looseObject({ kind: z.string() })) })
    .nullable()
    .optional(),
  outside_collaborators: z
    .array(z.looseObject({ login: z.string(), permission: z.string() }))
    .nullable()
    .optional(),
  /** Members who were given the repository by name, not through a team; absent: not observed. */
  direct_collaborators: z
    .array(z.looseObject({ login: z.string(), permission: z.string() }))
    .nullable()
    .optional(),
  direct_collaborators_complete: yesNo,
  /** Merged pull requests and commits that were read for this repository reach back to here. */
  changes_since: instantText.nullable().optional(),
});
export type Repository = z.infer<typeof Repository>;
export const repositoryKind = defineKind({
  id: "github.repository",
  version: 1,
  title: "Repository with settings, SECURITY.md, CODEOWNERS, and people who were given access by name",
  schema: Repository,
  key: (record) => record.full_name,
  sensitivity: "internal",
  personalData: true,
  population: "All repositories by GET /orgs/{org}/repos?type=all; count by GraphQL repositories.totalCount.",
});
