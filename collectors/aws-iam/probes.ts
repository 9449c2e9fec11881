import { ListAnalyzersCommand } from "@aws-sdk/client-accessanalyzer";
import { GetAlternateContactCommand, ListRegionsCommand } from "@aws-sdk/client-account";
import {
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetOutboundWebIdentityFederationInfoCommand,
  ListAccountAliasesCommand,
  ListOpenIDConnectProvidersCommand,
  ListOrganizationsFeaturesCommand,
  ListSAMLProvidersCommand,
  ListServerCertificatesCommand,
  ListServiceSpecificCredentialsCommand,
  ListVirtualMFADevicesCommand,
} from "@aws-sdk/client-iam";
import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListDelegatedAdministratorsCommand,
  ListPoliciesCommand,
  ListRootsCommand,
} from "@aws-sdk/client-organizations";
import { ListInstancesCommand } from "@aws-sdk/client-sso-admin";
import { accessAnalyzerClient, identityCenterClient } from "../_aws/clients.ts";
import { homeRegion } from "../_aws/partitions.ts";
import type { AccountSession } from "./session.ts";
import { identityCenterRegion } from "./steps/identity-center.ts";

/** The cheapest call of each operation that can be tried without naming an entity. */
export type Probe = (session: AccountSession) => Promise<unknown>;

export const PROBES: Readonly<Record<string, Probe>> = {
  "iam:GetAccountSummary": ({ iam, signal }) => iam.send(new GetAccountSummaryCommand({}), { abortSignal: signal }),
  "iam:ListAccountAliases": ({ iam, signal }) =>
    iam.send(new ListAccountAliasesCommand({ MaxItems: 1 }), { abortSignal: signal }),
  "iam:GetAccountPasswordPolicy": ({ iam, signal }) =>
    iam.send(new GetAccountPasswordPolicyCommand({}), { abortSignal: signal }),
  "iam:GetAccountAuthorizationDetails": ({ iam, signal }) =>
    iam.send(new GetAccountAuthorizationDetailsCommand({ Filter: ["Group"], MaxItems: 1 }), { abortSignal: signal }),
  "iam:GetCredentialReport": ({ iam, signal }) => iam.send(new GetCredentialReportCommand({}), { abortSignal: signal }),
  "iam:ListVirtualMFADevices": ({ iam, signal }) =>
    iam.send(new ListVirtualMFADevicesCommand({ MaxItems: 1 }), { abortSignal: signal }),
  "iam:ListServiceSpecificCredentials": ({ iam, signal }) =>
    iam.send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, MaxItems: 1 }), { abortSignal: signal }),
  "iam:ListSAMLProviders": ({ iam, signal }) => iam.send(new ListSAMLProvidersCommand({}), { abortSignal: signal }),
  "iam:ListOpenIDConnectProviders": ({ iam, signal }) =>
    iam.send(new ListOpenIDConnectProvidersCommand({}), { abortSignal: signal }),
  "iam:ListServerCertificates": ({ iam, signal }) =>
    iam.send(new ListServerCertificatesCommand({ MaxItems: 1 }), { abortSignal: signal }),
  "iam:GetOutboundWebIdentityFederationInfo": ({ iam, signal }) =>
    iam.send(new GetOutboundWebIdentityFederationInfoCommand({}), { abortSignal: signal }),
  "iam:ListOrganizationsFeatures": ({ iam, signal }) =>
    iam.send(new ListOrganizationsFeaturesCommand({}), { abortSignal: signal }),
  "account:GetAlternateContact": ({ account, signal }) =>
    account.send(new GetAlternateContactCommand({ AlternateContactType: "SECURITY" }), { abortSignal: signal }),
  "account:ListRegions": ({ account, signal }) =>
    account.send(new ListRegionsCommand({ MaxResults: 1 }), { abortSignal: signal }),
  "organizations:DescribeOrganization": ({ organizations, signal }) =>
    organizations.send(new DescribeOrganizationCommand({}), { abortSignal: signal }),
  "organizations:ListRoots": ({ organizations, signal }) =>
    organizations.send(new ListRootsCommand({ MaxResults: 1 }), { abortSignal: signal }),
  "organizations:ListAccounts": ({ organizations, signal }) =>
    organizations.send(new ListAccountsCommand({ MaxResults: 1 }), { abortSignal: signal }),
  "organizations:ListPolicies": ({ organizations, signal }) =>
    organizations.send(new ListPoliciesCommand({ Filter: "SERVICE_CONTROL_POLICY", MaxResults: 1 }), {
      abortSignal: signal,
    }),
  "organizations:ListAWSServiceAccessForOrganization": ({ organizations, signal }) =>
    organizations.send(new ListAWSServiceAccessForOrganizationCommand({ MaxResults: 1 }), { abortSignal: signal }),
  "organizations:ListDelegatedAdministrators": ({ organizations, signal }) =>
    organizations.send(new ListDelegatedAdministratorsCommand({ MaxResults: 1 }), { abortSignal: signal }),
  "access-analyzer:ListAnalyzers": (session) => {
    const region = session.config.region ?? homeRegion(session.identity.partition);
    const client = accessAnalyzerClient(session.regional(region).access, region);
    return client.send(new ListAnalyzersCommand({ maxResults: 1 }), { abortSignal: session.signal });
  },
  "sso:ListInstances": (session) => {
    const region = identityCenterRegion(session);
    const client = identityCenterClient(session.regional(region).access, region);
    return client.send(new ListInstancesCommand({ MaxResults: 1 }), { abortSignal: session.signal });
  },
};

/** Errors that a permitted call may answer: the platform has read the request, and the answer is a fact. */
export const FACTS: ReadonlySet<string> = new Set([
  "NoSuchEntityException",
  "ResourceNotFoundException",
  "FeatureDisabledException",
  "AWSOrganizationsNotInUseException",
  "OrganizationNotFoundException",
  "ServiceAccessNotEnabledException",
  "PolicyTypeNotEnabledException",
  "CredentialReportNotPresentException",
  "CredentialReportExpiredException",
  "CredentialReportNotReadyException",
]);
