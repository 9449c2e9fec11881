import { defineKind } from "#sdk";
import * as z from "zod";
import { flag, instantText, text } from "./shapes.ts";

/** `lastLoginTime` of a user who never signed in. */
export const NEVER = "1970-01-01T00:00:00.000Z";

/**
 * A directory user. `isAdmin` = super administrator, `isDelegatedAdmin` = another admin role. `lastLoginTime`
 * {@link NEVER} = never. `recoveryEmail` and `recoveryPhone` are `[redacted]` when set and absent when not. 2-step
 * verification says nothing about people who sign in through a third-party identity provider.
 */
export const User = z.looseObject({
  id: text,
  primaryEmail: text,
  isAdmin: flag,
  isDelegatedAdmin: flag,
  isEnrolledIn2Sv: flag,
  isEnforcedIn2Sv: flag,
  suspended: flag,
  suspensionReason: text.optional(),
  suspensionTime: text.optional(),
  archived: flag,
  archivalTime: text.optional(),
  isGuestUser: flag,
  agreedToTerms: flag,
  changePasswordAtNextLogin: flag,
  ipWhitelisted: flag,
  isMailboxSetup: flag,
  includeInGlobalAddressList: flag,
  lastLoginTime: instantText.optional(),
  creationTime: instantText.optional(),
  orgUnitPath: text.optional(),
  aliases: z.array(text).optional(),
  nonEditableAliases: z.array(text).optional(),
  recoveryEmail: text.optional(),
  recoveryPhone: text.optional(),
});
export type User = z.infer<typeof User>;

const recoveryRedaction = [
  { path: "recoveryEmail", rule: "mask", why: "that a recovery address exists is the evidence, not which" },
  { path: "recoveryPhone", rule: "mask", why: "that a recovery number exists is the evidence, not which" },
] as const;
export const userKind = defineKind({
  id: "google-workspace.user",
  version: 1,
  title: "Directory user with 2-step verification, administration, suspension and last sign-in",
  schema: User,
  key: (record) => record.id,
  sensitivity: "confidential",
  personalData: true,
  redact: recoveryRedaction,
  population: "All users of the tenant, suspended and archived ones included, by users.list(customer=my_customer).",
});

/** A user deleted in the last days (Google keeps about twenty). */
export const DeletedUser = z.looseObject({
  id: text,
  primaryEmail: text,
  deletionTime: instantText.optional(),
  isAdmin: flag,
});
export type DeletedUser = z.infer<typeof DeletedUser>;
export const deletedUserKind = defineKind({
  id: "google-workspace.deleted-user",
  version: 1,
  title: "Directory user deleted in the last days",
  schema: DeletedUser,
  key: (record) => record.id,
  sensitivity: "confidential",
  personalData: true,
  redact: recoveryRedaction,
  population: "Users that Google still lists as deleted (about twenty days), by users.list(showDeleted=true).",
});
