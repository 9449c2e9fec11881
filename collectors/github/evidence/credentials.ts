import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText, text, yesNo } from "./shapes.ts";

export const PersonalAccessToken = z.looseObject({
  id: z.number(),
  owner: z.string(),
  state: z.enum(["granted", "requested"]),
  /** `none`, `all` or `subset`. */
  repository_selection: text,
  permissions: z.looseObject({
    organization: z.record(z.string(), z.string()).optional(),
    repository: z.record(z.string(), z.string()).optional(),
    other: z.record(z.string(), z.string()).optional(),
  }),
  access_granted_at: instantText.nullable().optional(),
  created_at: instantText.nullable().optional(),
  token_expired: yesNo,
  /** Null with a known token: it never expires. */
  token_expires_at: instantText.nullable().optional(),
  token_last_used_at: instantText.nullable().optional(),
});
export type PersonalAccessToken = z.infer<typeof PersonalAccessToken>;
export const personalAccessTokenKind = defineKind({
  id: "github.personal-access-token",
  version: 1,
  title: "Fine-grained personal access token that was granted or asks for access",
  schema: PersonalAccessToken,
  key: (record) => `${record.state}:${record.id}`,
  sensitivity: "confidential",
  personalData: true,
  population:
    "Grants and pending requests by GET /orgs/{org}/personal-access-tokens and /personal-access-token-requests (GitHub Apps only).",
});

export const CredentialAuthorization = z.looseObject({
  login: z.string(),
  credential_id: z.number(),
  /** `personal access token`, `SSH key`, `OAuth app token`, `GitHub app token`. */
  credential_type: z.string(),
  scopes: z.array(z.string()).optional(),
  credential_authorized_at: instantText.nullable().optional(),
  credential_accessed_at: instantText.nullable().optional(),
  authorized_credential_expires_at: instantText.nullable().optional(),
});
export type CredentialAuthorization = z.infer<typeof CredentialAuthorization>;
export const credentialAuthorizationKind = defineKind({
  id: "github.credential-authorization",
  version: 1,
  title: "Token or key authorized for single sign-on",
  schema: CredentialAuthorization,
  key: (record) => `${record.login}:${record.credential_id}`,
  sensitivity: "confidential",
  personalData: true,
  redact: [
    { path: "token_last_eight", rule: "remove", why: "part of a live credential" },
    { path: "authorized_credential_title", rule: "remove", why: "free text that people may put anything in" },
    { path: "authorized_credential_note", rule: "remove", why: "free text that people may put anything in" },
  ],
  population:
    "All credential authorizations by GET /orgs/{org}/credential-authorizations (Enterprise Cloud with SAML).",
});

export const OrganizationSecret = z.looseObject({
  name: z.string(),
  store: z.enum(["actions", "dependabot", "codespaces"]),
  /** `all`, `private` or `selected`. */
  visibility: z.string(),
  created_at: instantText,
  updated_at: instantText,
});
export type OrganizationSecret = z.infer<typeof OrganizationSecret>;
/** Names and dates only: GitHub never gives the value of a secret. */
export const organizationSecretKind = defineKind({
  id: "github.organization-secret",
  version: 1,
  title: "Secret of the organization: name, visibility and age, never its value",
  schema: OrganizationSecret,
  key: (record) => `${record.store}:${record.name}`,
  sensitivity: "internal",
  personalData: false,
  population: "All organization secrets for Actions and Dependabot; count by total_count of each list.",
});

export const DeployKey = z.looseObject({
  full_name: z.string(),
  id: z.number(),
  title: z.string(),
  read_only: z.boolean(),
  verified: yesNo,
  enabled: yesNo,
  created_at: instantText.nullable().optional(),
  /** Null with `last_used_observed`: never used. */
  last_used: instantText.nullable().optional(),
  last_used_observed: z.boolean().optional(),
  added_by: text,
});
export type DeployKey = z.infer<typeof DeployKey>;
export const deployKeyKind = defineKind({
  id: "github.deploy-key",
  version: 1,
  title: "Deploy key of a repository",
  schema: DeployKey,
  key: (record) => `${record.full_name}:${record.id}`,
  sensitivity: "internal",
  personalData: true,
  redact: [{ path: "key", rule: "remove", why: "key material, though public, is nothing a judgement needs" }],
  population:
    "All deploy keys of repositories that are not archived, by GET /repos/{owner}/{repo}/keys where GraphQL counts any.",
});
