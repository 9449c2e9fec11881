/** Pace for hosts that match `pattern` (a host pattern as in a manifest); what is left out comes from the general limits. */
export interface HostLimits {
  readonly pattern: string;
  readonly concurrency?: number;
  readonly concurrencyPerLabel?: number;
  readonly requestsPerSecond?: number;
}

/** Durations are milliseconds. */
export interface GatewayLimits {
  /** Requests in flight to one host, over all sessions. */
  readonly concurrency: number;
  /** Requests in flight to one host for one label: AWS services keep their token buckets per account. */
  readonly concurrencyPerLabel: number;
  /** Starts per second to one host; absent = no such limit. */
  readonly requestsPerSecond?: number;
  /** The first whose pattern matches wins. */
  readonly hosts: readonly HostLimits[];
  /** One attempt: from sending to the last byte of the body. */
  readonly attemptTimeoutMs: number;
  /** One call: all attempts and the waits between them. Waiting for a place in the queue does not count. */
  readonly budgetMs: number;
  readonly throttleAttempts: number;
  readonly transientAttempts: number;
  readonly throttleBaseMs: number;
  readonly transientBaseMs: number;
  readonly maxDelayMs: number;
  /** Bytes of one answer after content decoding. */
  readonly maxBodyBytes: number;
}

export const DEFAULT_LIMITS: GatewayLimits = {
  concurrency: 5,
  concurrencyPerLabel: 1,
  // The Policy API refuses what comes faster, with 429 and a quota by the minute (platforms/google-workspace.md §5).
  hosts: [{ pattern: "cloudidentity.googleapis.com", requestsPerSecond: 1 }],
  attemptTimeoutMs: 60_000,
  budgetMs: 120_000,
  throttleAttempts: 8,
  transientAttempts: 4,
  throttleBaseMs: 500,
  transientBaseMs: 200,
  maxDelayMs: 20_000,
  maxBodyBytes: 256 * 1024 * 1024,
};
