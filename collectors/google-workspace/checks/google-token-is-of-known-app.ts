import { defineCheck, fail, known, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { tokenKind } from "../evidence.ts";
import { powerfulScopes, scopesLike } from "../policy/index.ts";

const token = (scopes: string[]) => ({
  userId: "user-ana",
  userEmail: "ana@example.com",
  clientId: "example-app.apps.googleusercontent.com",
  displayText: "Notes",
  scopes,
});

export default defineCheck({
  id: "google-token-is-of-known-app",
  version: 1,
  title: "Apps that users granted powerful access are known",
  rationale: "A grant stays until somebody takes it away, however long ago it was given.",
  severity: "high",
  over: tokenKind,
  params: z.object({
    powerful: powerfulScopes,
    known: z.array(z.string()).default([]).describe("client ids of assessed apps. origin: our default, none"),
  }),
  remediation: "Take the grant away, or assess the app and name it in the parameter.",
  expected: ({ known: apps }) => `each grant of a powerful scope is to one of ${apps.length} named apps`,
  test(record, ctx) {
    const powerful = scopesLike(known(record.scopes, "scopes"), ctx.params.powerful);
    if (powerful.length === 0) return notApplicable("no powerful scope");
    const observed = `${record.displayText ?? record.clientId}: ${powerful.slice(0, 5).join(", ")}`;
    return ctx.params.known.includes(record.clientId) ? pass(`${observed}; known`) : fail(observed);
  },
  examples: [
    { name: "an unknown app reads files", record: token(["https://www.googleapis.com/auth/drive"]), outcome: "fail" },
    {
      name: "a known app reads files",
      record: token(["https://www.googleapis.com/auth/drive"]),
      params: { known: ["example-app.apps.googleusercontent.com"] },
      outcome: "pass",
    },
    { name: "name and address only", record: token(["openid"]), outcome: "not-applicable" },
    {
      name: "scopes not stated",
      record: { userId: "user-ana", userEmail: "ana@example.com", clientId: "example-app.apps.googleusercontent.com" },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
