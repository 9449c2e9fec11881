import type { cloudidentity_v1 as identity } from "@googleapis/cloudidentity";
import { cloud, type GoogleService, list, pagedArray } from "./service.ts";

/** An empty list is `{}` here. */
function withoutKind<T extends { readonly kind: string }>({ kind: _kind, ...rest }: T): Omit<T, "kind"> {
  return rest;
}

export const IDENTITY: readonly GoogleService[] = [
  cloud(
    "cloudidentity:policies.list",
    "cloud-identity.policies.readonly",
    "/v1/policies",
    (call) =>
      withoutKind(
        list(
          "",
          "policies",
          pagedArray(call, { parameter: "pageSize", standard: 50, most: 100, cut: true }, call.tenant.policies),
        ),
      ) satisfies identity.Schema$ListPoliciesResponse,
  ),
  cloud(
    "cloudidentity:inboundSamlSsoProfiles.list",
    "cloud-identity.inboundsso.readonly",
    "/v1/inboundSamlSsoProfiles",
    (call) =>
      withoutKind(
        list(
          "",
          "inboundSamlSsoProfiles",
          pagedArray(call, { parameter: "pageSize", standard: 10, most: 100, cut: true }, call.tenant.ssoProfiles),
        ),
      ) satisfies identity.Schema$ListInboundSamlSsoProfilesResponse,
  ),
  cloud(
    "cloudidentity:inboundSsoAssignments.list",
    "cloud-identity.inboundsso.readonly",
    "/v1/inboundSsoAssignments",
    (call) =>
      withoutKind(
        list(
          "",
          "inboundSsoAssignments",
          pagedArray(call, { parameter: "pageSize", standard: 10, most: 100, cut: true }, call.tenant.ssoAssignments),
        ),
      ) satisfies identity.Schema$ListInboundSsoAssignmentsResponse,
  ),
];
