import { ExhibitError, isExhibitError, messageOf, type GapReason } from "#core";

/** Why an answer cannot be used. `detail` is one line for a person, without secrets. */
export interface Problem {
  readonly reason: GapReason;
  readonly detail: string;
  /** Google's own name of the error (`notFound`, `SERVICE_DISABLED`), or ours. */
  readonly name: string;
  readonly status?: number;
}

export type ErrorReading =
  | { readonly type: "problem"; readonly problem: Problem }
  /** Credentials, not permission: the tenant cannot go on. */
  | { readonly type: "auth"; readonly error: ExhibitError };

const RATE = new Set([
  "userRateLimitExceeded",
  "rateLimitExceeded",
  "quotaExceeded",
  "dailyLimitExceeded",
  "RATE_LIMIT_EXCEEDED",
  "RESOURCE_EXHAUSTED",
]);
const API_OFF = new Set(["accessNotConfigured", "SERVICE_DISABLED"]);
const SCOPE_MISSING = new Set(["insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"]);
const NOT_ACCEPTED_AS_EXPIRED = new Set(["ACCESS_TOKEN_EXPIRED", "SESSION_EXPIRED"]);

/**
 * The one place that says what a failed call means (google-workspace.md §6). Rethrown: what breaks the gateway's rules,
 * because no collector may turn its own undeclared request into a gap.
 */
export function readError(error: unknown, operation: string): ErrorReading {
  const exhibit = exhibitErrorIn(error);
  if (exhibit !== undefined) return readExhibitError(exhibit);
  const answer = answerOf(error);
  if (answer === undefined) {
    const name = error instanceof Error ? error.name : "Error";
    if (name === "AbortError" || codeOf(error) === "AbortError")
      return problem("cancelled", "the run was cancelled", name);
    // gaxios parses the body before it hands the answer over: a body that is no JSON ends here.
    return problem("schema-mismatch", "the answer cannot be read as what the operation returns", "Unreadable");
  }
  return readAnswer(answer, operation);
}

interface ErrorAnswer {
  readonly status: number;
  readonly reasons: readonly string[];
  readonly message: string;
}

function readAnswer({ status, reasons, message }: ErrorAnswer, operation: string): ErrorReading {
  const name = reasons[0] ?? `HTTP ${status}`;
  const has = (names: ReadonlySet<string>): boolean => reasons.some((reason) => names.has(reason));
  const said = `${name}${reasons.length > 0 ? ` (${status})` : ""}${message === "" ? "" : `: ${message}`}`;
  if (status === 401) return { type: "auth", error: tokenError(operation, has(NOT_ACCEPTED_AS_EXPIRED)) };
  if (status === 429 || has(RATE)) return problem("rate-limited", said, name, status);
  if (has(API_OFF))
    return problem("disabled", `the API is not enabled in the service account's Cloud project (${name})`, name, status);
  if (has(SCOPE_MISSING))
    return problem("denied", `the delegation lacks the scope that it needs (${name})`, name, status);
  if (status === 403) return problem("denied", said, name, status);
  if (status === 404) return problem("provider-error", said, name, status);
  return problem("provider-error", said, name, status);
}

function readExhibitError(error: ExhibitError): ErrorReading {
  if (error.code.startsWith("GATEWAY_") || error.code === "INTERNAL") throw error;
  if (error.code === "CANCELLED") return problem("cancelled", "the run was cancelled", error.code);
  if (error.code.startsWith("AUTH_") || error.code === "CLOCK_SKEW" || error.code.startsWith("CONFIG_"))
    return { type: "auth", error };
  return problem("provider-error", error.message, error.code);
}

/** gaxios wraps what the door throws, a cause or two deep. */
function exhibitErrorIn(error: unknown): ExhibitError | undefined {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if (isExhibitError(current)) return current;
    current = current.cause;
  }
  return undefined;
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Status and reasons of an answer; `errors[]` of older APIs, `details[]` and `status` of newer ones. */
function answerOf(error: unknown): ErrorAnswer | undefined {
  const response = member(error, "response");
  const status = member(response, "status");
  if (typeof status !== "number") return undefined;
  return { status, ...errorBody(member(response, "data")) };
}

export function errorBody(data: unknown): Pick<ErrorAnswer, "reasons" | "message"> {
  const body = member(data, "error");
  const reasons: string[] = [];
  for (const list of ["errors", "details"]) {
    const items = member(body, list);
    if (Array.isArray(items)) for (const item of items) push(reasons, member(item, "reason"));
  }
  push(reasons, member(body, "status"));
  const message = member(body, "message");
  return { reasons, message: typeof message === "string" ? lineOf(message) : "" };
}

function push(reasons: string[], reason: unknown): void {
  if (typeof reason === "string" && /^[A-Za-z0-9_.-]{1,80}$/.test(reason)) reasons.push(reason);
}

/** One line, without anything that could be a key or token. */
export function lineOf(message: string): string {
  const line = message.replaceAll(/\s+/g, " ").replaceAll(/[A-Za-z0-9+/=_.-]{60,}/g, "…");
  return line.length > 300 ? `${line.slice(0, 297)}…` : line;
}

function tokenError(place: string, expired: boolean): ExhibitError {
  return expired
    ? new ExhibitError("AUTH_EXPIRED", "Google says that the access token has expired", {
        place,
        remedy: "Run again; when it comes back, set the clock of this machine (NTP).",
      })
    : new ExhibitError("AUTH_FAILED", "Google does not accept the access token", {
        place,
        remedy: "Check that the subject is an active administrator and that the service account is enabled.",
      });
}

function problem(reason: GapReason, detail: string, name: string, status?: number): ErrorReading {
  return { type: "problem", problem: { reason, detail, name, ...(status === undefined ? {} : { status }) } };
}

export function unforeseen(error: unknown): string {
  return lineOf(messageOf(error));
}
