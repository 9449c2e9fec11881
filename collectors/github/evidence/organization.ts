import { defineKind } from "#sdk";
import * as z from "zod";
import { count, instantText, text, unseen, yesNo } from "./shapes.ts";

export const Organization = z.looseObject({
  ...unseen,
  login: z.string(),
  id: z.number(),
  name: text,
  /** A verified badge of the organization (a domain was proved). */
  is_verified: yesNo,
  created_at: instantText.nullable().optional(),
  /** Absent unless the token has organization_plan:read: `free`, `team`, `business`, `enterprise`… */
  plan: z.looseObject({ name: z.string(), seats: count, filled_seats: count }).nullable().optional(),
  /** Null or absent: the caller is not an owner, so not observable (GH-07). */
  two_factor_requirement_enabled: yesNo,
  /** `none`, `read`, `write` or `admin`. */
  default_repository_permission: text,
  default_repository_branch: text,
  members_can_create_repositories: yesNo,
  members_can_create_public_repositories: yesNo,
  members_can_create_private_repositories: yesNo,
  members_can_create_internal_repositories: yesNo,
  members_can_create_pages: yesNo,
  members_can_create_public_pages: yesNo,
  members_can_create_private_pages: yesNo,
  members_can_create_teams: yesNo,
  members_can_delete_repositories: yesNo,
  members_can_delete_issues: yesNo,
  members_can_change_repo_visibility: yesNo,
  members_can_invite_outside_collaborators: yesNo,
  members_can_fork_private_repositories: yesNo,
  members_can_view_dependency_insights: yesNo,
  web_commit_signoff_required: yesNo,
  deploy_keys_enabled_for_repositories: yesNo,
  advanced_security_enabled_for_new_repositories: yesNo,
  dependabot_alerts_enabled_for_new_repositories: yesNo,
  dependabot_security_updates_enabled_for_new_repositories: yesNo,
  dependency_graph_enabled_for_new_repositories: yesNo,
  secret_scanning_enabled_for_new_repositories: yesNo,
  secret_scanning_push_protection_enabled_for_new_repositories: yesNo,
  /** `configured` or `not-configured` (said by a token that administers the organization); absent = not observable. */
  saml_single_sign_on: z.enum(["configured", "not-configured"]).nullable().optional(),
  saml_identity_provider: z
    .looseObject({ issuer: text, sso_url: text, digest_method: text, signature_method: text })
    .nullable()
    .optional(),
  /** `enabled` or `disabled`. */
  ip_allow_list: z.enum(["enabled", "disabled"]).nullable().optional(),
  /** Notifications go to verified domains only: `enabled` or `disabled`. */
  notification_delivery_restriction: z.enum(["enabled", "disabled"]).nullable().optional(),
  verified_domains: z.array(z.string()).nullable().optional(),
  /** Repositories whose releases must be immutable: `all`, `none`, `selected`. */
  immutable_releases: z.looseObject({ enforced_repositories: z.string() }).nullable().optional(),
  /** SECURITY.md of the public `.github` repository, which every repository without its own inherits (GH-14). */
  default_security_policy: z.enum(["present", "absent"]).nullable().optional(),
});
export type Organization = z.infer<typeof Organization>;
export const organizationKind = defineKind({
  id: "github.organization",
  version: 1,
  title: "GitHub organization: policy, sign-in and defaults",
  schema: Organization,
  key: (record) => record.login,
  sensitivity: "internal",
  personalData: false,
  population: "The organization by GET /orgs/{org}, and what only GraphQL states of it.",
  singleton: true,
});
