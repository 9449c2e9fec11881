import { baseOperator, isNegative } from "./conditions.ts";
import { conditionEntries, type TrustedPrincipal } from "./trust.ts";
import { hasWildcard } from "./wildcard.ts";

export interface Pinning {
  readonly pinned: boolean;
  readonly text: string;
}

/** Condition keys that say which application signed in, for providers whose `sub` is the person. */
const APPLICATION_KEYS: Readonly<Record<string, readonly string[]>> = {
  "cognito-identity.amazonaws.com": ["aud"],
  "accounts.google.com": ["aud", "oaud", "sub"],
  "www.amazon.com": ["app_id"],
  "graph.facebook.com": ["app_id"],
};

/** Claims of GitHub's tokens that name one repository or workflow. */
const GITHUB_KEYS = ["sub", "repository", "repository_id", "job_workflow_ref", "workflow_ref"];

/** The provider as condition keys name it: the ARN's part after `oidc-provider/`. */
export function providerName(text: string): string {
  return text.slice(
    text.indexOf(":oidc-provider/") + (text.includes(":oidc-provider/") ? ":oidc-provider/".length : 1),
  );
}

/**
 * Whether a trust in an OIDC provider is held to certain subjects. `anyRepository` accepts all repositories of one
 * GitHub organization. Operators that hold when the key is not what is listed do not pin.
 */
export function subjectPinning(principal: TrustedPrincipal, anyRepository: boolean): Pinning {
  const provider = providerName(principal.text);
  const github = provider.startsWith("token.actions.githubusercontent.com");
  const claims = APPLICATION_KEYS[provider] ?? (github ? GITHUB_KEYS : ["sub"]);
  const wanted = claims.map((claim) => `${provider}:${claim}`.toLowerCase());
  const entries = conditionEntries(principal.condition).filter(
    ({ operator, key }) =>
      wanted.includes(key.toLowerCase()) && !isNegative(operator) && /^(string|arn)/.test(baseOperator(operator)),
  );
  if (entries.length === 0)
    return {
      pinned: false,
      text: `${provider}: no condition on ${claims.join(" or ")}, so that every identity of the provider is admitted`,
    };
  // One pinned key is enough, since all conditions must hold; of one key, every value must be narrow.
  const judged = entries.map((entry) => ({
    entry,
    weak: entry.values.find((value) => !narrow(entry.operator, value, github, anyRepository)),
  }));
  const good = judged.find(({ weak }) => weak === undefined);
  if (good !== undefined)
    return { pinned: true, text: `${provider}: ${claimOf(good.entry.key)} ${good.entry.values.join(", ")}` };
  return {
    pinned: false,
    text: `${provider}: ${judged.map(({ entry, weak }) => `${claimOf(entry.key)} ${weak}`).join("; ")} admits too many`,
  };
}

function claimOf(key: string): string {
  return key.slice(key.lastIndexOf(":") + 1);
}

function narrow(operator: string, value: string, github: boolean, anyRepository: boolean): boolean {
  // StringEquals compares a star as a star.
  if (!baseOperator(operator).endsWith("like") || !hasWildcard(value)) return value !== "";
  if (github) {
    const repository = /^(?:repo:)?([^/:]*)\/([^:@]*)/.exec(value);
    if (repository === null) return false;
    const [, owner = "", name = ""] = repository;
    if (owner === "" || hasWildcard(owner)) return false;
    return anyRepository || !hasWildcard(name);
  }
  // Parts that are complete before the first wildcard: `system:serviceaccount:NAMESPACE:*` has three.
  const literal = value.slice(0, value.search(/[*?]/));
  const parts = literal
    .split(/[:/|]/)
    .slice(0, -1)
    .filter((part) => part !== "").length;
  return parts >= (/^(system:serviceaccount|project_path):/.test(value) ? 3 : 2);
}
