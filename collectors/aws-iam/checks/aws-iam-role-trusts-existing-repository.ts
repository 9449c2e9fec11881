import { defineCheck, fail, notApplicable, pass } from "#sdk";
import * as z from "zod";
import { role } from "../../_aws/policy/index.ts";
import {
  EXAMPLE_APP,
  githubSubjects,
  organizationRecord,
  pipelineRole,
  repositoryNamed,
  repositoryRecord,
  trustsGithub,
} from "../../_repositories/policy/index.ts";
import { organizationKind, repositoryKind } from "../../github/evidence.ts";
import { roleKind } from "../evidence.ts";

export default defineCheck({
  id: "aws-iam-role-trusts-existing-repository",
  version: 1,
  title: "Roles for GitHub workflows trust repositories that exist",
  rationale:
    "A role that trusts a repository which was deleted or renamed waits for whoever takes the name next, and its rights belong to nobody's work.",
  severity: "high",
  over: roleKind,
  reads: [organizationKind, repositoryKind],
  needs: [repositoryKind],
  params: z.object({}),
  remediation: "Name the repository that does the work today in the role's trust policy, or delete the role.",
  expected: () => "each repository that a role's trust policy names exists on GitHub and is not archived",
  about: (record) => trustsGithub(record.AssumeRolePolicyDocument),
  test(record, ctx) {
    const names = [...new Set(githubSubjects(record.AssumeRolePolicyDocument).map(({ repository }) => repository))];
    if (names.length === 0)
      return notApplicable("names no single repository: judged by aws-iam-role-oidc-trust-pins-subject");
    const organizations = ctx.read(organizationKind);
    const repositories = ctx.read(repositoryKind);
    for (const name of names) {
      const found = repositoryNamed(name, repositories, organizations);
      if (found === undefined) return fail(`trusts ${name}, which is not on GitHub`);
      if (found.archived) return fail(`trusts ${name}, which is archived`);
    }
    return pass(`trusts ${names.join(", ")}`);
  },
  examples: [
    {
      name: "repository that exists, written in another case",
      record: pipelineRole("repo:Example/App:ref:refs/heads/main"),
      reads: EXAMPLE_APP,
      outcome: "pass",
    },
    {
      name: "repository that is gone",
      record: pipelineRole("repo:example/app:*", "repo:example/old-app:*"),
      reads: EXAMPLE_APP,
      outcome: "fail",
    },
    {
      name: "archived repository",
      record: pipelineRole("repo:example/app:*"),
      reads: {
        "github.organization": [organizationRecord("example")],
        "github.repository": [repositoryRecord("example/app", { archived: true })],
      },
      outcome: "fail",
    },
    {
      name: "repository of an organization that is not connected",
      record: pipelineRole("repo:partner/app:*"),
      reads: EXAMPLE_APP,
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "repositories not seen whole",
      record: pipelineRole("repo:example/old-app:*"),
      reads: EXAMPLE_APP,
      unavailable: { "github.repository": "rate-limited" },
      outcome: "undetermined",
      reason: "rate-limited",
    },
    { name: "any repository", record: pipelineRole("repo:*"), outcome: "not-applicable" },
    { name: "no trust in GitHub", record: role("app"), outcome: "not-applicable" },
  ],
});
