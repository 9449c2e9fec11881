import type { GithubOrganisation, Settings } from "../model.ts";

const APP_PERMISSIONS: Settings = { contents: "read", metadata: "read", checks: "write" };

export function goodCredentials(
  at: (days: number) => string,
): Pick<
  GithubOrganisation,
  "installations" | "tokens" | "tokenRequests" | "authorizations" | "actionsSecrets" | "dependabotSecrets"
> {
  return {
    installations: [
      {
        id: 8001,
        app_id: 15_368,
        app_slug: "build-runner",
        permissions: APP_PERMISSIONS,
        repository_selection: "selected",
        events: ["push"],
        created_at: at(300),
        updated_at: at(30),
        suspended_at: null,
      },
    ],
    tokens: [
      {
        id: 8101,
        owner: "amara-okafor",
        repository_selection: "subset",
        permissions: { organization: {}, repository: { contents: "read", metadata: "read" } },
        access_granted_at: at(20),
        token_id: 91,
        token_name: "release notes",
        token_expired: false,
        token_expires_at: at(-40),
        token_last_used_at: at(1),
      },
    ],
    tokenRequests: [
      {
        id: 8161,
        owner: "farid-zaman",
        reason: "quarterly review",
        repository_selection: "subset",
        permissions: { organization: {}, repository: { metadata: "read" } },
        created_at: at(0.5),
        token_id: 97,
        token_name: "review",
        token_expired: false,
        token_expires_at: at(-20),
        token_last_used_at: null,
      },
    ],
    authorizations: [
      {
        login: "amara-okafor",
        credential_id: 161_195,
        credential_type: "personal access token",
        token_last_eight: "71c3fc11",
        credential_authorized_at: at(20),
        credential_accessed_at: at(1),
        authorized_credential_expires_at: at(-40),
        scopes: ["repo"],
      },
    ],
    actionsSecrets: [{ name: "REGISTRY_PASSWORD", visibility: "selected", created_at: at(80), updated_at: at(30) }],
    dependabotSecrets: [],
  };
}
