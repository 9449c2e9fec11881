import { document, role, trusts } from "../../_aws/policy/samples.ts";
import type { SampleRole } from "../../_aws/policy/sample-shapes.ts";

const PROVIDER = "token.actions.githubusercontent.com";

/** An IAM role that GitHub's workflow runs with one of these subjects may assume. */
export function pipelineRole(...subjects: readonly string[]): SampleRole {
  return role("deploy", {
    AssumeRolePolicyDocument: document(
      trusts(
        { Federated: `arn:aws:iam::111122223333:oidc-provider/${PROVIDER}` },
        { StringLike: { [`${PROVIDER}:sub`]: [...subjects] } },
        "sts:AssumeRoleWithWebIdentity",
      ),
    ),
  });
}

/** Records of GitHub's evidence kinds, for examples. */
export function organizationRecord(login: string) {
  return { login, id: 1001 };
}

export function repositoryRecord(fullName: string, rest: Readonly<Record<string, unknown>> = {}) {
  const name = fullName.slice(fullName.indexOf("/") + 1);
  return { full_name: fullName, name, id: 2001, archived: false, fork: false, ...rest };
}

export function environmentRecord(fullName: string, name: string, rest: Readonly<Record<string, unknown>> = {}) {
  return { full_name: fullName, name, protection_rules: [], deployment_branches: "any", ...rest };
}

/** The organization `example` with its repository `app`, as connections to GitHub show them. */
export const EXAMPLE_APP = {
  "github.organization": [organizationRecord("example")],
  "github.repository": [repositoryRecord("example/app")],
};
