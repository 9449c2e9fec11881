import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { outsideCollaboratorKind } from "../evidence.ts";
import { REPOSITORY, outsider } from "../policy/index.ts";

export default defineCheck({
  id: "github-outside-collaborator-is-not-administrator",
  version: 1,
  title: "Outside collaborators do not administer repositories",
  rationale: "An administrator can lift the rules of the repository and add others.",
  severity: "high",
  over: outsideCollaboratorKind,
  params: z.object({}),
  remediation: "Give outsiders write or less; let a member administer the repository.",
  expected: () => "no outside collaborator has the permission admin on a repository",
  test(record) {
    const administers = record.repositories.filter(({ permission }) => permission.toLowerCase() === "admin");
    if (administers.length > 0)
      return fail(
        `administers ${administers
          .slice(0, 10)
          .map(({ full_name }) => full_name)
          .join(", ")}`,
      );
    if (!record.repositories_complete)
      return undetermined("truncated", "the repositories were not seen whole; none of those seen is administered");
    return pass(`administers none of ${record.repositories.length} repositories`);
  },
  examples: [
    { name: "writes", record: outsider("vera"), outcome: "pass" },
    {
      name: "administers",
      record: outsider("vera", { repositories: [{ full_name: REPOSITORY, permission: "admin" }] }),
      outcome: "fail",
    },
    {
      name: "administers, among those seen",
      record: outsider("vera", {
        repositories: [{ full_name: REPOSITORY, permission: "ADMIN" }],
        repositories_complete: false,
      }),
      outcome: "fail",
    },
    {
      name: "writes, among those seen",
      record: outsider("vera", { repositories_complete: false }),
      outcome: "undetermined",
      reason: "truncated",
    },
  ],
});
