import { defineCheck, fail, pass, Undetermined } from "#sdk";
import * as z from "zod";
import { repositoryKind } from "../evidence.ts";
import { repository, setAside, stated } from "../policy/index.ts";

/** Rights to change something. */
const CHANGES = new Set(["write", "maintain", "admin"]);

export default defineCheck({
  id: "github-repository-members-come-through-teams",
  version: 1,
  title: "Members may change a repository through teams, not one by one",
  rationale:
    "A grant by name outlives the task and the team that it was made for: nobody reviews it, and who changes teams keeps it.",
  severity: "low",
  over: repositoryKind,
  params: z.object({
    maxMembers: z
      .number()
      .int()
      .min(0)
      .default(0)
      .describe("members with write, maintain or admin of their own. origin: our default, access by role alone"),
  }),
  remediation: "Give the access to a team that the member belongs to, and remove the member from the collaborators.",
  expected: ({ maxMembers }) =>
    `at most ${maxMembers} members hold write, maintain or admin on the repository other than through a team`,
  test(record, ctx) {
    const aside = setAside(record);
    if (aside !== undefined) return aside;
    const direct = stated(record, "direct_collaborators").filter(({ permission }) =>
      CHANGES.has(permission.toLowerCase()),
    );
    const named = direct.slice(0, 5).map(({ login, permission }) => `${login} (${permission.toLowerCase()})`);
    const observed =
      direct.length === 0
        ? "no member by name"
        : `${direct.length} by name: ${named.join(", ")}${direct.length > named.length ? " and others" : ""}`;
    if (direct.length > ctx.params.maxMembers) return fail(observed);
    if (record.direct_collaborators_complete !== true)
      throw new Undetermined("truncated", `${observed}; the list was not read whole`);
    return pass(observed);
  },
  examples: [
    {
      name: "teams only",
      record: repository({ direct_collaborators: [], direct_collaborators_complete: true }),
      outcome: "pass",
    },
    {
      name: "one who may only read",
      record: repository({
        direct_collaborators: [{ login: "ana", permission: "read" }],
        direct_collaborators_complete: true,
      }),
      outcome: "pass",
    },
    {
      name: "one by name",
      record: repository({
        direct_collaborators: [{ login: "ana", permission: "ADMIN" }],
        direct_collaborators_complete: true,
      }),
      outcome: "fail",
    },
    {
      name: "one by name, where one is allowed",
      record: repository({
        direct_collaborators: [{ login: "ana", permission: "write" }],
        direct_collaborators_complete: true,
      }),
      params: { maxMembers: 1 },
      outcome: "pass",
    },
    {
      name: "one in a list that was cut",
      record: repository({
        direct_collaborators: [{ login: "ana", permission: "write" }],
        direct_collaborators_complete: false,
      }),
      outcome: "fail",
    },
    {
      name: "none in a list that was cut",
      record: repository({ direct_collaborators: [], direct_collaborators_complete: false }),
      outcome: "undetermined",
      reason: "truncated",
    },
    { name: "not shown to the token", record: repository(), outcome: "undetermined", reason: "schema-mismatch" },
    {
      name: "GH-13: archived",
      record: repository({
        archived: true,
        direct_collaborators: [{ login: "ana", permission: "admin" }],
        direct_collaborators_complete: true,
      }),
      outcome: "not-applicable",
    },
  ],
});
