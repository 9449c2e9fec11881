import type { Operation } from "../sdk/collector.ts";

/** A request as the door received it: body read, nothing sent yet. */
export interface OutboundRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly signal?: AbortSignal;
}

/** A request that may pass: its host and operation are declared. */
export interface Call {
  readonly request: OutboundRequest;
  readonly operation: Operation;
  /** Label of the door that it came through; empty without one. */
  readonly label: string;
  /** `us-east-1/iam` of the SigV4 credential scope. */
  readonly signedFor?: string;
}

/** A whole answer; `content-encoding` is undone, so the headers name neither encoding nor transfer length. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

export const FAULTS = ["timeout", "network", "aborted", "body-too-large"] as const;
export type Fault = (typeof FAULTS)[number];

interface AttemptTimes {
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** What one attempt on the network came to. `detail` is a system error code or a static word: never text of a platform. */
export type AttemptResult = AttemptTimes &
  (
    | { readonly kind: "answer"; readonly answer: Answer }
    | { readonly kind: "fault"; readonly fault: Fault; readonly detail: string; readonly cause?: unknown }
  );

/** Performs calls: against the network, or from an archive. Rejects with ExhibitError, or with the caller's own abort reason. */
export interface Exchanger {
  perform(call: Call): Promise<Answer>;
}
