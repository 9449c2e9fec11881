import { defineKind } from "#sdk";
import * as z from "zod";
import { flag, instantText, text } from "./shapes.ts";

/** A grant of a user to an application (OAuth). On demand: reading it needs a scope that may also write. */
export const Token = z.looseObject({
  userId: text,
  userEmail: text,
  clientId: text,
  displayText: text.optional(),
  scopes: z.array(text).optional(),
  anonymous: flag,
  nativeApp: flag,
});
export type Token = z.infer<typeof Token>;
export const tokenKind = defineKind({
  id: "google-workspace.token",
  version: 1,
  title: "Access that a user granted to a third-party application",
  schema: Token,
  key: (record) => `${record.userId}/${record.clientId}`,
  sensitivity: "confidential",
  personalData: true,
  population: "Grants of every user that is not suspended, by tokens.list; only when the configuration asks for it.",
});

/** Applications that people granted access to in the window, from `authorize` events: needs no write-capable scope. */
export const AuthorizedApp = z.looseObject({
  clientId: text,
  appName: text.optional(),
  clientType: text.optional(),
  scopes: z.array(text),
  users: z.number(),
  grants: z.number(),
  lastAt: instantText,
  windowStart: instantText,
  windowEnd: instantText,
});
export type AuthorizedApp = z.infer<typeof AuthorizedApp>;
export const authorizedAppKind = defineKind({
  id: "google-workspace.authorized-app",
  version: 1,
  title: "Third-party application that users granted access to",
  schema: AuthorizedApp,
  key: (record) => record.clientId,
  sensitivity: "internal",
  personalData: false,
  population: "Applications in authorize events of the configured window, by activities.list(applicationName=token).",
});
