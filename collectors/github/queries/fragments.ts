export const PULL_REQUEST = /* GraphQL */ `
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

export const COMMIT = /* GraphQL */ `
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

export const RULE = /* GraphQL */ `
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
