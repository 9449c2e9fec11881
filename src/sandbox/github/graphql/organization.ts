import { ago } from "../builders.ts";
import { blob, type GraphqlCall, type GraphqlResult, slice } from "./call.ts";

export function organizationFacts({ organisation, caller }: GraphqlCall): GraphqlResult {
  const { saml, verifiedDomains, sharedSecurityPolicy } = organisation;
  const owner = caller === "owner";
  return {
    data: {
      organization: {
        login: organisation.login,
        viewerCanAdminister: owner,
        requiresTwoFactorAuthentication:
          caller === "member" ? null : (organisation.settings["two_factor_requirement_enabled"] ?? null),
        ipAllowListEnabledSetting: caller !== "member" && organisation.ipAllowList ? "ENABLED" : "DISABLED",
        notificationDeliveryRestrictionEnabledSetting:
          caller !== "member" && organisation.notificationRestriction ? "ENABLED" : "DISABLED",
        samlIdentityProvider: saml === null || caller === "member" ? null : saml,
        domains: owner
          ? {
              totalCount: verifiedDomains.length,
              nodes: verifiedDomains.slice(0, 100).map((domain) => ({ domain: `https://${domain}` })),
            }
          : null,
        repositories: { totalCount: organisation.repositories.count },
        membersWithRole: { totalCount: organisation.members.length },
        teams: { totalCount: organisation.teams.length },
        repository:
          sharedSecurityPolicy === null
            ? null
            : {
                visibility: "PUBLIC",
                root: blob(sharedSecurityPolicy === "root"),
                dotGithub: blob(sharedSecurityPolicy === "dotGithub"),
                docs: blob(sharedSecurityPolicy === "docs"),
              },
      },
    },
  };
}

export function members({ organisation, caller, variables }: GraphqlCall): GraphqlResult {
  const page = slice(organisation.members, 100, variables["cursor"]);
  return {
    data: {
      organization: {
        membersWithRole: {
          totalCount: organisation.members.length,
          pageInfo: page.info,
          edges: page.items.map((one) => ({
            role: one.role,
            hasTwoFactorEnabled: caller === "owner" ? one.twoFactor : null,
            node: {
              login: one.login,
              databaseId: one.id,
              name: one.name === "" ? null : one.name,
              email: "",
              createdAt: ago(organisation.asOf, 800),
              organizationVerifiedDomainEmails:
                caller !== "member" && organisation.verifiedDomains.some((domain) => one.email.endsWith(`@${domain}`))
                  ? [one.email]
                  : [],
            },
          })),
        },
      },
    },
  };
}

export function identities({ organisation, variables }: GraphqlCall): GraphqlResult {
  const linked = organisation.members.filter((one) => one.linked === true);
  const page = slice(linked, 100, variables["cursor"]);
  return {
    data: {
      organization: {
        samlIdentityProvider: {
          externalIdentities: {
            totalCount: linked.length,
            pageInfo: page.info,
            nodes: page.items.map((one) => ({
              user: { login: one.login },
              samlIdentity: { nameId: one.email },
              scimIdentity: { username: one.email },
            })),
          },
        },
      },
    },
  };
}

export function teams({ organisation, variables }: GraphqlCall): GraphqlResult {
  const page = slice(organisation.teams, 50, variables["cursor"]);
  return {
    data: {
      organization: {
        teams: {
          totalCount: organisation.teams.length,
          pageInfo: page.info,
          nodes: page.items.map((team) => ({
            databaseId: team.id,
            slug: team.slug,
            name: team.slug,
            description: team.description,
            privacy: team.privacy,
            parentTeam: null,
            members: {
              totalCount: team.members.length,
              edges: team.members.slice(0, 100).map(({ role, login }) => ({ role, node: { login } })),
            },
            repositories: {
              totalCount: team.repositories.length,
              edges: team.repositories.slice(0, 100).map(({ permission, name }) => ({
                permission,
                node: { nameWithOwner: `${organisation.login}/${name}` },
              })),
            },
          })),
        },
      },
    },
  };
}
