import { COMMIT, PULL_REQUEST, RULE } from "./fragments.ts";

/**
 * Everything of up to 25 repositories that GraphQL can state, by node id: one that fails leaves the others whole.
 * About 20 points and 40 000 nodes for 25 (github.md §2); the 10 s server time-out bounds the number, not the points.
 */
export const REPOSITORY_BATCH = /* GraphQL */ `
  query RepositoryBatch($ids: [ID!]!, $since: GitTimestamp!) {
    nodes(ids: $ids) {
      ... on Repository {
        id
        databaseId
        nameWithOwner
        viewerCanAdminister
        isEmpty
        isSecurityPolicyEnabled
        hasVulnerabilityAlertsEnabled
        webCommitSignoffRequired
        forkingAllowed
        deleteBranchOnMerge
        mergeCommitAllowed
        squashMergeAllowed
        rebaseMergeAllowed
        autoMergeAllowed
        securityRoot: object(expression: "HEAD:SECURITY.md") {
          __typename
        }
        securityDotGithub: object(expression: "HEAD:.github/SECURITY.md") {
          __typename
        }
        securityDocs: object(expression: "HEAD:docs/SECURITY.md") {
          __typename
        }
        ownersRoot: object(expression: "HEAD:CODEOWNERS") {
          __typename
        }
        ownersDotGithub: object(expression: "HEAD:.github/CODEOWNERS") {
          __typename
        }
        ownersDocs: object(expression: "HEAD:docs/CODEOWNERS") {
          __typename
        }
        codeowners {
          errors {
            kind
            path
            line
          }
        }
        rulesets(first: 20, includeParents: true) {
          totalCount
          nodes {
            databaseId
            name
            target
            enforcement
            source {
              __typename
              ... on Organization {
                login
              }
              ... on Repository {
                nameWithOwner
              }
            }
            conditions {
              refName {
                include
                exclude
              }
            }
            rules(first: 30) {
              totalCount
              nodes {
                ...RuleFacts
              }
            }
            bypassActors(first: 20) {
              totalCount
              nodes {
                bypassMode
                organizationAdmin
                deployKey
                repositoryRoleName
                actor {
                  __typename
                  ... on App {
                    slug
                  }
                  ... on Team {
                    slug
                  }
                }
              }
            }
          }
        }
        defaultBranchRef {
          name
          branchProtectionRule {
            pattern
            isAdminEnforced
            requiresApprovingReviews
            requiredApprovingReviewCount
            dismissesStaleReviews
            requiresCodeOwnerReviews
            requireLastPushApproval
            requiresStatusChecks
            requiresStrictStatusChecks
            requiredStatusCheckContexts
            requiresCommitSignatures
            requiresLinearHistory
            requiresConversationResolution
            requiresDeployments
            requiredDeploymentEnvironments
            allowsForcePushes
            allowsDeletions
            restrictsPushes
            lockBranch
            bypassPullRequestAllowances(first: 1) {
              totalCount
            }
          }
          rules(first: 50) {
            totalCount
            nodes {
              ...RuleFacts
              repositoryRuleset {
                databaseId
                source {
                  __typename
                  ... on Organization {
                    login
                  }
                  ... on Repository {
                    nameWithOwner
                  }
                }
              }
            }
          }
          target {
            ... on Commit {
              history(first: 30, since: $since) {
                totalCount
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
        deployKeys {
          totalCount
        }
        environments {
          totalCount
        }
        collaborators(affiliation: OUTSIDE, first: 50) {
          totalCount
          edges {
            permission
            node {
              login
            }
          }
        }
        direct: collaborators(affiliation: DIRECT, first: 50) {
          totalCount
          edges {
            permission
            node {
              login
            }
          }
        }
        pullRequests(states: MERGED, first: 20, orderBy: { field: UPDATED_AT, direction: DESC }) {
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
  ${RULE}
  ${PULL_REQUEST}
  ${COMMIT}
`;
