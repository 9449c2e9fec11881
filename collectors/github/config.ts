import { durationMs } from "#core";
import * as z from "zod";

const Login = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})$/, "an organization's login");
const RepositoryPattern = z
  .string()
  .regex(/^[\w.*-]{1,100}$/, "a repository's name without its organization; * stands for any characters");
const Duration = z.string().refine((text) => durationMs(text) !== undefined, "write a duration as PT1H");

const AppAuth = z.strictObject({
  type: z.literal("app"),
  appId: z.union([z.int().positive(), z.string().min(1)]).describe("App id or client id"),
  installationId: z
    .int()
    .positive()
    .optional()
    .describe("installation of the App; without it, looked up for each organization"),
  privateKey: z.string().min(1).describe("private key of the App (PEM); keep it as a secret reference"),
});
const TokenAuth = z.strictObject({
  type: z.literal("token"),
  token: z.string().min(1).describe("fine-grained or classic token; keep it as a secret reference"),
});

const Exclusion = z.strictObject({
  name: RepositoryPattern,
  owner: z.string().min(1).describe("who answers for leaving the repository out"),
  reason: z.string().min(1),
});

/** What a `github` connection may say. Unknown keys are errors. */
export const GithubConfig = z
  .strictObject({
    organizations: z.array(Login).min(1).describe("logins of the organizations"),
    auth: z
      .discriminatedUnion("type", [TokenAuth, AppAuth])
      .optional()
      .describe("without it, the token in GITHUB_TOKEN"),
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe(
        "API of GitHub Enterprise Server (https://HOST/api/v3) or of a sandbox; default https://api.github.com",
      ),
    periodDays: z
      .int()
      .min(1)
      .max(400)
      .optional()
      .describe("merged pull requests, commits and audit events of this many days; default 90"),
    include: z.array(RepositoryPattern).min(1).optional().describe("only these repositories"),
    exclude: z
      .array(Exclusion)
      .optional()
      .describe("repositories left out, with owner and reason; recorded in the evidence"),
    maxChangesPerRepository: z
      .int()
      .min(20)
      .max(100_000)
      .optional()
      .describe("pull requests, and commits, read of one repository at most; default 1000. What is beyond is a gap"),
    maxAuditEvents: z.int().min(100).max(1_000_000).optional().describe("audit log events read at most; default 5000"),
    waitForReset: Duration.optional().describe(
      "how long the run may pause for a rate limit to end, before the rest becomes gaps; default PT0S",
    ),
  })
  .refine(
    ({ organizations }) => new Set(organizations.map((login) => login.toLowerCase())).size === organizations.length,
    "an organization is named twice",
  );
export type GithubConfig = z.infer<typeof GithubConfig>;

export const DEFAULT_PERIOD_DAYS = 90;
export const DEFAULT_MAX_CHANGES = 1000;
export const DEFAULT_MAX_AUDIT_EVENTS = 5000;
export const PUBLIC_API = "https://api.github.com";

/** `a*c` holds "abc": names of repositories are compared without case, as GitHub does. */
export function nameMatches(pattern: string, name: string): boolean {
  const source = pattern
    .toLowerCase()
    .split("*")
    .map((part) => part.replace(/[.]/g, "\\."))
    .join(".*");
  return new RegExp(`^${source}$`).test(name.toLowerCase());
}

/** Base of REST and base of GraphQL: Enterprise Server keeps them apart (`/api/v3` and `/api/graphql`). */
export function basesOf(config: Pick<GithubConfig, "baseUrl">): { readonly rest: string; readonly graphql: string } {
  const rest = (config.baseUrl ?? PUBLIC_API).replace(/\/+$/, "");
  return { rest, graphql: rest.replace(/\/api\/v3$/, "/api") };
}
