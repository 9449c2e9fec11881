import { ExhibitError, isExhibitError, messageOf, type GapReason } from "#core";

/** Why an answer cannot be used. `detail` is one line for a person, without secrets. */
export interface Problem {
  readonly reason: GapReason;
  readonly detail: string;
  /** The platform's own name of the error, for the few that are facts (`NoSuchEntityException`). */
  readonly name: string;
}

export type ErrorReading =
  | { readonly type: "problem"; readonly problem: Problem }
  /** Credentials, not permission: the account cannot go on. */
  | { readonly type: "auth"; readonly error: ExhibitError };

export interface ReadErrorOptions {
  /** `iam:GetAccountSummary`. */
  readonly operation: string;
  /**
   * A region's endpoint. There a token that is "invalid" means a region that the account has not enabled, because the
   * same credentials were accepted by the partition's global endpoints before.
   */
  readonly region?: string;
}

const EXPIRED = new Set(["ExpiredToken", "ExpiredTokenException", "RequestExpired"]);
const REJECTED = new Set([
  "InvalidClientTokenId",
  "UnrecognizedClientException",
  "SignatureDoesNotMatch",
  "InvalidSignatureException",
  "IncompleteSignature",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "InvalidAccessKeyId",
  "AuthFailure",
]);
const DENIED = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "UnauthorizedOperation",
  "NotAuthorizedException",
  "UnauthorizedException",
  "AccountNotManagementOrDelegatedAdministratorException",
  "CallerIsNotManagementAccountException",
  "KMSAccessDeniedException",
  "KmsAccessDeniedException",
]);
const THROTTLED = new Set([
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "RequestThrottled",
  "RequestThrottledException",
  "TooManyRequestsException",
  "RequestLimitExceeded",
  "SlowDown",
  "PriorRequestNotComplete",
  "TransactionInProgressException",
]);
const UNKNOWN_OPERATION = new Set([
  "InvalidAction",
  "UnknownOperationException",
  "UnknownOperation",
  "NotImplemented",
  "NotImplementedException",
  "UnsupportedOperation",
  "UnsupportedOperationException",
  "NotFound",
]);
const DISABLED = new Set([
  "OptInRequired",
  "RegionDisabledException",
  "UnsupportedAPIEndpointException",
  "ServiceAccessNotEnabledException",
]);

/**
 * The one place that says what a failed call means (aws-iam.md §5). Facts such as `NoSuchEntity` come back as problems
 * with their name, and the step that asked decides. Rethrown: what breaks the gateway's rules, because no collector may
 * turn its own undeclared request into a gap.
 */
export function readError(error: unknown, options: ReadErrorOptions): ErrorReading {
  const exhibit = exhibitErrorIn(error);
  if (exhibit !== undefined) return readExhibitError(exhibit);
  const name = errorName(error);
  const status = statusOf(error);
  if (name === "AbortError" || name === "CancelledError") return problem("cancelled", "the run was cancelled", name);
  const clock = clockSkew(error, name);
  if (clock) return { type: "auth", error: skewError(options.operation, error) };
  if (EXPIRED.has(name)) return { type: "auth", error: expiredError(options.operation, error) };
  if (REJECTED.has(name) || (status === 401 && !DENIED.has(name))) {
    if (options.region !== undefined) {
      return problem(
        "disabled",
        `${name}: ${options.region} does not accept the credentials; is the region enabled for the account?`,
        name,
      );
    }
    return { type: "auth", error: rejectedError(options.operation, name, error) };
  }
  return readAnswer(error, name, status);
}

function readAnswer(error: unknown, name: string, status: number | undefined): ErrorReading {
  if (isUnreadable(error)) return readUnreadable(status);
  const said = `${name}${status === undefined ? "" : ` (${status})`}: ${lineOf(error)}`;
  if (DENIED.has(name)) return problem("denied", said, name);
  if (DISABLED.has(name)) return problem("disabled", said, name);
  if (THROTTLED.has(name) || status === 429) return problem("rate-limited", said, name);
  if (UNKNOWN_OPERATION.has(name) || status === 501) {
    return problem(
      "provider-error",
      `${name}${status === undefined ? "" : ` (${status})`}: the endpoint does not know this operation`,
      name,
    );
  }
  if (status !== undefined && status >= 200 && status < 300) {
    return problem("schema-mismatch", "the answer cannot be read as what the operation returns", name);
  }
  if (status === 403) return problem("denied", said, name);
  return problem("provider-error", said, name);
}

