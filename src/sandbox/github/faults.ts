import { mangled } from "../fault-effects.ts";
import type { Fault } from "../faults.ts";
import type { WireAnswer } from "../protocol/answer.ts";

/** What GitHub answers instead, before the operation runs; undefined for faults that let it run. */
export function refusalOf(fault: Fault, needs: string, root: string | undefined): WireAnswer | undefined {
  switch (fault.kind) {
    case "deny":
      return root === undefined
        ? json(
            403,
            said("Resource not accessible by integration", 403),
            needs === "" ? {} : { "x-accepted-github-permissions": needs },
          )
        : json(200, {
            data: { [root]: null },
            errors: [{ type: "FORBIDDEN", path: [root], message: "Resource not accessible by integration" }],
          });
    case "throttle":
      return json(
        403,
        said("You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", 403),
        fault.retryAfterSeconds === undefined ? {} : { "retry-after": String(fault.retryAfterSeconds) },
      );
    case "server-error":
      return (fault.form ?? "service") === "service"
        ? json(fault.status ?? 502, { message: "Server Error" })
        : undefined;
    case "error":
      return json(fault.status, said(fault.message ?? fault.code, fault.status));
    case "expired-token":
    case "invalid-token":
      return json(401, said("Bad credentials", 401));
    case "clock-skew":
      return fault.refuse === true
        ? json(
            401,
            said(
              "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
              401,
            ),
          )
        : undefined;
    default:
      return undefined;
  }
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: JSON.stringify(body),
  };
}

export function said(message: string, status: number): Readonly<Record<string, unknown>> {
  return { message, documentation_url: "https://docs.github.com/rest", status: String(status) };
}

/**
 * The answer's data with the fault in it.
 * @param cursor of the page that was asked for, in GraphQL
 */
export function distorted(body: unknown, fault: Fault, cursor?: string): unknown {
  switch (fault.kind) {
    case "unknown-fields":
      return everywhere(body, (value) => ({ ...value, a_field_of_tomorrow: { nested: ["new"] } }));
    case "missing-field":
      return everywhere(body, ({ [fault.field]: _gone, ...rest }) => rest);
    case "lost-marker":
      return everywhere(body, (value) => ("hasNextPage" in value ? { hasNextPage: true, endCursor: null } : value));
    case "looping-marker":
      // A cursor that was given leads to itself; a first page has none that could.
      return everywhere(body, (value) =>
        "hasNextPage" in value && cursor !== undefined ? { hasNextPage: true, endCursor: cursor } : value,
      );
    case "wrong-value":
      return everywhere(body, (value) => (fault.field in value ? { ...value, [fault.field]: fault.value } : value));
    default:
      return body;
  }
}

/** The Link header with the fault in it. */
export function distortedLink(link: string | undefined, fault: Fault, here: string): string | undefined {
  if (fault.kind === "lost-marker") return '; rel="next"';
  return fault.kind === "looping-marker" ? `<${here}>; rel="next"` : link;
}

export function onTheWire(answer: WireAnswer, fault: Fault): WireAnswer {
  return mangled(answer, fault);
}

function everywhere(value: unknown, change: (value: Record<string, unknown>) => Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => everywhere(item, change));
  if (typeof value !== "object" || value === null) return value;
  return change(Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, everywhere(inner, change)])));
}
