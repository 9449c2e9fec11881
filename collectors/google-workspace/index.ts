import { defineCollector } from "#sdk";
import { collect } from "./collector.ts";
import { GoogleWorkspaceConfig } from "./config.ts";
import { googleWorkspaceKinds } from "./evidence.ts";
import { googleWorkspaceOperations } from "./operations.ts";
import { preflight } from "./preflight.ts";
import { resolverUrl } from "./session.ts";

/** Google Workspace: directory, reports, settings by the Policy API, and the mail records of its domains. */
export const googleWorkspace = defineCollector<GoogleWorkspaceConfig>({
  id: "google-workspace",
  title: "Google Workspace and Cloud Identity",
  platform: "google-workspace",
  version: "1.0.0",
  config: GoogleWorkspaceConfig,
  kinds: googleWorkspaceKinds,
  operations: googleWorkspaceOperations,
  hosts: [
    "oauth2.googleapis.com",
    "admin.googleapis.com",
    "cloudidentity.googleapis.com",
    "dns.google",
    "cloudflare-dns.com",
  ],
  endpoints: (config) => [
    ...(config.endpoint === undefined ? [] : [config.endpoint]),
    ...(config.dns?.resolver === undefined || ["google", "cloudflare"].includes(config.dns.resolver)
      ? []
      : [new URL(resolverUrl(config)).origin]),
  ],
  preflight,
  collect: (ctx) => collect(ctx),
});
