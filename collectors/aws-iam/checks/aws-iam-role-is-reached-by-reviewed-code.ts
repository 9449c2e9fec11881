import { defineCheck, fail, notApplicable, pass, Undetermined, type ReadView } from "#sdk";
import * as z from "zod";
import { role } from "../../_aws/policy/index.ts";
import {
  EXAMPLE_APP,
  environmentRecord,
  gateOf,
  githubSubjects,
  organizationRecord,
  pipelineRole,
  repositoryNamed,
  trustsGithub,
  type Subject,
} from "../../_repositories/policy/index.ts";
import {
  branchProtectionKind,
  environmentKind,
  organizationKind,
  repositoryKind,
  type BranchProtection,
  type Environment,
} from "../../github/evidence.ts";
import { roleKind } from "../evidence.ts";

interface Held {
  readonly held: boolean;
  readonly text: string;
}

/** @throws Undetermined when GitHub did not show what would hold the run */
function heldBy(
  subject: Subject,
  fullName: string,
  environments: ReadView<Environment>,
  protections: ReadView<BranchProtection>,
): Held {
  const gate = gateOf(subject);
  const place = `${fullName} ${subject.context}`;
  if (gate.kind === "environment") {
    const environment = environments.get(`${fullName}:${gate.name}`);
    if (environment === undefined)
      return { held: false, text: `${place}: there is no such environment, and whoever runs a workflow makes it` };
    const reviewers = environment.protection_rules.reduce((sum, rule) => sum + (rule.reviewers ?? 0), 0);
    if (reviewers > 0) return { held: true, text: `${place}: ${reviewers} reviewers let it through` };
    const branches = environment.deployment_branches;
    if (branches === undefined || branches === null)
      throw new Undetermined("schema-mismatch", `${place}: GitHub did not state which branches may deploy`);
    return branches === "any"
      ? { held: false, text: `${place}: open to every branch, and nobody reviews` }
      : { held: true, text: `${place}: for ${branches === "protected" ? "protected" : "named"} branches alone` };
  }
  if (gate.kind === "tag") throw new Undetermined("no-population", `${place}: who may set that tag is not read`);
  if (gate.kind === "open") return { held: false, text: `${place}: any branch or pull request gets in` };
  const protection = protections.get(fullName);
  if (protection === undefined || protection.branch !== gate.name)
    throw new Undetermined("no-population", `${place}: the protection of default branches alone is read`);
  const { required } = protection.effective.pull_request;
  if (required === null) throw new Undetermined("denied", `${place}: protection of the branch could not be read whole`);
  return { held: required, text: `${place}: ${required ? "reached" : "not reached"} by pull requests alone` };
}

export default defineCheck({
  id: "aws-iam-role-is-reached-by-reviewed-code",
  version: 1,
  title: "Roles for GitHub workflows are open to reviewed code alone",
  rationale:
    "A trust policy that names a repository is only as strong as that repository's rules: where any branch may run with the role, whoever may push holds its rights.",
  severity: "high",
  over: roleKind,
  reads: [organizationKind, repositoryKind, environmentKind, branchProtectionKind],
  needs: [repositoryKind],
  params: z.object({}),
  remediation:
    "Name an environment with reviewers or named branches, or the protected default branch, in the role's trust policy.",
  expected: () =>
    "each workflow run that may assume the role comes from an environment with reviewers or named branches, or from a default branch that only pull requests reach",
  about: (record) => trustsGithub(record.AssumeRolePolicyDocument),
  test(record, ctx) {
    const subjects = githubSubjects(record.AssumeRolePolicyDocument);
    if (subjects.length === 0)
      return notApplicable("names no single repository: judged by aws-iam-role-oidc-trust-pins-subject");
    const organizations = ctx.read(organizationKind);
    const repositories = ctx.read(repositoryKind);
    const environments = ctx.read(environmentKind);
    const protections = ctx.read(branchProtectionKind);
    const texts: string[] = [];
    for (const subject of subjects) {
      const found = repositoryNamed(subject.repository, repositories, organizations);
      if (found === undefined || found.archived)
        return notApplicable(
          `${subject.repository} runs no workflows: judged by aws-iam-role-trusts-existing-repository`,
        );
      const { held, text } = heldBy(subject, found.full_name, environments, protections);
      if (!held) return fail(text);
      texts.push(text);
    }
    return pass(texts.join("; "));
  },
  examples: [
    {
      name: "environment with reviewers",
      record: pipelineRole("repo:example/app:environment:production"),
      reads: {
        ...EXAMPLE_APP,
        "github.environment": [
          environmentRecord("example/app", "production", {
            protection_rules: [{ type: "required_reviewers", reviewers: 2 }],
          }),
        ],
      },
      outcome: "pass",
    },
    {
      name: "environment for protected branches",
      record: pipelineRole("repo:example/app:environment:production"),
      reads: {
        ...EXAMPLE_APP,
        "github.environment": [environmentRecord("example/app", "production", { deployment_branches: "protected" })],
      },
      outcome: "pass",
    },
    {
      name: "environment open to every branch",
      record: pipelineRole("repo:example/app:environment:production"),
      reads: { ...EXAMPLE_APP, "github.environment": [environmentRecord("example/app", "production")] },
      outcome: "fail",
    },
    {
      name: "environment that nobody made",
      record: pipelineRole("repo:example/app:environment:production"),
      reads: EXAMPLE_APP,
      outcome: "fail",
    },
    {
      name: "any branch",
      record: pipelineRole("repo:example/app:*"),
      reads: EXAMPLE_APP,
      outcome: "fail",
    },
    {
      name: "pull requests",
      record: pipelineRole("repo:example/app:pull_request"),
      reads: EXAMPLE_APP,
      outcome: "fail",
    },
    {
      name: "a branch that is not the default one",
      record: pipelineRole("repo:example/app:ref:refs/heads/release"),
      reads: EXAMPLE_APP,
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "a tag",
      record: pipelineRole("repo:example/app:ref:refs/tags/v1"),
      reads: EXAMPLE_APP,
      outcome: "undetermined",
      reason: "no-population",
    },
    {
      name: "branches of the environment not stated",
      record: pipelineRole("repo:example/app:environment:production"),
      reads: {
        ...EXAMPLE_APP,
        "github.environment": [environmentRecord("example/app", "production", { deployment_branches: null })],
      },
      outcome: "undetermined",
      reason: "schema-mismatch",
    },
    {
      name: "environments denied",
      record: pipelineRole("repo:example/app:environment:production"),
      reads: EXAMPLE_APP,
      unavailable: { "github.environment": "denied" },
      outcome: "undetermined",
      reason: "denied",
    },
    {
      name: "repository that is gone",
      record: pipelineRole("repo:example/old-app:*"),
      reads: { "github.organization": [organizationRecord("example")] },
      outcome: "not-applicable",
    },
    { name: "any repository", record: pipelineRole("repo:*"), outcome: "not-applicable" },
    { name: "no trust in GitHub", record: role("app"), outcome: "not-applicable" },
  ],
});
