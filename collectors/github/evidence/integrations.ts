import { defineKind } from "#sdk";
import * as z from "zod";
import { count, instantText, text, yesNo } from "./shapes.ts";

export const AppInstallation = z.looseObject({
  id: z.number(),
  app_id: z.number(),
  app_slug: z.string(),
  /** `all` or `selected`. */
  repository_selection: z.string(),
  /** Permission name to `read`, `write` or `admin`. */
  permissions: z.record(z.string(), z.string()),
  events: z.array(z.string()).optional(),
  created_at: instantText.nullable().optional(),
  updated_at: instantText.nullable().optional(),
  /** Null is a fact here: the installation is not suspended. */
  suspended_at: instantText.nullable().optional(),
});
export type AppInstallation = z.infer<typeof AppInstallation>;
export const appInstallationKind = defineKind({
  id: "github.app-installation",
  version: 1,
  title: "GitHub App installed on the organization with its permissions",
  schema: AppInstallation,
  key: (record) => `${record.app_slug}:${record.id}`,
  sensitivity: "internal",
  personalData: false,
  population: "All installations by GET /orgs/{org}/installations; count by its total_count.",
});

export const Webhook = z.looseObject({
  /** Organization login or repository full name. */
  owner: z.string(),
  level: z.enum(["organization", "repository"]),
  id: z.number(),
  active: z.boolean(),
  events: z.array(z.string()),
  /** `http:` or `https:`; the path of the address may itself be a secret and is never kept. */
  url_scheme: text,
  url_host: text,
  content_type: text,
  /** True: certificates are not verified (`insecure_ssl` "1"). */
  insecure_ssl: yesNo,
  /** GitHub masks a secret that is set and leaves the member out when there is none. */
  secret_configured: yesNo,
  created_at: instantText.nullable().optional(),
  last_response_code: count,
});
export type Webhook = z.infer<typeof Webhook>;
export const webhookKind = defineKind({
  id: "github.webhook",
  version: 1,
  title: "Webhook of the organization or of a repository",
  schema: Webhook,
  key: (record) => `${record.owner}:${record.id}`,
  sensitivity: "internal",
  personalData: false,
  redact: [
    { path: "config", rule: "remove", why: "holds the address, whose path or query may be a credential" },
    { path: "url", rule: "remove", why: "may hold a credential" },
  ],
  population:
    "All webhooks by GET /orgs/{org}/hooks and /repos/{owner}/{repo}/hooks of repositories that are not archived.",
});
