import { Undetermined } from "#sdk";
import { isNegative } from "../../_aws/policy/conditions.ts";
import type { RawDocument } from "../../_aws/policy/document.ts";
import { providerName } from "../../_aws/policy/oidc.ts";
import { conditionEntries, trustedPrincipals } from "../../_aws/policy/trust.ts";
import { hasWildcard } from "../../_aws/policy/wildcard.ts";

const GITHUB = "token.actions.githubusercontent.com";

/** One kind of workflow run that a trust policy admits. */
export interface Subject {
  /** `OWNER/NAME` as the policy writes it. */
  readonly repository: string;
  /** What the subject says beside the repository: `environment:production`, `ref:refs/heads/main`, `*`. */
  readonly context: string;
}

/** Whether a trust policy is about GitHub's workflow runs at all; of one that cannot be read, whether it names them. */
export function trustsGithub(document: RawDocument): boolean {
  try {
    return githubPrincipals(document).length > 0;
  } catch (error) {
    if (error instanceof Undetermined) return JSON.stringify(document).includes(GITHUB);
    throw error;
  }
}

function githubPrincipals(document: RawDocument) {
  return trustedPrincipals(document).filter(
    ({ kind, text }) => kind === "oidc" && providerName(text).startsWith(GITHUB),
  );
}

/**
 * The repositories whose workflow runs may assume a role, and in which context. Subjects that leave owner or name open name
 * no repository and are left out: that they are too wide is another check's matter.
 * @throws Undetermined for a malformed document
 */
export function githubSubjects(document: RawDocument): readonly Subject[] {
  return githubPrincipals(document).flatMap(({ condition, text }) => {
    const provider = providerName(text).toLowerCase();
    const valuesOf = (claim: string): readonly string[] =>
      conditionEntries(condition)
        .filter(({ operator, key }) => key.toLowerCase() === `${provider}:${claim}` && !isNegative(operator))
        .flatMap(({ values }) => values);
    const named = valuesOf("sub").flatMap(parse);
    return named.length > 0 ? named : valuesOf("repository").flatMap((value) => parse(`repo:${value}:*`));
  });
}

function parse(value: string): readonly Subject[] {
  const [, repository, context] = /^repo:([^/:]+\/[^:]+):(.+)$/.exec(value) ?? [];
  return repository === undefined || context === undefined || hasWildcard(repository) ? [] : [{ repository, context }];
}

/** What holds the context of a subject: an environment, one branch, or nothing that is reviewed. */
export type Gate =
  | { readonly kind: "environment"; readonly name: string }
  | { readonly kind: "branch"; readonly name: string }
  | { readonly kind: "tag"; readonly name: string }
  | { readonly kind: "open" };

export function gateOf({ context }: Subject): Gate {
  if (hasWildcard(context)) return { kind: "open" };
  const [, name] = /^environment:(.+)$/.exec(context) ?? [];
  if (name !== undefined) return { kind: "environment", name: decodeURIComponent(name) };
  const [, branch] = /^ref:refs\/heads\/(.+)$/.exec(context) ?? [];
  if (branch !== undefined) return { kind: "branch", name: branch };
  const [, tag] = /^ref:refs\/tags\/(.+)$/.exec(context) ?? [];
  return tag === undefined ? { kind: "open" } : { kind: "tag", name: tag };
}
