import { defineCheck, fail, notApplicable, pass, undetermined } from "#sdk";
import * as z from "zod";
import { personalAccessTokenKind } from "../evidence.ts";
import { daysAgo, token } from "../policy/index.ts";

export default defineCheck({
  id: "github-token-cannot-administer",
  version: 1,
  title: "Personal access tokens cannot administer",
  rationale: "A token lies in a file somewhere, without the second factor of the person it stands for.",
  severity: "high",
  over: personalAccessTokenKind,
  params: z.object({
    administrativePermissions: z
      .array(z.string())
      .default([
        "administration",
        "members",
        "organization_administration",
        "organization_custom_roles",
        "organization_custom_org_roles",
        "organization_secrets",
        "organization_self_hosted_runners",
      ])
      .describe("permissions that administer. origin: our default"),
  }),
  remediation: "Revoke the token, and let programs that administer use a GitHub App.",
  expected: ({ administrativePermissions }) => `no granted token may write ${administrativePermissions.join(", ")}`,
  test(record, ctx) {
    if (record.state !== "granted") return notApplicable("a request: nothing is granted yet");
    if (record.token_expired === true) return notApplicable("the token has expired");
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
    {
      name: "only requested",
      record: token({
        state: "requested",
        repository_selection: "all",
        token_expires_at: null,
        created_at: daysAgo(1),
      }),
      outcome: "not-applicable",
    },
    {
      name: "expired",
      record: token({
        token_expired: true,
        token_expires_at: daysAgo(1),
        token_last_used_at: daysAgo(400),
        repository_selection: "all",
      }),
      outcome: "not-applicable",
    },
    {
      name: "permissions not stated",
      record: token({ permissions: {} }),
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
  ],
});
