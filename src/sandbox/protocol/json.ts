import type { Fields, Protocol, ServiceError, Value, WireAnswer } from "./answer.ts";

/** Answer of AWS JSON 1.1 (instants as epoch seconds) or REST-JSON (instants as ISO 8601 text, as Access Analyzer declares). */
export function jsonAnswer(protocol: Protocol, output: Fields | undefined, requestId: string): WireAnswer {
  return { status: 200, headers: headers(protocol, requestId), body: JSON.stringify(encode(output ?? {}, protocol)) };
}

export function jsonError(protocol: Protocol, error: ServiceError, requestId: string): WireAnswer {
  // REST-JSON names the error in a header; JSON 1.1 names it in the body, by its code alone or after a namespace.
  const body =
    protocol === "rest"
      ? { message: error.message }
      : { __type: error.code, Message: error.message, message: error.message };
  return {
    status: error.status,
    headers: {
      ...headers(protocol, requestId),
      ...(protocol === "rest" ? { "x-amzn-errortype": error.code } : {}),
      ...error.headers,
    },
    body: JSON.stringify(body),
  };
}

function headers(protocol: Protocol, requestId: string): Record<string, string> {
  return {
    "content-type": protocol === "rest" ? "application/json" : "application/x-amz-json-1.1",
    "x-amzn-requestid": requestId,
  };
}

function encode(value: Value, protocol: Protocol): unknown {
  if (value instanceof Date) return protocol === "rest" ? value.toISOString() : value.getTime() / 1000;
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, entry]) => [key, encode(entry, protocol)]));
  if (Array.isArray(value)) return value.map((item: Value) => encode(item, protocol));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, encode(entry as Value, protocol)]));
  return value;
}
