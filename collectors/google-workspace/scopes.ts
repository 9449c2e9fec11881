import type { GoogleWorkspaceConfig } from "./config.ts";

const BASE = "https://www.googleapis.com/auth/";

function scope(name: string): string {
  return `${BASE}${name}`;
}

/** OAuth scopes that the operations rest on. All but `userSecurity` are read-only by their very name. */
export const SCOPES = {
  customer: scope("admin.directory.customer.readonly"),
  domain: scope("admin.directory.domain.readonly"),
  orgUnit: scope("admin.directory.orgunit.readonly"),
  user: scope("admin.directory.user.readonly"),
  role: scope("admin.directory.rolemanagement.readonly"),
  group: scope("admin.directory.group.readonly"),
  mobile: scope("admin.directory.device.mobile.readonly"),
  chrome: scope("admin.directory.device.chromeos.readonly"),
  usage: scope("admin.reports.usage.readonly"),
  audit: scope("admin.reports.audit.readonly"),
  policies: scope("cloud-identity.policies.readonly"),
  inboundSso: scope("cloud-identity.inboundsso.readonly"),
  /** Google offers no read-only form for grants of users; asked for on demand only. */
  userSecurity: scope("admin.directory.user.security"),
} as const;
export type ScopeName = keyof typeof SCOPES;

/** What the configuration needs, and no more: a delegation that lacks one scope of a request refuses them all. */
export function neededScopes({ include = {} }: GoogleWorkspaceConfig): readonly string[] {
  const left: readonly ScopeName[] = [
    ...(include.groups === false ? (["group"] as const) : []),
    ...(include.mobileDevices === false ? (["mobile"] as const) : []),
    ...(include.chromeDevices === false ? (["chrome"] as const) : []),
    ...(include.activities === false ? (["audit"] as const) : []),
    ...(include.tokens === true ? [] : (["userSecurity"] as const)),
  ];
  return (Object.keys(SCOPES) as ScopeName[]).filter((name) => !left.includes(name)).map((name) => SCOPES[name]);
}
