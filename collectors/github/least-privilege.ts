import type { Operation } from "#sdk";

/** The manifest from which GitHub registers an App (docs: "Registering a GitHub App from a manifest"). */
export interface AppManifest {
  readonly name: string;
  readonly url: string;
  readonly description: string;
  readonly public: false;
  readonly hook_attributes: { readonly url: string; readonly active: false };
  readonly default_events: readonly never[];
  readonly default_permissions: Readonly<Record<string, "read">>;
}

/** GraphQL reads these beside what its operation names: see queries.ts. */
const ALSO = ["metadata:read", "pull_requests:read", "administration:read", "organization_plan:read", "actions:read"];
/** For statusCheckRollup of pull requests. */
const STATUSES = ["checks:read", "statuses:read"];

/**
 * The App that an organization registers for Exhibit: every permission that the operations declare, read only, no events.
 * @throws RangeError when an operation asks for more than reading, which no operation may
 */
export function appManifest(collector: { readonly operations: readonly Operation[] }): AppManifest {
  const wanted = collector.operations.flatMap(({ permission }) =>
    permission?.type === "github-permission" ? [permission.value] : [],
  );
  const permissions = [...new Set([...wanted, ...ALSO, ...STATUSES])].toSorted().map((permission) => {
    const [name, level] = permission.split(":");
    if (name === undefined || level !== "read") throw new RangeError(`${permission} is more than reading`);
    return [name, level] as const;
  });
  return {
    name: "Exhibit evidence reader",
    url: "https://example.com/exhibit",
    description: "Reads configuration as evidence. Never writes; secrets are never asked for.",
    public: false,
    hook_attributes: { url: "https://example.com/exhibit/unused", active: false },
    default_events: [],
    default_permissions: Object.fromEntries(permissions),
  };
}
