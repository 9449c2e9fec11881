import { defineKind } from "#sdk";
import * as z from "zod";
import { instantText, text, unseen, yesNo } from "./shapes.ts";

export const Member = z.looseObject({
  login: z.string(),
  id: z.number(),
  /** `admin` is an owner of the organization. */
  role: z.enum(["admin", "member"]).nullable().optional(),
  /** Null to App tokens and to tokens of non-owners: not observable, never "off". */
  two_factor_enabled: yesNo,
  /** Two-factor by a method that GitHub calls insecure (SMS); only owners' tokens see it. */
  two_factor_insecure: yesNo,
  name: text,
  /** Public address of the profile; most people show none (null). */
  email: text,
  /** Addresses of this person under the organization's verified domains. Absent: not observable. */
  verified_domain_emails: z.array(z.string()).nullable().optional(),
  /** NameID of the person's SAML identity: joins a member with the directory. Absent: no SSO, or not observable. */
  saml_name_id: text,
  scim_user_name: text,
  /** True when single sign-on is seen and this member has an identity in it; null when that cannot be seen. */
  saml_linked: yesNo,
  created_at: instantText.nullable().optional(),
});
export type Member = z.infer<typeof Member>;
export const memberKind = defineKind({
  id: "github.member",
  version: 1,
  title: "Member of the organization with role, two-factor state and directory identity",
  schema: Member,
  key: (record) => record.login,
  sensitivity: "confidential",
  personalData: true,
  population: "All members by GraphQL membersWithRole; count by its totalCount. SAML identities by externalIdentities.",
});

export const OutsideCollaborator = z.looseObject({
  login: z.string(),
  id: z.number(),
  two_factor_enabled: yesNo,
  site_admin: yesNo,
  /** Repositories and permission (read, triage, write, maintain, admin) as the repositories listed them. */
  repositories: z.array(z.looseObject({ full_name: z.string(), permission: z.string() })),
  /** False when a repository's list of outside collaborators could not be seen whole. */
  repositories_complete: z.boolean(),
});
export type OutsideCollaborator = z.infer<typeof OutsideCollaborator>;
export const outsideCollaboratorKind = defineKind({
  id: "github.outside-collaborator",
  version: 1,
  title: "Outside collaborator with the repositories and permissions held",
  schema: OutsideCollaborator,
  key: (record) => record.login,
  sensitivity: "confidential",
  personalData: true,
  population: "All outside collaborators by GET /orgs/{org}/outside_collaborators; what they hold by each repository.",
});

export const Invitation = z.looseObject({
  id: z.number(),
  login: text,
  email: text,
  role: text,
  state: z.enum(["pending", "failed"]),
  created_at: instantText.nullable().optional(),
  failed_at: instantText.nullable().optional(),
  failed_reason: text,
  inviter: text,
});
export type Invitation = z.infer<typeof Invitation>;
export const invitationKind = defineKind({
  id: "github.invitation",
  version: 1,
  title: "Pending or failed invitation to the organization",
  schema: Invitation,
  key: (record) => `${record.state}:${record.id}`,
  sensitivity: "confidential",
  personalData: true,
  population: "All pending and failed invitations by GET /orgs/{org}/invitations and /failed_invitations.",
});

export const Team = z.looseObject({
  slug: z.string(),
  id: z.number(),
  name: z.string(),
  /** `visible` or `secret`. */
  privacy: text,
  description: text,
  parent: text,
  members: z.array(z.looseObject({ login: z.string(), role: z.string() })),
  members_total: z.number(),
  repositories: z.array(z.looseObject({ full_name: z.string(), permission: z.string() })),
  repositories_total: z.number(),
  /** False when one of the two lists is longer than what was read. */
  complete: z.boolean(),
});
export type Team = z.infer<typeof Team>;
export const teamKind = defineKind({
  id: "github.team",
  version: 1,
  title: "Team with members, repositories and permissions",
  schema: Team,
  key: (record) => record.slug,
  sensitivity: "internal",
  personalData: true,
  population: "All teams by GraphQL teams; count by its totalCount. Members and repositories up to 100 of each a team.",
});

export const OrganizationRole = z.looseObject({
  id: z.number(),
  name: z.string(),
  /** `Organization` (custom), `Enterprise` or `Predefined`. */
  source: text,
  base_role: text,
  permissions: z.array(z.string()),
  users: z.array(z.string()).nullable().optional(),
  teams: z.array(z.string()).nullable().optional(),
  ...unseen,
});
export type OrganizationRole = z.infer<typeof OrganizationRole>;
export const organizationRoleKind = defineKind({
  id: "github.organization-role",
  version: 1,
  title: "Organization role with its permissions, people and teams",
  schema: OrganizationRole,
  key: (record) => `${record.id}`,
  sensitivity: "internal",
  personalData: true,
  population: "All organization roles by GET /orgs/{org}/organization-roles, with the users and teams of each.",
});
