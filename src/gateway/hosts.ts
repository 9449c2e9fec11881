import { ExhibitError } from "../core/errors.ts";

/** True when `hostname` holds the pattern; `*` stands for one or more characters of labels, dots included. */
export function hostMatches(pattern: string, hostname: string): boolean {
  const source = pattern
    .toLowerCase()
    .split("*")
    .map((part) => part.replace(/[^a-z0-9-]/g, "\\$&"))
    .join("[a-z0-9.-]+");
  return new RegExp(`^${source}$`).test(hostname.toLowerCase());
}

/** Where a request is allowed to go, and its path below the place where templates begin. */
export interface Place {
  readonly path: string;
  /** True when the operator chose this endpoint instead of the platform's own host. */
  readonly endpoint: boolean;
}

export interface HostRules {
  readonly collector: string;
  /** Patterns of the manifest: HTTPS on the standard port only. */
  readonly hosts: readonly string[];
  /** URLs set by the operator: scheme, host and port must match, and the path must lie below theirs. */
  readonly endpoints: readonly string[];
}

/** The place of a URL, or ExhibitError GATEWAY_HOST_NOT_DECLARED that names the origin. */
export function admitHost(url: URL, rules: HostRules): Place {
  if (url.username !== "" || url.password !== "") throw refuse(rules, url, "credentials in a URL are never sent");
  for (const endpoint of rules.endpoints) {
    const path = pathBelow(url, endpoint);
    if (path !== undefined) return { path, endpoint: true };
  }
  const declared = rules.hosts.some((pattern) => hostMatches(pattern, url.hostname));
  if (!declared) throw refuse(rules, url, "its manifest does not declare that host");
  if (url.protocol !== "https:" || url.port !== "")
    throw refuse(rules, url, "declared hosts are asked over HTTPS on port 443 only");
  return { path: url.pathname, endpoint: false };
}

function pathBelow(url: URL, endpoint: string): string | undefined {
  const base = URL.parse(endpoint);
  if (base === null)
    throw new ExhibitError("CONFIG_INVALID", "an endpoint is not a URL", {
      remedy: "Write endpoints as https://host:port/path.",
    });
  if (base.origin !== url.origin) return undefined;
  const prefix = base.pathname.replace(/\/+$/, "");
  if (prefix === "") return url.pathname;
  if (url.pathname === prefix) return "/";
  return url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : undefined;
}

function refuse(rules: HostRules, url: URL, why: string): ExhibitError {
  return new ExhibitError(
    "GATEWAY_HOST_NOT_DECLARED",
    `collector ${rules.collector} asked ${url.protocol}//${url.host}: ${why}`,
    {
      place: `${url.protocol}//${url.host}`,
      remedy:
        "Add the host to the collector's manifest, or set it as an endpoint of the connection, if it is meant to be asked.",
    },
  );
}
