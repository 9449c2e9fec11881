/** Counts of an organization, as the formula of github.md §2 names them. */
export interface OrganizationCounts {
  /** Repositories, and those of them that are archived. */
  readonly repositories: number;
  readonly archived?: number;
  readonly members: number;
  readonly outsideCollaborators: number;
  readonly teams: number;
  readonly roles: number;
  readonly configurations: number;
  readonly attachedRepositories: number;
  readonly dependabotAlerts: number;
  readonly secretAlerts: number;
  readonly codeAlerts: number;
  readonly personalAccessTokens: number;
  readonly installations: number;
  readonly auditEvents: number;
  /** Calls that REST alone can answer, for each repository: 2 where the organization decides, 4 where it does not. */
  readonly restPerRepository: number;
  /** Pages of pull requests and of commits beyond those that come with their repository. */
  readonly furtherChangePages?: number;
}

/**
 * The fewest calls that an organization's evidence takes. The collector stays within 1.3 times this; a test counts.
 * Source: platforms/github.md §2.
 */
export function minimalCalls(c: OrganizationCounts): number {
  const organization = 1 + 1 + 1; // the organization, its GraphQL facts, immutable releases
  const people = pagesOf(c.members, 100) + pagesOf(c.outsideCollaborators, 100) + 2 + pagesOf(c.teams, 50);
  const roles = 1 + 2 * c.roles;
  const credentials = 1 + pagesOf(c.installations, 100) + pagesOf(c.personalAccessTokens, 100) + 1 + 2;
  const policy = 7 + 1 + 1; // Actions settings, runners, webhooks
  const codeSecurity = 2 + c.configurations * pagesOf(c.attachedRepositories, 100);
  const alerts = pagesOf(c.dependabotAlerts, 100) + pagesOf(c.secretAlerts, 100) + pagesOf(c.codeAlerts, 100);
  const audit = pagesOf(c.auditEvents, 100);
  const active = c.repositories - (c.archived ?? 0);
  const repositories = pagesOf(c.repositories, 100) + Math.ceil(c.repositories / 25) + c.restPerRepository * active;
  const changes = c.furtherChangePages ?? 0;
  return organization + people + roles + credentials + policy + codeSecurity + alerts + audit + repositories + changes;
}

/** A list takes a call even when it is empty. */
function pagesOf(items: number, page: number): number {
  return Math.max(1, Math.ceil(items / page));
}
