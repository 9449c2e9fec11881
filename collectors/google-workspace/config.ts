import * as z from "zod";

const DomainName = z
  .string()
  .regex(
    /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/i,
    "write a domain as example.com",
  );
const Selector = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/i, "a DKIM selector, as in SELECTOR._domainkey.example.com");
const Days = z.int().min(1).max(180);

const Include = z.strictObject({
  groups: z.boolean().optional().describe("groups; default true"),
  groupMembers: z.boolean().optional().describe("members of every group, a call or more each; default true"),
  mobileDevices: z.boolean().optional().describe("default true"),
  chromeDevices: z.boolean().optional().describe("default true"),
  activities: z.boolean().optional().describe("sign-in, administration and grant events; default true"),
  tokens: z
    .boolean()
    .optional()
    .describe("grants of every user, a call each; default false, because the scope it needs may also write"),
});

const Activities = z.strictObject({
  adminDays: Days.optional().describe("window of administration events; default 30"),
  loginDays: Days.optional().describe("window of sign-in events; default 7"),
  tokenDays: Days.optional().describe("window of grants to applications; default 30"),
});

const Dns = z.strictObject({
  resolver: z
    .union([z.enum(["google", "cloudflare"]), z.url({ protocol: /^https?$/ })])
    .optional()
    .describe("DNS over HTTPS: google (default), cloudflare, or the URL of a JSON resolver of your own"),
  selectors: z
    .array(Selector)
    .max(20)
    .optional()
    .describe("DKIM selectors in use, beside google, selector1, selector2"),
});

/** What a `google-workspace` connection may say. Unknown keys are errors. */
export const GoogleWorkspaceConfig = z.strictObject({
  customer: z
    .string()
    .regex(/^C[0-9a-z]{5,20}$/, "a customer id as C03az79cb (Admin console: Account, Account settings)")
    .optional()
    .describe("tenant that must be reached; saves a call, and lets collection go on when it cannot be read"),
  subject: z.email().describe("administrator whom the service account acts as, by domain-wide delegation"),
  credentials: z
    .string()
    .min(1)
    .optional()
    .describe(
      "JSON key of the service account, by reference: ${file:service-account.json} or ${env:NAME}. Without it, the file that GOOGLE_APPLICATION_CREDENTIALS names",
    ),
  domains: z.array(DomainName).max(200).optional().describe("further domains whose mail records are read from DNS"),
  dns: Dns.optional(),
  include: Include.optional(),
  activities: Activities.optional(),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("endpoint of all Google APIs, token and DNS: for the sandbox"),
});
export type GoogleWorkspaceConfig = z.infer<typeof GoogleWorkspaceConfig>;

export const DEFAULT_ACTIVITY_DAYS = { admin: 30, login: 7, token: 30 } as const;
export const DEFAULT_SELECTORS: readonly string[] = ["google", "selector1", "selector2"];
