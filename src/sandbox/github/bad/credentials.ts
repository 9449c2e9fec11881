import type { GithubOrganisation } from "../model.ts";

export function badCredentials(
  at: (days: number) => string,
): Pick<
  GithubOrganisation,
  "installations" | "tokens" | "tokenRequests" | "authorizations" | "actionsSecrets" | "dependabotSecrets"
> {
  return {
    installations: [
      {
        id: 8051,
        app_id: 99,
        app_slug: "forgotten-helper",
        permissions: {
          administration: "write",
          contents: "write",
          organization_administration: "write",
          members: "write",
        },
        repository_selection: "all",
        events: ["*"],
        created_at: at(1500),
        updated_at: at(1500),
        suspended_at: null,
      },
    ],
    tokens: [
      {
        id: 8151,
        owner: "former-employee",
        repository_selection: "all",
        permissions: {
          organization: { administration: "write" },
          repository: { contents: "write", administration: "write" },
        },
        access_granted_at: at(700),
        token_id: 92,
        token_name: "everything",
        token_expired: false,
        token_expires_at: null,
        token_last_used_at: at(600),
      },
      {
        id: 8153,
        owner: "gone-leaver",
        repository_selection: "subset",
        permissions: { organization: {}, repository: { contents: "read" } },
        access_granted_at: at(200),
        token_id: 94,
        token_name: "kept",
        token_expired: false,
        token_expires_at: at(-100),
        token_last_used_at: at(3),
      },
    ],
    tokenRequests: [
      {
        id: 8152,
        owner: "former-employee",
        reason: "because",
        repository_selection: "all",
        permissions: { organization: {}, repository: { contents: "write" } },
        created_at: at(400),
        token_id: 93,
        token_name: "more",
        token_expired: false,
        token_expires_at: null,
        token_last_used_at: null,
      },
    ],
    authorizations: [
      {
        login: "former-employee",
        credential_id: 161_999,
        credential_type: "personal access token",
        token_last_eight: "deadbeef",
        credential_authorized_at: at(900),
        credential_accessed_at: at(800),
        authorized_credential_expires_at: null,
        scopes: ["repo", "admin:org", "delete_repo"],
      },
      {
        login: "gone-leaver",
        credential_id: 162_000,
        credential_type: "SSH key",
        credential_authorized_at: at(400),
        credential_accessed_at: at(3),
      },
    ],
    actionsSecrets: [{ name: "PROD_ROOT_KEY", visibility: "all", created_at: at(1400), updated_at: at(1400) }],
    dependabotSecrets: [{ name: "OLD_REGISTRY", visibility: "all", created_at: at(1400), updated_at: at(1400) }],
  };
}
