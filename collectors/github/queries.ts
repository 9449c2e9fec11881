/*
 * GraphQL documents, one operation each: the gateway counts a call under the name of its query. Validated by a test
 * against the published schema (@octokit/graphql-schema).
 */

/** What only GraphQL states of an organization, and the counts that lists are tied out to. 1 point. */
export const ORGANIZATION_FACTS = /* GraphQL */ `
  query OrganizationFacts($org: String!) {
    organization(login: $org) {
      login
      viewerCanAdminister
      requiresTwoFactorAuthentication
      ipAllowListEnabledSetting
      notificationDeliveryRestrictionEnabledSetting
      samlIdentityProvider {
        issuer
        ssoUrl
        digestMethod
        signatureMethod
      }
      domains(first: 100, isVerified: true) {
        totalCount
        nodes {
          domain
        }
      }
      repositories {
        totalCount
      }
      membersWithRole {
        totalCount
      }
      teams {
        totalCount
      }
      repository(name: ".github") {
        visibility
        root: object(expression: "HEAD:SECURITY.md") {
          __typename
        }
        dotGithub: object(expression: "HEAD:.github/SECURITY.md") {
          __typename
        }
        docs: object(expression: "HEAD:docs/SECURITY.md") {
          __typename
        }
      }
    }
  }
`;

/** Members with role. hasTwoFactorEnabled is null to all but owners. 1 point a page of 100. */
export const ORGANIZATION_MEMBERS = /* GraphQL */ `
  query OrganizationMembers($org: String!, $cursor: String) {
    organization(login: $org) {
      membersWithRole(first: 100, after: $cursor) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          role
          hasTwoFactorEnabled
          node {
            login
            databaseId
            name
            email
            createdAt
            organizationVerifiedDomainEmails(login: $org)
          }
        }
      }
    }
  }
`;

/** Who a member is in the identity provider. 1 point a page of 100. */
export const EXTERNAL_IDENTITIES = /* GraphQL */ `
  query ExternalIdentities($org: String!, $cursor: String) {
    organization(login: $org) {
      samlIdentityProvider {
        externalIdentities(first: 100, after: $cursor, membersOnly: true) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          nodes {
            user {
              login
            }
            samlIdentity {
              nameId
            }
            scimIdentity {
              username
            }
          }
        }
      }
    }
  }
`;

/** Teams with members and repositories. About 1 point a page of 50. */
export const ORGANIZATION_TEAMS = /* GraphQL */ `
  query OrganizationTeams($org: String!, $cursor: String) {
    organization(login: $org) {
      teams(first: 50, after: $cursor, orderBy: { field: NAME, direction: ASC }) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          databaseId
          slug
          name
          description
          privacy
          parentTeam {
            slug
          }
          members(first: 100, membership: IMMEDIATE) {
            totalCount
            edges {
              role
              node {
                login
              }
            }
          }
          repositories(first: 100) {
            totalCount
            edges {
              permission
              node {
                nameWithOwner
              }
            }
          }
        }
      }
    }
  }
`;

const PULL_REQUEST = /* GraphQL */ `
  fragment PullRequestFacts on PullRequest {
    number
    title
    createdAt
    updatedAt
    mergedAt
    baseRefName
    headRefOid
    reviewDecision
    author {
      __typename
      login
    }
    mergedBy {
      login
    }
    mergeCommit {
      oid
    }
    statusCheckRollup {
      state
    }
    latestOpinionatedReviews(first: 20) {
      totalCount
      nodes {
        state
        submittedAt
        author {
          login
        }
      }
    }
  }
`;

const COMMIT = /* GraphQL */ `
  fragment CommitFacts on Commit {
    oid
    committedDate
    authoredDate
    author {
      user {
        login
      }
    }
    committer {
      user {
        login
      }
    }
    signature {
      isValid
      state
      wasSignedByGitHub
    }
    associatedPullRequests(first: 3) {
      totalCount
      nodes {
        number
        mergedAt
        baseRefName
        repository {
          nameWithOwner
        }
      }
    }
  }
`;

const RULE = /* GraphQL */ `
  fragment RuleFacts on RepositoryRule {
    type
    parameters {
      __typename
      ... on PullRequestParameters {
        requiredApprovingReviewCount
        dismissStaleReviewsOnPush
        requireCodeOwnerReview
        requireLastPushApproval
        requiredReviewThreadResolution
      }
      ... on RequiredStatusChecksParameters {
        strictRequiredStatusChecksPolicy
        requiredStatusChecks {
          context
          integrationId
        }
      }
      ... on CodeScanningParameters {
        codeScanningTools {
          tool
          alertsThreshold
          securityAlertsThreshold
        }
      }
      ... on RequiredDeploymentsParameters {
        requiredDeploymentEnvironments
      }
    }
  }
`;

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
