/** Who must act on an error: the person running Exhibit, the platform that was asked, or the Exhibit developers. */
export type Actor = "operator" | "platform" | "developer";

interface ErrorDefinition {
  readonly actor: Actor;
  readonly retryable: boolean;
  readonly summary: string;
}

/**
 * The documented table of error codes. `docs/errors.md` is generated from it and a test holds both together.
 * Exit codes of the CLI follow from `USAGE_` and `CONFIG_` (2) against everything else (1).
 */
export const ERROR_CODES = {
  USAGE_INVALID: { actor: "operator", retryable: false, summary: "A command, flag or argument is not understood." },
  CONFIG_INVALID: { actor: "operator", retryable: false, summary: "The configuration file does not hold its schema." },
  CONFIG_NOT_FOUND: { actor: "operator", retryable: false, summary: "The named configuration file does not exist." },
  CONFIG_SECRET_MISSING: { actor: "operator", retryable: false, summary: "A secret reference points at nothing." },
  DATA_DIR_UNWRITABLE: { actor: "operator", retryable: false, summary: "The data directory cannot be written." },
  DISK_FULL: { actor: "operator", retryable: true, summary: "No space is left on the device." },
  OUTPUT_EXISTS: { actor: "operator", retryable: false, summary: "The output path exists already and is not empty." },
  STORE_OWNED: { actor: "operator", retryable: true, summary: "Another process owns the embedded database." },
  STORE_UNREACHABLE: { actor: "operator", retryable: true, summary: "The database server cannot be reached." },
  QUEUE_UNREACHABLE: { actor: "operator", retryable: true, summary: "The queue's server cannot be reached." },
  STORE_VERSION: { actor: "operator", retryable: false, summary: "The database was written by a newer Exhibit." },
  STORE_CORRUPT: {
    actor: "operator",
    retryable: false,
    summary: "The database cannot be opened or contradicts itself.",
  },
  BLOB_MISSING: {
    actor: "operator",
    retryable: false,
    summary: "A content-addressed object is not in the object store.",
  },
  BLOB_CORRUPT: {
    actor: "operator",
    retryable: false,
    summary: "A content-addressed object does not match its digest.",
  },
  LEDGER_KEY_INVALID: {
    actor: "operator",
    retryable: false,
    summary: "The ledger's signing key is unreadable, exposed or of another ledger.",
  },
  LEDGER_ROLLBACK: {
    actor: "operator",
    retryable: false,
    summary: "The ledger holds fewer entries than its signed checkpoint.",
  },
  LEDGER_FORK: {
    actor: "operator",
    retryable: false,
    summary: "The ledger's entries contradict its signed checkpoint.",
  },
  LEDGER_ENTRY_TOO_LARGE: { actor: "developer", retryable: false, summary: "A ledger entry exceeds 65,535 bytes." },
  GATEWAY_HOST_NOT_DECLARED: {
    actor: "developer",
    retryable: false,
    summary: "A collector asked a host that its manifest does not declare.",
  },
  GATEWAY_OPERATION_NOT_DECLARED: {
    actor: "developer",
    retryable: false,
    summary: "A collector asked for an operation that its manifest does not declare as a read.",
  },
  GATEWAY_ARCHIVE_INVALID: { actor: "operator", retryable: false, summary: "An exchange archive cannot be read." },
  GATEWAY_REPLAY_MISS: {
    actor: "operator",
    retryable: false,
    summary: "The archive holds no answer to a request of the replay.",
  },
  GATEWAY_BODY_TOO_LARGE: {
    actor: "platform",
    retryable: false,
    summary: "An answer is larger than the gateway accepts.",
  },
  PLATFORM_UNREACHABLE: { actor: "platform", retryable: true, summary: "The platform gave no answer." },
  PLATFORM_TIMEOUT: { actor: "platform", retryable: true, summary: "The platform did not answer in time." },
  AUTH_FAILED: { actor: "operator", retryable: false, summary: "The platform does not accept the credentials." },
  AUTH_EXPIRED: { actor: "operator", retryable: false, summary: "The credentials have expired." },
  AUTH_MISSING: { actor: "operator", retryable: false, summary: "No credentials were found." },
  CLOCK_SKEW: { actor: "operator", retryable: false, summary: "The local clock is too far from the platform's." },
  MAPPING_INVALID: {
    actor: "operator",
    retryable: false,
    summary: "A mapping file does not hold its schema or names unknown checks.",
  },
  REGISTRY_INVALID: {
    actor: "developer",
    retryable: false,
    summary: "Collectors, kinds or checks contradict each other.",
  },
  PORT_UNAVAILABLE: { actor: "operator", retryable: false, summary: "The service's port cannot be listened on." },
  RUN_NOT_FOUND: { actor: "operator", retryable: false, summary: "No run has this id." },
  RUN_INTERRUPTED: { actor: "operator", retryable: true, summary: "The run was interrupted before it finished." },
  STORE_NOT_EMPTY: {
    actor: "operator",
    retryable: false,
    summary: "The target database holds an installation already.",
  },
  PAYLOAD_REMOVED: { actor: "operator", retryable: false, summary: "A retention rule removed this payload." },
  NOTHING_COLLECTED: {
    actor: "operator",
    retryable: true,
    summary: "Nothing has been collected yet, from any connection or from this one.",
  },
  EVIDENCE_NOT_FOUND: { actor: "operator", retryable: false, summary: "No evidence has this id." },
  CONTROL_NOT_FOUND: { actor: "operator", retryable: false, summary: "No control, point or check has this id." },
  BUNDLE_INVALID: { actor: "operator", retryable: false, summary: "The bundle cannot be read as an Exhibit bundle." },
  VERIFY_FAILED: { actor: "operator", retryable: false, summary: "Something in the bundle or ledger does not verify." },
  CANCELLED: { actor: "operator", retryable: true, summary: "The work was cancelled." },
  INTERNAL: { actor: "developer", retryable: false, summary: "An error that Exhibit did not foresee." },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERROR_CODES;

export interface ErrorDetails {
  /** Where: a file and line, a flag, a URL path, an operation name. */
  readonly place?: string;
  /** What the reader can do about it, as an imperative sentence. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** The only error that leaves a module on purpose. Messages never hold secrets, nor bodies of platform answers. */
export class ExhibitError extends Error {
  readonly code: ErrorCode;
  readonly actor: Actor;
  readonly retryable: boolean;
  readonly place: string | undefined;
  readonly remedy: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "ExhibitError";
    this.code = code;
    this.actor = ERROR_CODES[code].actor;
    this.retryable = ERROR_CODES[code].retryable;
    this.place = details.place;
    this.remedy = details.remedy;
  }
}

export function isExhibitError(value: unknown): value is ExhibitError {
  return value instanceof ExhibitError;
}

/** The `code` of a Node system error (`ENOSPC`, `EACCES`, …), or undefined. */
export function systemErrorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Passes over what the operating system refused, for work on which nothing depends; any other error is thrown. */
export function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Error && "errno" in error)) throw error;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
