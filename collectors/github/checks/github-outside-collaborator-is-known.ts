import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { outsideCollaboratorKind } from "../evidence.ts";
import { outsider, plainLogin } from "../policy/index.ts";

export default defineCheck({
  id: "github-outside-collaborator-is-known",
  version: 1,
  title: "Outside collaborators are known",
  rationale: "Access of outsiders is granted repository by repository, and nobody sees the whole.",
  severity: "medium",
  over: outsideCollaboratorKind,
  params: z.object({
    knownCollaborators: z
      .array(z.string())
      .default([])
      .describe("logins. origin: our default, none: whoever is expected must be named"),
  }),
  remediation:
    "Remove outsiders whose work is done; name the others in the parameter, with sponsor and end date in your own list.",
  expected: ({ knownCollaborators }) =>
    `each outside collaborator is one of ${knownCollaborators.length} that the parameter names`,
  test(record, ctx) {
    const known = ctx.params.knownCollaborators.map(plainLogin);
    const where = record.repositories
      .slice(0, 5)
      .map(({ full_name }) => full_name)
      .join(", ");
    return known.includes(plainLogin(record.login))
      ? pass(`${record.login}, in ${where === "" ? "no repository seen" : where}`)
      : fail(
          `${record.login} is not among the parameter knownCollaborators; in ${where === "" ? "no repository seen" : where}`,
        );
  },
  examples: [
    { name: "known", record: outsider("vera"), params: { knownCollaborators: ["Vera"] }, outcome: "pass" },
    { name: "unknown", record: outsider("mallory"), params: { knownCollaborators: ["vera"] }, outcome: "fail" },
    { name: "nobody named", record: outsider("vera"), outcome: "fail" },
    {
      name: "without a repository that was seen",
      record: outsider("vera", { repositories: [], repositories_complete: false }),
      outcome: "fail",
    },
  ],
});
