import { defineCollector } from "#sdk";
import { GoogleWorkspaceConfig } from "./config.ts";
import { resolverUrl } from "./dns.ts";
import { googleWorkspaceKinds } from "./evidence.ts";
import { googleWorkspaceOperations } from "./operations.ts";

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
  // Loaded when asked for: the vendor's SDK costs every command its start.
  preflight: async (ctx, options) => (await import("./preflight.ts")).preflight(ctx, options),
  async *collect(ctx) {
    const { collect } = await import("./collector.ts");
    yield* collect(ctx);
  },
});
