import type { Fault } from "./faults.ts";
import {
  type Fields,
  PROTOCOLS,
  ServiceError,
  type ServiceName,
  type Value,
  type WireAnswer,
} from "./protocol/answer.ts";
import { marker } from "./services/paging.ts";

const HTML = "<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body>Welcome</body></html>";

/** The refusal that a fault amounts to, before the operation runs; undefined for faults that let it run. */
export function refusalOf(
  fault: Fault,
  service: ServiceName,
  operation: string,
  principal: string,
): ServiceError | undefined {
  switch (fault.kind) {
    case "deny":
      return denied(service, operation, principal);
    case "throttle":
      return throttled(service, fault.retryAfterSeconds);
    case "server-error":
      return (fault.form ?? "service") === "service" ? failed(service, fault.status ?? 500) : undefined;
    case "error":
      return new ServiceError(fault.status, fault.code, fault.message ?? `${fault.code} by order of the sandbox`);
    case "expired-token":
      return credentialError(service, "expired");
    case "invalid-token":
      return credentialError(service, "invalid");
    case "clock-skew":
      return fault.refuse === true ? skewed(service) : undefined;
    case "truncate":
    case "cut":
    case "reset":
    case "slow":
    case "hang":
    case "malformed":
    case "lost-marker":
    case "looping-marker":
    case "unknown-fields":
    case "missing-field":
    case "wrong-value":
      return undefined;
  }
}

export function denied(service: ServiceName, operation: string, principal: string): ServiceError {
  const message = `User: ${principal} is not authorized to perform: ${service}:${operation} on resource: * because no identity-based policy allows the ${service}:${operation} action`;
  if (PROTOCOLS[service] === "query") return new ServiceError(403, "AccessDenied", message);
  return new ServiceError(PROTOCOLS[service] === "rest" ? 403 : 400, "AccessDeniedException", message);
}

/** Credentials that the service does not accept; query services and the others have different words for it. */
export function credentialError(service: ServiceName, what: "invalid" | "expired"): ServiceError {
  const message = `The security token included in the request is ${what}`;
  if (PROTOCOLS[service] === "query")
    return new ServiceError(403, what === "invalid" ? "InvalidClientTokenId" : "ExpiredToken", message);
  const code = what === "invalid" ? "UnrecognizedClientException" : "ExpiredTokenException";
  return new ServiceError(PROTOCOLS[service] === "rest" ? 403 : 400, code, message);
}

function throttled(service: ServiceName, retryAfterSeconds: number | undefined): ServiceError {
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
  switch (service) {
    case "iam":
    case "sts":
      return new ServiceError(400, "Throttling", "Rate exceeded", headers);
    case "organizations":
      return new ServiceError(
        400,
        "TooManyRequestsException",
        "AWS Organizations can't complete your request because another request is already in progress.",
        headers,
      );
    case "account":
      return new ServiceError(429, "TooManyRequestsException", "Rate exceeded", headers);
    case "access-analyzer":
      return new ServiceError(429, "ThrottlingException", "Rate exceeded", headers);
    case "sso":
    case "identitystore":
    case "config":
      return new ServiceError(400, "ThrottlingException", "Rate exceeded", headers);
  }
}

function failed(service: ServiceName, status: number): ServiceError {
  if (status === 503)
    return new ServiceError(
      503,
      PROTOCOLS[service] === "query" ? "ServiceUnavailable" : "ServiceUnavailableException",
      "Service Unavailable",
    );
  switch (service) {
    case "iam":
      return new ServiceError(
        status,
        "ServiceFailure",
        "The request processing has failed because of an unknown error, exception or failure.",
      );
    case "sts":
      return new ServiceError(
        status,
        "InternalFailure",
        "The request processing has failed because of an unknown error, exception or failure.",
      );
    case "organizations":
      return new ServiceError(
        status,
        "ServiceException",
        "AWS Organizations can't complete your request because of an internal service error. Try again later.",
      );
    case "account":
    case "access-analyzer":
    case "sso":
    case "identitystore":
    case "config":
      return new ServiceError(
        status,
        "InternalServerException",
        "The request processing has failed because of an unknown error.",
      );
  }
}

function skewed(service: ServiceName): ServiceError {
  if (PROTOCOLS[service] === "query")
    return new ServiceError(
      403,
      "SignatureDoesNotMatch",
      "Signature expired: it is now earlier than the accepted time.",
    );
  return new ServiceError(
    PROTOCOLS[service] === "rest" ? 403 : 400,
    "InvalidSignatureException",
    "Signature expired: it is now earlier than the accepted time.",
  );
}

/** The answer's data with the fault in it. `sent` is the marker that the caller brought. */
export function distorted(output: Fields | undefined, fault: Fault, sent: string | undefined): Fields | undefined {
  if (output === undefined) return output;
  switch (fault.kind) {
    case "lost-marker": {
      const { Marker: _marker, NextToken: _next, nextToken: _token, ...rest } = output;
      // Where only a token promises more, an answer without one is a last page, and nobody could tell.
      return "IsTruncated" in output ? { ...rest, IsTruncated: true } : output;
    }
    case "looping-marker": {
      const again = sent ?? marker("0");
      if ("IsTruncated" in output) return { ...output, IsTruncated: true, Marker: again };
      return {
        ...output,
        [["analyzers", "findings", "resourceCounts"].some((name) => Object.hasOwn(output, name))
          ? "nextToken"
          : "NextToken"]: again,
      };
    }
    case "unknown-fields":
      return everywhere(output, (fields) => ({
        ...fields,
        FieldOfTomorrow: { Inner: "unknown", List: ["one", "two"] },
      }));
    case "missing-field":
      return everywhere(output, ({ [fault.field]: _gone, ...rest }) => rest);
    case "wrong-value":
      return everywhere(output, (fields) =>
        fault.field in fields ? { ...fields, [fault.field]: fault.value } : fields,
      );
    default:
      return output;
  }
}

function everywhere(value: Fields, change: (fields: Fields) => Fields): Fields {
  const walk = (inner: Value): Value => {
    if (inner instanceof Date || inner instanceof Map || typeof inner !== "object" || inner === null) return inner;
    if (Array.isArray(inner)) return inner.map((item: Value) => walk(item));
    return everywhere(inner as Fields, change);
  };
  return change(Object.fromEntries(Object.entries(value).map(([name, content]) => [name, walk(content)])));
}

/** The bytes on the wire with the fault in them. */
export function mangled(answer: WireAnswer, fault: Fault): WireAnswer {
  if (fault.kind === "truncate") return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
  if (fault.kind === "server-error" && fault.form === "html")
    return { status: fault.status ?? 502, headers: { "content-type": "text/html" }, body: HTML };
  if (fault.kind === "server-error" && fault.form === "empty")
    return { status: fault.status ?? 503, headers: {}, body: "" };
  if (fault.kind === "malformed") return malformed(answer, fault.body);
  return answer;
}

function malformed(answer: WireAnswer, body: Extract<Fault, { kind: "malformed" }>["body"]): WireAnswer {
  switch (body) {
    case "html":
      return { status: 200, headers: { "content-type": "text/html" }, body: HTML };
    case "empty":
      return { status: 200, headers: answer.headers, body: "" };
    case "json":
      return { status: 200, headers: { "content-type": "application/json" }, body: '{"message":"hello"}' };
    case "empty-object":
      return { status: 200, headers: answer.headers, body: "{}" };
    case "other-xml":
      return { status: 200, headers: { "content-type": "text/xml" }, body: "<Surprise><Nothing/></Surprise>" };
  }
}