/** The SDK could not parse the body: not one of its service errors, and it says where the body can be seen. */
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && !("$fault" in error) && "$response" in error;
}

function readUnreadable(status: number | undefined): ErrorReading {
  const code = status ?? "no status";
  if (status !== undefined && status >= 200 && status < 300) {
    return problem("schema-mismatch", "the answer cannot be read as what the operation returns", "Unreadable");
  }
  if (status === 429) return problem("rate-limited", "HTTP 429 without a readable error", "Unreadable");
  if (status === 401 || status === 403) return problem("denied", `HTTP ${code} without a readable error`, "Unreadable");
  if (status === 404 || status === 501)
    return problem("provider-error", `HTTP ${code}: the endpoint does not know this operation`, "Unreadable");
  return problem("provider-error", `HTTP ${code} without a readable error`, "Unreadable");
}

function readExhibitError(error: ExhibitError): ErrorReading {
  if (error.code.startsWith("GATEWAY_") || error.code === "INTERNAL") throw error;
  if (error.code === "CANCELLED") return problem("cancelled", "the run was cancelled", error.code);
  if (error.code.startsWith("AUTH_") || error.code === "CLOCK_SKEW" || error.code.startsWith("CONFIG_"))
    return { type: "auth", error };
  if (error.code.includes("RATE")) return problem("rate-limited", error.message, error.code);
  return problem("provider-error", error.message, error.code);
}

/** What the SDK wraps (a provider's error, a stream's error) may stand a few causes deep. */
function exhibitErrorIn(error: unknown): ExhibitError | undefined {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if (isExhibitError(current)) return current;
    current = current.cause;
  }
  return undefined;
}

/** The platform's name of an error, without the namespace that JSON services may put before it. */
export function errorName(error: unknown): string {
  if (typeof error !== "object" || error === null || !("name" in error) || typeof error.name !== "string")
    return "Error";
  return error.name.slice(error.name.lastIndexOf("#") + 1);
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const { $metadata, $response } = error as {
    $metadata?: { httpStatusCode?: unknown };
    $response?: { statusCode?: unknown };
  };
  const status = $metadata?.httpStatusCode ?? $response?.statusCode;
  return typeof status === "number" ? status : undefined;
}

/** One line, without anything that could be a key or token: AWS echoes signed headers in some messages. */
function lineOf(error: unknown): string {
  const line = messageOf(error)
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[A-Za-z0-9+/=_-]{36,}/g, "…");
  return line.length > 300 ? `${line.slice(0, 297)}…` : line;
}

function clockSkew(error: unknown, name: string): boolean {
  if (name === "RequestTimeTooSkewed" || name === "RequestInTheFuture") return true;
  const message = messageOf(error);
  return REJECTED.has(name) && (message.includes("Signature expired") || message.includes("Signature not yet current"));
}

function skewError(place: string, cause: unknown): ExhibitError {
  return new ExhibitError("CLOCK_SKEW", "AWS refuses the signature because the local clock is too far from its own", {
    place,
    remedy: "Set the clock of this machine (NTP), then run again.",
    cause: namesOnly(cause),
  });
}

export function expiredError(place: string, cause?: unknown): ExhibitError {
  return new ExhibitError("AUTH_EXPIRED", "the AWS credentials have expired", {
    place,
    remedy: "Sign in again (aws sso login, or new session credentials in the environment), then run again.",
    ...(cause === undefined ? {} : { cause: namesOnly(cause) }),
  });
}

function rejectedError(place: string, name: string, cause: unknown): ExhibitError {
  return new ExhibitError("AUTH_FAILED", `AWS does not accept the credentials (${name})`, {
    place,
    remedy: "Check that the access key is active, that its secret belongs to it, and that the partition is right.",
    cause: namesOnly(cause),
  });
}

/** Messages about signatures echo signed headers, session token included: only the error's name is passed on. */
function namesOnly(cause: unknown): Error {
  return new Error(errorName(cause));
}

function problem(reason: GapReason, detail: string, name: string): ErrorReading {
  return { type: "problem", problem: { reason, detail, name } };
}
