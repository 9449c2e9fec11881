/** One attempt of a call as its session saw it. Holds no URL, header, body or label: nothing of the platform's data. */
export interface AttemptEvent {
  readonly operation: string;
  /** From 1; above it, a retry. */
  readonly attempt: number;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** `refused`: an error answer that another attempt would not change. `fault`: no answer at all. */
  readonly outcome: "answered" | "refused" | "throttled" | "transient" | "fault";
  /** HTTP status; absent when there was no answer. */
  readonly status?: number;
}

/** MUST NOT throw. Called after the attempt has been recorded, in the asynchronous context of the call. */
export type AttemptObserver = (event: AttemptEvent) => void;
