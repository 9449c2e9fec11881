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
