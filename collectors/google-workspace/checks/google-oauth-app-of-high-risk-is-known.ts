import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { authorizedAppKind } from "../evidence.ts";
import { ago, powerfulScopes, scopesLike } from "../policy/index.ts";

const app = (scopes: string[]) => ({
  clientId: "example-app.apps.googleusercontent.com",
  appName: "Notes",
  scopes,
  users: 3,
  grants: 4,
  lastAt: ago(3),
  windowStart: ago(30),
  windowEnd: ago(0),
});

export default defineCheck({
  id: "google-oauth-app-of-high-risk-is-known",
  version: 1,
  title: "Apps with access to mail, files or administration are known",
  rationale:
    "An app that people let in holds their data for as long as nobody takes it away; the list shows suppliers that no register names.",
  severity: "high",
  over: authorizedAppKind,
  params: z.object({
    powerful: powerfulScopes,
    known: z.array(z.string()).default([]).describe("client ids of assessed apps. origin: our default, none"),
  }),
  remediation: "Assess the app, then trust or block it in API controls and name it in the parameter.",
  expected: ({ known: apps }) =>
    `each app that people granted a powerful scope in the window is one of ${apps.length} named ones`,
  test(record, ctx) {
    const powerful = scopesLike(record.scopes, ctx.params.powerful);
    if (powerful.length === 0) return notApplicable(`${record.scopes.length} scopes, none of them powerful`);
    const observed = `${record.appName ?? record.clientId}: ${powerful.slice(0, 5).join(", ")}, granted by ${record.users} users`;
    return ctx.params.known.includes(record.clientId) ? pass(`${observed}; known`) : fail(observed);
  },
  examples: [
    { name: "reads all mail, unknown", record: app(["https://mail.google.com/"]), outcome: "fail" },
    {
      name: "reads all mail, known",
      record: app(["https://mail.google.com/"]),
      params: { known: ["example-app.apps.googleusercontent.com"] },
      outcome: "pass",
    },
    {
      name: "name and address only",
      record: app(["openid", "https://www.googleapis.com/auth/userinfo.email"]),
      outcome: "not-applicable",
    },
    {
      name: "administration, by pattern",
      record: app(["https://www.googleapis.com/auth/admin.directory.user"]),
      outcome: "fail",
    },
  ],
});
