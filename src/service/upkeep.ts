/** What a service does beside its runs. */
export interface UpkeepWork {
  /** Ends runs that are open and that nobody will try again: their slot was given up or cancelled between two attempts. */
  complete(): Promise<unknown>;
  /** Judges the newest evidence of all connections together, when the newest assessment of everything has not seen all of it; whether it did. */
  assemble(): Promise<boolean>;
  /** Removes payloads that are older than the configuration keeps them. */
  retain(): Promise<void>;
}

export interface UpkeepOptions {
  readonly work: UpkeepWork;
  /** Pause between two assessments of everything. */
  readonly assembleEveryMs: () => number;
  /** Runs that end shortly after one another are judged together. */
  readonly settleMs?: number;
  readonly onError: (what: keyof UpkeepWork, error: unknown) => void;
  readonly monotonic?: () => number;
}

export interface Upkeep {
  /** A run of this process has come to its end. Those of other processes are found at the next regular look. */
  runEnded(): void;
  /** Waits for what is under way; begins nothing more. */
  close(): Promise<void>;
}

const SETTLE_MS = 20_000;
const COMPLETE_EVERY_MS = 10 * 60_000;
const RETAIN_EVERY_MS = 86_400_000;

/** One piece of work at a time. What fails is told, and tried again with the next occasion. */
export function startUpkeep(options: UpkeepOptions): Upkeep {
  const { work, onError, settleMs = SETTLE_MS, monotonic = () => performance.now() } = options;
  let closed = false;
  let assembledAt = Number.NEGATIVE_INFINITY;
  let pending: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  const enqueue = (what: keyof UpkeepWork): void => {
    underWay = underWay.then(async () => {
      if (closed) return;
      try {
        const done = await work[what]();
        if (what === "assemble" && done === true) assembledAt = monotonic();
      } catch (error) {
        onError(what, error);
        // Not again at once: it is the same work that failed.
        if (what === "assemble") assembledAt = monotonic();
      }
    });
  };
  const plan = (): void => {
    if (closed || pending !== undefined) return;
    const wait = Math.max(settleMs, assembledAt + options.assembleEveryMs() - monotonic());
    pending = setTimeout(() => {
      pending = undefined;
      enqueue("assemble");
    }, wait);
  };
  let look: NodeJS.Timeout | undefined;
  const lookAgain = (): void => {
    look = setTimeout(
      () => {
        plan();
        lookAgain();
      },
      Math.max(settleMs, options.assembleEveryMs()),
    );
  };
  lookAgain();
  const regular = [
    setInterval(() => enqueue("complete"), COMPLETE_EVERY_MS),
    setInterval(() => enqueue("retain"), RETAIN_EVERY_MS),
  ];
  enqueue("retain");
  // A crash may have come between a run and its assessment.
  plan();
  return {
    runEnded: plan,
    async close() {
      closed = true;
      clearTimeout(pending);
      clearTimeout(look);
      regular.forEach(clearInterval);
      await underWay;
    },
  };
}
