import type { Population } from "../organisation/model.ts";

/** Settings as GitHub's REST API names them. */
export type Settings = Readonly<Record<string, unknown>>;

export interface Person {
  readonly login: string;
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly role: "ADMIN" | "MEMBER";
  readonly twoFactor: boolean;
  readonly insecureTwoFactor?: boolean;
  /** Has an identity in the organization's identity provider. */
  readonly linked?: boolean;
  readonly type?: "User" | "Bot";
}

export interface Team {
  readonly slug: string;
  readonly id: number;
  readonly description: string;
  readonly privacy: "VISIBLE" | "SECRET";
  readonly members: readonly { readonly login: string; readonly role: "MAINTAINER" | "MEMBER" }[];
  readonly repositories: readonly {
    readonly name: string;
    readonly permission: "READ" | "TRIAGE" | "WRITE" | "MAINTAIN" | "ADMIN";
  }[];
}

export interface Rule {
  readonly type: string;
  readonly parameters?: Settings;
}

export interface Ruleset {
  readonly id: number;
  readonly name: string;
  readonly level: "Repository" | "Organization" | "Enterprise";
  readonly target: "BRANCH" | "TAG" | "PUSH";
  readonly enforcement: "ACTIVE" | "EVALUATE" | "DISABLED";
  readonly include: readonly string[];
  readonly rules: readonly Rule[];
  readonly bypass: readonly Settings[];
}

/** Classic protection in GraphQL's words. */
export type ClassicRule = Settings;

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly author: string | null;
  readonly authorType?: "User" | "Bot";
  readonly mergedBy: string | null;
  readonly approvers: readonly string[];
  readonly daysAgo: number;
  readonly base?: string;
  readonly checks: "SUCCESS" | "FAILURE" | null;
}

export interface Commit {
  readonly author: string | null;
  readonly daysAgo: number;
  /** Number of the merged pull request that brought it. */
  readonly pull: number | null;
  /** Further open pull requests that hold the commit too; GitHub names them before the merged one. */
  readonly alsoIn?: number;
  readonly signature: "VALID" | "UNSIGNED" | "NONE" | "GPGVERIFY_UNAVAILABLE";
}

export interface Repository {
  readonly name: string;
  readonly id: number;
  readonly description: string;
  readonly visibility: "public" | "private" | "internal";
  readonly archived: boolean;
  readonly fork: boolean;
  readonly empty: boolean;
  readonly defaultBranch: string;
  readonly topics: readonly string[];
  readonly createdDaysAgo: number;
  readonly pushedDaysAgo: number;
  readonly license: string | null;
  readonly properties: Settings;
  readonly securityPolicy: "root" | "dotGithub" | "docs" | null;
  readonly codeowners: "root" | "dotGithub" | "docs" | null;
  readonly codeownersErrors: number;
  readonly protection: ClassicRule | null;
  /** The repository's own; those of the organization come on top. */
  readonly rulesets: readonly Ruleset[];
  readonly settings: Settings;
  /** Feature name to `enabled` or `disabled`; null = GitHub leaves the block out. */
  readonly security: Settings | null;
  readonly dependabotAlerts: boolean;
  readonly defaultSetup: Settings;
  readonly privateReporting: boolean;
  readonly configuration: number | null;
  readonly actions: Settings;
  readonly workflow: Settings;
  readonly hooks: readonly Settings[];
  readonly keys: readonly Settings[];
  readonly environments: readonly Settings[];
  readonly outside: readonly { readonly login: string; readonly permission: string }[];
  /** Members who were given the repository by name, not through a team. */
  readonly direct: readonly { readonly login: string; readonly permission: string }[];
  readonly pulls: readonly PullRequest[];
  readonly commits: readonly Commit[];
}

export interface GithubOrganisation {
  readonly login: string;
  readonly id: number;
  readonly name: string;
  readonly asOf: Date;
  /** Members of the REST answer beside addresses and counts. */
  readonly settings: Settings;
  readonly plan: string;
  readonly verifiedDomains: readonly string[];
  readonly ipAllowList: boolean;
  readonly notificationRestriction: boolean;
  readonly saml: Settings | null;
  readonly immutableReleases: "all" | "none" | "selected";
  /** Where the public `.github` repository has SECURITY.md; null = there is no such repository. */
  readonly sharedSecurityPolicy: "root" | "dotGithub" | "docs" | null;
  readonly members: readonly Person[];
  readonly outside: readonly Person[];
  readonly pending: readonly Settings[];
  readonly failed: readonly Settings[];
  readonly teams: readonly Team[];
  readonly roles: readonly (Settings & { readonly users: readonly string[]; readonly teams: readonly string[] })[];
  readonly installations: readonly Settings[];
  readonly tokens: readonly Settings[];
  readonly tokenRequests: readonly Settings[];
  readonly authorizations: readonly Settings[];
  readonly actionsSecrets: readonly Settings[];
  readonly dependabotSecrets: readonly Settings[];
  readonly actions: Settings;
  readonly selectedActions: Settings;
  readonly workflow: Settings;
  readonly forkApproval: string;
  readonly forkPrivate: Settings;
  readonly selfHosted: string;
  readonly retentionDays: number;
  readonly runners: readonly Settings[];
  readonly hooks: readonly Settings[];
  readonly configurations: readonly (Settings & { readonly id: number; readonly defaultFor: string })[];
  readonly dependabotAlerts: readonly Settings[];
  readonly secretAlerts: readonly Settings[];
  readonly codeAlerts: readonly Settings[];
  readonly auditEvents: readonly Settings[];
  readonly rulesets: readonly Ruleset[];
  readonly repositories: Population<Repository>;
}

export interface GithubSize {
  readonly repositories?: number;
  readonly members?: number;
  readonly teams?: number;
  /** Dependabot alerts, spread over the generated repositories. */
  readonly alerts?: number;
  /** Merged pull requests of the busiest generated repository in the last 60 days; most have few. Default 5. */
  readonly changes?: number;
}

export interface GithubPresetOptions {
  readonly asOf: Date;
  readonly size?: GithubSize;
  readonly seed?: number;
}
