import type { Fault } from "../faults.ts";
import type { WireAnswer } from "../protocol/answer.ts";
import { GoogleError, type Style } from "./answers.ts";

const HTML = "<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Welcome</body></html>";

/** The refusal that a fault amounts to, before the operation runs; undefined for faults that let it run. */
export function refusalOf(fault: Fault, style: Style): GoogleError | undefined {
  switch (fault.kind) {
    case "deny":
      return denied(style);
    case "throttle":
      return throttled(style, fault.retryAfterSeconds);
    case "server-error":
      return (fault.form ?? "service") === "service"
        ? new GoogleError(fault.status ?? 500, "backendError", "Internal error encountered.")
        : undefined;
    case "error":
      return new GoogleError(fault.status, fault.code, fault.message ?? `${fault.code} by order of the sandbox`);
    case "expired-token":
      return style === "oauth"
        ? new GoogleError(400, "invalid_grant", "Token has been expired or revoked.")
        : new GoogleError(401, "ACCESS_TOKEN_EXPIRED", "Request had invalid authentication credentials.");
    case "invalid-token":
      return style === "oauth"
        ? new GoogleError(400, "invalid_grant", "Invalid JWT Signature.")
        : new GoogleError(401, "authError", "Invalid Credentials");
    case "clock-skew":
      return fault.refuse === true && style === "oauth"
        ? new GoogleError(
            400,
            "invalid_grant",
            "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.",
          )
        : undefined;
    default:
      return undefined;
  }
}

export function denied(style: Style): GoogleError {
  if (style === "oauth")
    return new GoogleError(
      401,
      "unauthorized_client",
      "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the scopes requested.",
    );
  return style === "cloud"
    ? new GoogleError(403, "PERMISSION_DENIED", "The caller does not have permission")
    : new GoogleError(403, "forbidden", "Not Authorized to access this resource/api");
}

/** Directory and Reports say it with 403, Cloud Identity with 429. */
function throttled(style: Style, seconds: number | undefined): GoogleError {
  const headers: Record<string, string> = seconds === undefined ? {} : { "retry-after": String(seconds) };
  if (style === "admin")
    return new GoogleError(
      403,
      "userRateLimitExceeded",
      "User Rate Limit Exceeded. Rate of requests is too high.",
      headers,
    );
  return new GoogleError(429, "RATE_LIMIT_EXCEEDED", "Quota exceeded for quota metric 'Read requests'", headers);
}

/** The answer's data with the fault in it. `sent` is the page token that the caller brought. */
export function distorted(data: unknown, fault: Fault, sent: string | undefined): unknown {
  switch (fault.kind) {
    case "looping-marker":
      return { ...(data as object), nextPageToken: sent ?? "page-0" };
    case "unknown-fields":
      return everywhere(data, (fields) => ({ ...fields, fieldOfTomorrow: { inner: "unknown", list: ["one", "two"] } }));
    case "missing-field":
      return everywhere(data, ({ [fault.field]: _gone, ...rest }) => rest);
    case "wrong-value":
      return everywhere(data, (fields) => (fault.field in fields ? { ...fields, [fault.field]: fault.value } : fields));
    default:
      return data;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function everywhere(value: unknown, change: (fields: Fields) => Fields): unknown {
  if (Array.isArray(value)) return value.map((item) => everywhere(item, change));
  if (typeof value !== "object" || value === null) return value;
  return change(Object.fromEntries(Object.entries(value).map(([name, member]) => [name, everywhere(member, change)])));
}

/** The bytes on the wire with the fault in them. */
export function mangled(answer: WireAnswer, fault: Fault): WireAnswer {
  if (fault.kind === "truncate") return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
  if (fault.kind === "server-error" && fault.form === "html")
    return { status: fault.status ?? 502, headers: { "content-type": "text/html" }, body: HTML };
  if (fault.kind === "server-error" && fault.form === "empty")
    return { status: fault.status ?? 503, headers: {}, body: "" };
  if (fault.kind !== "malformed") return answer;
  switch (fault.body) {
    case "html":
    case "other-xml":
      return { status: 200, headers: { "content-type": "text/html" }, body: HTML };
    case "empty":
      return { status: 200, headers: answer.headers, body: "" };
    case "json":
      return { status: 200, headers: answer.headers, body: '{"message":"hello"}' };
    case "empty-object":
      return { status: 200, headers: answer.headers, body: "{}" };
  }
}
