import { defineKind } from "#sdk";
import * as z from "zod";

/** SummaryMap of GetAccountSummary, plus the alias. Numbers as AWS sends them; a key that AWS left out is absent. */
export const AccountSummary = z.looseObject({
  AccountId: z.string(),
  AccountAliases: z.array(z.string()).optional(),
  SummaryMap: z.record(z.string(), z.number()),
});
export type AccountSummary = z.infer<typeof AccountSummary>;
export const accountSummaryKind = defineKind({
  id: "aws-iam.account-summary",
  version: 1,
  title: "IAM account summary",
  schema: AccountSummary,
  key: (record) => record.AccountId,
  sensitivity: "internal",
  personalData: false,
  population: "The account itself: counts and root user state by GetAccountSummary, alias by ListAccountAliases.",
  singleton: true,
});

/** `Configured: false` = NoSuchEntity: the AWS default policy is in force (a fact, not a gap). */
export const PasswordPolicy = z.looseObject({
  AccountId: z.string(),
  Configured: z.boolean(),
  MinimumPasswordLength: z.number().optional(),
  RequireSymbols: z.boolean().optional(),
  RequireNumbers: z.boolean().optional(),
  RequireUppercaseCharacters: z.boolean().optional(),
  RequireLowercaseCharacters: z.boolean().optional(),
  AllowUsersToChangePassword: z.boolean().optional(),
  ExpirePasswords: z.boolean().optional(),
  MaxPasswordAge: z.number().optional(),
  PasswordReusePrevention: z.number().optional(),
  HardExpiry: z.boolean().optional(),
});
export type PasswordPolicy = z.infer<typeof PasswordPolicy>;
export const passwordPolicyKind = defineKind({
  id: "aws-iam.password-policy",
  version: 1,
  title: "IAM account password policy",
  schema: PasswordPolicy,
  key: (record) => record.AccountId,
  sensitivity: "internal",
  personalData: false,
  population: "The account's password policy by GetAccountPasswordPolicy; NoSuchEntity means the AWS default policy.",
  singleton: true,
});

/** `Enabled: false` = FeatureDisabled: a fact. */
export const OutboundFederation = z.looseObject({
  AccountId: z.string(),
  Enabled: z.boolean(),
  IssuerIdentifier: z.string().optional(),
});
export type OutboundFederation = z.infer<typeof OutboundFederation>;
export const outboundFederationKind = defineKind({
  id: "aws-iam.outbound-federation",
  version: 1,
  title: "Outbound web identity federation",
  schema: OutboundFederation,
  key: (record) => record.AccountId,
  sensitivity: "internal",
  personalData: false,
  population: "The account's setting by GetOutboundWebIdentityFederationInfo.",
  singleton: true,
});

/** `Registered: false` = ResourceNotFound: no security contact, a fact. Name, e-mail and telephone are masked before sealing. */
export const SecurityContact = z.looseObject({
  AccountId: z.string(),
  Registered: z.boolean(),
  Title: z.string().optional(),
});
export type SecurityContact = z.infer<typeof SecurityContact>;
export const securityContactKind = defineKind({
  id: "aws-account.security-contact",
  version: 1,
  title: "Alternate contact for security",
  schema: SecurityContact,
  key: (record) => record.AccountId,
  sensitivity: "internal",
  personalData: true,
  redact: [
    { path: "Name", rule: "mask", why: "that a contact exists is the evidence, not who it is" },
    { path: "EmailAddress", rule: "mask", why: "personal data that no check needs" },
    { path: "PhoneNumber", rule: "mask", why: "personal data that no check needs" },
  ],
  population: "The account's SECURITY alternate contact by account:GetAlternateContact.",
  singleton: true,
});
