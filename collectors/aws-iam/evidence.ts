import { analyzerFindingKind, analyzerKind } from "./evidence/access-analyzer.ts";
import {
  accountSummaryKind,
  outboundFederationKind,
  passwordPolicyKind,
  securityContactKind,
} from "./evidence/account.ts";
import {
  credentialKind,
  serverCertificateKind,
  serviceCredentialKind,
  virtualMfaKind,
} from "./evidence/credentials.ts";
import { groupKind, roleKind, userKind } from "./evidence/identities.ts";
import { assignmentKind, identityCenterInstanceKind, permissionSetKind } from "./evidence/identity-center.ts";
import {
  delegatedAdministratorKind,
  organizationAccountKind,
  organizationKind,
  organizationPolicyKind,
  organizationRootKind,
  rootManagementKind,
  trustedServiceKind,
} from "./evidence/organization.ts";
import { accessKeyKind, mfaDeviceKind, serviceLastAccessedKind, sshPublicKeyKind } from "./evidence/per-entity.ts";
import { policyKind } from "./evidence/policies.ts";
import { oidcProviderKind, samlProviderKind } from "./evidence/providers.ts";

export * from "./evidence/access-analyzer.ts";
export * from "./evidence/account.ts";
export * from "./evidence/credentials.ts";
export * from "./evidence/identities.ts";
export * from "./evidence/identity-center.ts";
export * from "./evidence/organization.ts";
export * from "./evidence/per-entity.ts";
export * from "./evidence/policies.ts";
export * from "./evidence/providers.ts";

export const awsIamKinds = [
  accountSummaryKind,
  passwordPolicyKind,
  userKind,
  groupKind,
  roleKind,
  policyKind,
  credentialKind,
  virtualMfaKind,
  serviceCredentialKind,
  samlProviderKind,
  oidcProviderKind,
  serverCertificateKind,
  outboundFederationKind,
  securityContactKind,
  organizationKind,
  organizationRootKind,
  organizationAccountKind,
  organizationPolicyKind,
  delegatedAdministratorKind,
  trustedServiceKind,
  rootManagementKind,
  analyzerKind,
  analyzerFindingKind,
  identityCenterInstanceKind,
  permissionSetKind,
  assignmentKind,
  sshPublicKeyKind,
  mfaDeviceKind,
  accessKeyKind,
  serviceLastAccessedKind,
] as const;
