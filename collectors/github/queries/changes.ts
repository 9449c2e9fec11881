import { COMMIT, PULL_REQUEST } from "./fragments.ts";

/** Further merged pull requests of one repository, newest change first. */
export const REPOSITORY_PULL_REQUESTS = /* GraphQL */ `
  query RepositoryPullRequests($id: ID!, $cursor: String) {
    node(id: $id) {
      ... on Repository {
        pullRequests(states: MERGED, first: 100, after: $cursor, orderBy: { field: UPDATED_AT, direction: DESC }) {
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            ...PullRequestFacts
          }
        }
      }
    }
  }
  ${PULL_REQUEST}
`;

/** Further commits of one default branch within the period. */
export const REPOSITORY_COMMITS = /* GraphQL */ `
  query RepositoryCommits($id: ID!, $since: GitTimestamp!, $cursor: String) {
    node(id: $id) {
      ... on Repository {
        defaultBranchRef {
          target {
            ... on Commit {
              history(first: 100, since: $since, after: $cursor) {
                pageInfo {
                  hasNextPage
                  endCursor
                }
                nodes {
                  ...CommitFacts
                }
              }
            }
          }
        }
      }
    }
  }
  ${COMMIT}
`;
