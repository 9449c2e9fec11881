import { defineCheck, fail, pass, undetermined } from "#sdk";
import * as z from "zod";
import { personalAccessTokenKind } from "../evidence.ts";
import { OPENS_NOTHING_EXAMPLES, opensNothing, permissionsThatAdminister, token } from "../policy/index.ts";

export default defineCheck({
  id: "github-token-cannot-administer",
  version: 1,
  title: "Personal access tokens cannot administer",
  rationale: "A token lies in a file somewhere, without the second factor of the person it stands for.",
  severity: "high",
  over: personalAccessTokenKind,
  params: z.object({
    administrativePermissions: permissionsThatAdminister,
  }),
  remediation: "Revoke the token, and let programs that administer use a GitHub App.",
  expected: ({ administrativePermissions }) => `no granted token may write ${administrativePermissions.join(", ")}`,
  test(record, ctx) {
    const aside = opensNothing(record);
    if (aside !== undefined) return aside;
    const { organization, repository } = record.permissions;
    if (organization === undefined && repository === undefined)
      return undetermined("schema-mismatch", "the permissions of the token are not stated");
    const held = ctx.params.administrativePermissions.filter((name) =>
      [organization?.[name], repository?.[name]].some((level) => level === "write" || level === "admin"),
    );
    return held.length === 0
      ? pass(`the token of ${record.owner} has no permission to administer`)
      : fail(`the token of ${record.owner} may write ${held.join(", ")}`);
  },
  examples: [
    { name: "reads code", record: token(), outcome: "pass" },
    {
      name: "administers a repository",
      record: token({ permissions: { repository: { administration: "write" } } }),
      outcome: "fail",
    },
    {
      name: "manages members",
      record: token({ permissions: { organization: { members: "write" } } }),
      outcome: "fail",
    },
    {
      name: "an own list",
      record: token({ permissions: { repository: { contents: "write" } } }),
      params: { administrativePermissions: ["contents"] },
      outcome: "fail",
    },
    ...OPENS_NOTHING_EXAMPLES,
    {
      name: "permissions not stated",
      record: token({ permissions: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
