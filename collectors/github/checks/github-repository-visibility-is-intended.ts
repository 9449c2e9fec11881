import { defineCheck, fail, pass } from "#sdk";
import * as z from "zod";
import { repositoryKind } from "../evidence.ts";
import { REPOSITORY, repository, stated } from "../policy/index.ts";

export default defineCheck({
  id: "github-repository-visibility-is-intended",
  version: 1,
  title: "Public repositories are public on purpose",
  rationale: "Code, comments and history that were never meant for outsiders are read by them within minutes.",
  severity: "high",
  over: repositoryKind,
  params: z.object({
    publicRepositories: z
      .array(z.string())
      .default([])
      .describe(
        "names of repositories that are public on purpose. origin: our default, none: whatever is meant to be public must be named",
      ),
  }),
  remediation: "Make the repository private, or name it in the parameter when it is public on purpose.",
  expected: ({ publicRepositories }) =>
    `a public repository is one of ${publicRepositories.length} that the parameter names`,
  test(record, ctx) {
    const visibility = stated(record, "visibility");
    if (visibility !== "public") return pass(visibility);
    const known = ctx.params.publicRepositories.map((name) => name.toLowerCase());
    return known.includes(record.full_name.toLowerCase()) || known.includes(record.name.toLowerCase())
      ? pass("public, as the parameter says")
      : fail(`${record.full_name} is public and not among the parameter publicRepositories`);
  },
  examples: [
    { name: "private", record: repository(), outcome: "pass" },
    { name: "internal", record: repository({ visibility: "internal" }), outcome: "pass" },
    {
      name: "public on purpose",
      record: repository({ visibility: "public" }),
      params: { publicRepositories: [REPOSITORY] },
      outcome: "pass",
    },
    {
      name: "public on purpose, by its name alone",
      record: repository({ visibility: "public" }),
      params: { publicRepositories: ["Booking"] },
      outcome: "pass",
    },
    { name: "public", record: repository({ visibility: "public" }), outcome: "fail" },
    {
      name: "an archived public repository is read by everybody too",
      record: repository({ visibility: "public", archived: true }),
      outcome: "fail",
    },
    {
      name: "not stated",
      record: repository({ visibility: null }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
