import { defineKind } from "#sdk";
import * as z from "zod";
import { text } from "./shapes.ts";

export const SsoProfile = z.looseObject({
  name: text,
  displayName: text.optional(),
  idpConfig: z.looseObject({ entityId: text.optional(), singleSignOnServiceUri: text.optional() }).optional(),
});
export type SsoProfile = z.infer<typeof SsoProfile>;
export const ssoProfileKind = defineKind({
  id: "google-workspace.sso-profile",
  version: 1,
  title: "SAML profile of a third-party identity provider",
  schema: SsoProfile,
  key: (record) => record.name,
  sensitivity: "internal",
  personalData: false,
  population: "All inbound SAML profiles by inboundSamlSsoProfiles.list.",
});

export const SsoAssignment = z.looseObject({
  name: text,
  /** SSO_OFF, SAML_SSO, OIDC_SSO, DOMAIN_WIDE_SAML_IF_ENABLED. */
  ssoMode: text.optional(),
  targetOrgUnit: text.optional(),
  targetGroup: text.optional(),
  rank: z.number().optional(),
  samlSsoInfo: z.looseObject({ inboundSamlSsoProfile: text.optional() }).optional(),
  signInBehavior: z.looseObject({ redirectCondition: text.optional() }).optional(),
});
export type SsoAssignment = z.infer<typeof SsoAssignment>;
export const ssoAssignmentKind = defineKind({
  id: "google-workspace.sso-assignment",
  version: 1,
  title: "Assignment of single sign-on to an org unit or group",
  schema: SsoAssignment,
  key: (record) => record.name,
  sensitivity: "internal",
  personalData: false,
  population: "All inbound SSO assignments by inboundSsoAssignments.list.",
});
