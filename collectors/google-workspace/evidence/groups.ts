import { defineKind } from "#sdk";
import * as z from "zod";
import { flag, text } from "./shapes.ts";

/** `directMembersCount` is a number in text, as Google sends it. */
export const Group = z.looseObject({
  id: text,
  email: text,
  name: text.optional(),
  description: text.optional(),
  adminCreated: flag,
  directMembersCount: text.optional(),
  aliases: z.array(text).optional(),
});
export type Group = z.infer<typeof Group>;
export const groupKind = defineKind({
  id: "google-workspace.group",
  version: 1,
  title: "Group",
  schema: Group,
  key: (record) => record.id,
  sensitivity: "internal",
  personalData: false,
  population: "All groups of the tenant by groups.list(customer=my_customer).",
});

/**
 * A direct member. `external`: whether its address is outside the tenant's domains and aliases; absent when the
 * domains are not wholly known or the member has no address. `type` CUSTOMER = everybody of the tenant.
 */
export const GroupMember = z.looseObject({
  groupId: text,
  groupEmail: text,
  id: text,
  email: text.optional(),
  role: text.optional(),
  type: text.optional(),
  status: text.optional(),
  external: flag,
});
export type GroupMember = z.infer<typeof GroupMember>;
export const groupMemberKind = defineKind({
  id: "google-workspace.group-member",
  version: 1,
  title: "Direct member of a group, external ones flagged",
  schema: GroupMember,
  key: (record) => `${record.groupId}/${record.id}`,
  sensitivity: "internal",
  personalData: true,
  population: "Direct members of every group by members.list; count by groups.list (directMembersCount).",
});
