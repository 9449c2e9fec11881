/*
 * GraphQL documents, one operation each: the gateway counts a call under the name of its query. Validated by a test
 * against the published schema (@octokit/graphql-schema).
 */

export * from "./queries/changes.ts";
export * from "./queries/organization.ts";
export * from "./queries/repositories.ts";
