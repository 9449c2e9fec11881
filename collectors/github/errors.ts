import { ExhibitError, type GapReason, isExhibitError, messageOf } from "#core";

/** Why a call gave nothing. `status` is for steps that know a refusal to be a fact. */
export interface Problem {
  readonly reason: GapReason;
  readonly detail: string;
  readonly status?: number;
  /** GitHub's own `message`, for steps that tell two answers of one status apart. */
  readonly message?: string;
  /** When the limit that was hit ends. */
  readonly resetsAt?: Date;
}

export type ErrorReading =
  | { readonly type: "auth"; readonly error: ExhibitError }
  | { readonly type: "problem"; readonly problem: Problem };

interface HttpFailure {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly message: string;
}

const UNREADABLE = "an answer without GitHub's error message";
const PLAN = /upgrade to github|make this repository public|not available (?:on|for) (?:your|this) plan|enterprise/i;
const OFF = /(?:is|are) disabled (?:for|on)|must be enabled|is not enabled|no analysis found|archived/i;

/**
 * The one place that says what a failed call means (github.md §4). A 404 is never "there is none": GitHub answers it where
 * the token may not look; a step that knows better reads `status` and `message`.
 * @param accepted whether this run had an answer to the same credentials before: then a 401 means that they ended
 */
export function readError(error: unknown, operation: string, accepted: boolean, now: Date): ErrorReading {
  const exhibit = exhibitErrorIn(error);
  if (exhibit !== undefined) return readExhibitError(exhibit);
  const failure = httpFailure(error);
  if (failure === undefined) {
    if (error instanceof Error && error.name === "AbortError") return problem("cancelled", "the run was cancelled");
    return problem("provider-error", `${operation}: ${lineOf(messageOf(error))}`);
  }
  const { status, headers, message } = failure;
  if (status === 401) return { type: "auth", error: accepted ? expiredError(operation) : rejectedError(operation) };
  const said = `HTTP ${status}: ${lineOf(message)}${wanted(headers)}`;
  const details = { status, message };
  if (status === 429 || (status === 403 && isRateLimit(headers, message)))
    return problem("rate-limited", `HTTP ${status}: GitHub's rate limit is used up`, {
      ...details,
      resetsAt: resetOf(headers, now),
    });
  if (status === 403 && OFF.test(message)) return problem("disabled", said, details);
  if (status === 403 && PLAN.test(message)) return problem("not-licensed", said, details);
  if (status === 403) return problem("denied", said, details);
  if (status === 404 && message === UNREADABLE) return problem("provider-error", said, { status });
  if (status === 404) return problem("denied", `${said}; it is not there, or the token may not see it`, details);
  return problem("provider-error", said, details);
}

/** A good status with a body that is not what the operation returns: never an empty population. */
export function unreadable(what: string): Problem {
  return { reason: "schema-mismatch", detail: `the answer cannot be read: ${what}` };
}

export const CANCELLED: Problem = { reason: "cancelled", detail: "the run was cancelled" };

function isRateLimit(headers: Readonly<Record<string, unknown>>, message: string): boolean {
  return (
    String(headers["x-ratelimit-remaining"]) === "0" ||
    headers["retry-after"] !== undefined ||
    /secondary rate limit|abuse detection/i.test(message)
  );
}

function resetOf(headers: Readonly<Record<string, unknown>>, now: Date): Date {
  const after = Number(headers["retry-after"]);
  if (Number.isFinite(after)) return new Date(now.getTime() + after * 1000);
  const reset = Number(headers["x-ratelimit-reset"]);
  if (String(headers["x-ratelimit-remaining"]) === "0" && Number.isFinite(reset)) return new Date(reset * 1000);
  // "Wait for at least one minute" after a secondary limit that names no time.
  return new Date(now.getTime() + 60_000);
}

/** `x-accepted-github-permissions` names what is missing on a refusal. */
function wanted(headers: Readonly<Record<string, unknown>>): string {
  const permissions = headers["x-accepted-github-permissions"];
  return typeof permissions === "string" && /^[\w=,; -]{1,200}$/.test(permissions) ? ` (needs ${permissions})` : "";
}

function httpFailure(error: unknown): HttpFailure | undefined {
  if (typeof error !== "object" || error === null || !("status" in error) || typeof error.status !== "number")
    return undefined;
  const { response } = error as { response?: { headers?: Record<string, unknown>; data?: unknown } };
  if (response === undefined) return undefined;
  const data = response.data;
  const message =
    typeof data === "object" && data !== null && "message" in data && typeof data.message === "string"
      ? data.message
      : UNREADABLE;
  return { status: error.status, headers: response.headers ?? {}, message };
}

function readExhibitError(error: ExhibitError): ErrorReading {
  if (error.code.startsWith("GATEWAY_") && error.code !== "GATEWAY_BODY_TOO_LARGE") throw error;
  if (error.code === "INTERNAL") throw error;
  if (error.code === "CANCELLED") return { type: "problem", problem: CANCELLED };
  if (error.code.startsWith("AUTH_") || error.code.startsWith("CONFIG_") || error.code === "CLOCK_SKEW")
    return { type: "auth", error };
  return problem("provider-error", error.message);
}

/** Octokit wraps what `fetch` threw; the door's own error stands a cause or two deep. */
export function exhibitErrorIn(error: unknown): ExhibitError | undefined {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if (isExhibitError(current)) return current;
    current = current.cause;
  }
  return undefined;
}

/** One line, without anything long enough to be a token. */
export function lineOf(text: string): string {
  const line = text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/\b(?:gh[pousr]_|github_pat_)\w+/g, "…")
    .replaceAll(/[A-Za-z0-9+/=_-]{36,}/g, "…");
  return line.length > 200 ? `${line.slice(0, 197)}…` : line;
}

function expiredError(place: string): ExhibitError {
  return new ExhibitError("AUTH_EXPIRED", "GitHub stopped accepting the token during the run", {
    place,
    remedy: "Use a GitHub App, whose tokens are renewed, or a token that lives longer than a run; then run again.",
  });
}

function rejectedError(place: string): ExhibitError {
  return new ExhibitError("AUTH_FAILED", "GitHub does not accept the credentials", {
    place,
    remedy:
      "Check that the token is complete, not expired and not revoked, or that App id and private key belong together.",
  });
}

function problem(reason: GapReason, detail: string, rest: Partial<Problem> = {}): ErrorReading {
  return { type: "problem", problem: { reason, detail, ...rest } };
}
