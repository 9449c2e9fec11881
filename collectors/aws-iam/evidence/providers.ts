import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText } from "./shapes.ts";

export const SamlProvider = z.looseObject({
  Arn: z.string(),
  ValidUntil: instantText.optional(),
  CreateDate: instantText.optional(),
  AssertionEncryptionMode: z.string().optional(),
});
export type SamlProvider = z.infer<typeof SamlProvider>;
export const samlProviderKind = defineKind({
  id: "aws-iam.saml-provider",
  version: 1,
  title: "SAML identity provider",
  schema: SamlProvider,
  key: (record) => record.Arn,
  sensitivity: "internal",
  personalData: false,
  population:
    "All SAML providers by ListSAMLProviders; with OIDC providers the count is GetAccountSummary (Providers).",
});

export const OidcProvider = z.looseObject({
  Arn: z.string(),
  Url: z.string(),
  ClientIDList: z.array(z.string()),
  ThumbprintList: z.array(z.string()).optional(),
  CreateDate: instantText.optional(),
});
export type OidcProvider = z.infer<typeof OidcProvider>;
export const oidcProviderKind = defineKind({
  id: "aws-iam.oidc-provider",
  version: 1,
  title: "OpenID Connect identity provider",
  schema: OidcProvider,
  key: (record) => record.Arn,
  sensitivity: "internal",
  personalData: false,
  population:
    "All OIDC providers by ListOpenIDConnectProviders and GetOpenIDConnectProvider; with SAML providers the count is GetAccountSummary (Providers).",
});
