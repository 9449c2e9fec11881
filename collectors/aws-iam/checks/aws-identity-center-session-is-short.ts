import { durationMs } from "#core";
import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { permissionSet } from "../../_aws/policy/index.ts";
import { permissionSetKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-identity-center-session-is-short",
  version: 1,
  title: "Sessions of permission sets are short",
  rationale: "A session outlives the removal of a person by its length, and a stolen one is good as long.",
  severity: "low",
  over: permissionSetKind,
  params: z.object({
    maxHours: z
      .number()
      .positive()
      .max(12)
      .default(8)
      .describe("hours. origin: our default, a working day; AWS allows 12"),
  }),
  remediation: "Shorten the session duration of the permission set.",
  expected: ({ maxHours }) => `a session lasts ${maxHours} hours at most`,
  test(record, ctx) {
    // Absent is the documented default of one hour.
    const text = record.SessionDuration ?? "PT1H";
    const length = durationMs(text);
    if (length === undefined)
      return undetermined("schema-mismatch", `SessionDuration ${text} is no duration known here`);
    return length <= ctx.params.maxHours * 3_600_000 ? pass(`sessions of ${text}`) : fail(`sessions of ${text}`);
  },
  examples: [
    { name: "default of one hour", record: permissionSet(), outcome: "pass" },
    { name: "eight hours", record: permissionSet({ SessionDuration: "PT8H" }), outcome: "pass" },
    { name: "twelve hours", record: permissionSet({ SessionDuration: "PT12H" }), outcome: "fail" },
    { name: "eight hours and a minute", record: permissionSet({ SessionDuration: "PT8H1M" }), outcome: "fail" },
    {
      name: "not a duration",
      record: permissionSet({ SessionDuration: "8 hours" }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
