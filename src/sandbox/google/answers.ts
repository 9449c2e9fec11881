import type { WireAnswer } from "../protocol/answer.ts";

/** A refusal in Google's words; `style` decides the envelope. */
export class GoogleError extends Error {
  readonly status: number;
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, reason: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = "GoogleError";
    this.status = status;
    this.reason = reason;
    this.headers = headers;
  }
}

/** `oauth`: the token endpoint; `admin`: Directory and Reports; `cloud`: Cloud Identity; `dns`: plain text. */
export type Style = "oauth" | "admin" | "cloud" | "dns";

const JSON_HEADERS = { "content-type": "application/json; charset=UTF-8" } as const;

const STATUS_NAMES: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
};

export function goodAnswer(data: unknown): WireAnswer {
  return { status: 200, headers: JSON_HEADERS, body: JSON.stringify(data) };
}

export function errorAnswer(style: Style, { status, reason, message, headers }: GoogleError): WireAnswer {
  if (style === "dns") return { status, headers: { "content-type": "text/plain", ...headers }, body: message };
  if (style === "oauth")
    return {
      status,
      headers: { ...JSON_HEADERS, ...headers },
      body: JSON.stringify({ error: reason, error_description: message }),
    };
  const name = STATUS_NAMES[status] ?? "UNKNOWN";
  const info = {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    reason,
    domain: "googleapis.com",
    metadata: { service: "admin.googleapis.com" },
  };
  const legacy = [{ message, domain: "global", reason }];
  const error =
    style === "admin"
      ? {
          code: status,
          message,
          errors: legacy,
          ...(status === 401 || reason === "ACCESS_TOKEN_SCOPE_INSUFFICIENT" ? { status: name, details: [info] } : {}),
        }
      : { code: status, message, status: name, ...(reason === name ? {} : { details: [info] }) };
  return { status, headers: { ...JSON_HEADERS, ...headers }, body: JSON.stringify({ error }) };
}
