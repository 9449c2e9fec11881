import { defineKind } from "#sdk";
import * as z from "zod";
import { flag, text } from "./shapes.ts";

export const Role = z.looseObject({
  roleId: text,
  roleName: text,
  roleDescription: text.optional(),
  isSystemRole: flag,
  isSuperAdminRole: flag,
  rolePrivileges: z.array(z.looseObject({ privilegeName: text, serviceId: text.optional() })).optional(),
});
export type Role = z.infer<typeof Role>;
export const roleKind = defineKind({
  id: "google-workspace.role",
  version: 1,
  title: "Administrator role with its privileges",
  schema: Role,
  key: (record) => record.roleId,
  sensitivity: "internal",
  personalData: false,
  population: "All administrator roles, Google's own and custom ones, by roles.list.",
});

/** `assigneeType` is compared without regard to case: USER, GROUP, or absent for service accounts. */
export const RoleAssignment = z.looseObject({
  roleAssignmentId: text,
  roleId: text,
  /** Id of a user, group or service account. */
  assignedTo: text,
  assigneeType: text.optional(),
  /** CUSTOMER, or ORG_UNIT with `orgUnitId`. */
  scopeType: text.optional(),
  orgUnitId: text.optional(),
  condition: text.optional(),
});
export type RoleAssignment = z.infer<typeof RoleAssignment>;
export const roleAssignmentKind = defineKind({
  id: "google-workspace.role-assignment",
  version: 1,
  title: "Assignment of an administrator role to a user, group or service account",
  schema: RoleAssignment,
  key: (record) => record.roleAssignmentId,
  sensitivity: "internal",
  personalData: true,
  population: "All role assignments by roleAssignments.list.",
});
