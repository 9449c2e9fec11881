import * as shape from "../shapes.ts";
import { administered, ADMINISTRATION, list, onlyApps, type Route, route } from "./call.ts";

export const credentialRoutes: readonly Route[] = [
  route("orgs.list-installations", "/orgs/{org}/installations", ADMINISTRATION, (call) =>
    administered(call, () =>
      list(
        call.organisation.installations.map((entry) => shape.installation(call.organisation, entry)),
        "installations",
      ),
    ),
  ),
  route(
    "orgs.list-pat-grants",
    "/orgs/{org}/personal-access-tokens",
    "organization_personal_access_tokens=read",
    (call) =>
      onlyApps(call, () => list(call.organisation.tokens.map((entry) => shape.grant(call.organisation, entry)))),
  ),
  route(
    "orgs.list-pat-requests",
    "/orgs/{org}/personal-access-token-requests",
    "organization_personal_access_token_requests=read",
    (call) =>
      onlyApps(call, () => list(call.organisation.tokenRequests.map((entry) => shape.grant(call.organisation, entry)))),
  ),
  route("orgs.list-credential-authorizations", "/orgs/{org}/credential-authorizations", ADMINISTRATION, (call) =>
    administered(call, () => list(call.organisation.authorizations)),
  ),
  route("actions.list-org-secrets", "/orgs/{org}/actions/secrets", "organization_secrets=read", (call) =>
    administered(call, () => list(call.organisation.actionsSecrets, "secrets")),
  ),
  route(
    "dependabot.list-org-secrets",
    "/orgs/{org}/dependabot/secrets",
    "organization_dependabot_secrets=read",
    (call) => administered(call, () => list(call.organisation.dependabotSecrets, "secrets")),
  ),
];
