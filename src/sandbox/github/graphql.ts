import type { GraphqlCall, GraphqlResult } from "./graphql/call.ts";
import { furtherCommits, furtherPulls } from "./graphql/changes.ts";
import { identities, members, organizationFacts, teams } from "./graphql/organization.ts";
import { batch } from "./graphql/repositories.ts";

export type { GraphqlCall, GraphqlResult } from "./graphql/call.ts";

/**
 * The collector's queries by name, answered with exactly the fields that they select: a test walks every answer along its
 * query and GitHub's schema. No general GraphQL server, so that the product needs no engine for it.
 */
export const QUERIES: Readonly<Record<string, (call: GraphqlCall) => GraphqlResult>> = {
  OrganizationFacts: organizationFacts,
  OrganizationMembers: members,
  ExternalIdentities: identities,
  OrganizationTeams: teams,
  RepositoryBatch: batch,
  RepositoryPullRequests: furtherPulls,
  RepositoryCommits: furtherCommits,
};
