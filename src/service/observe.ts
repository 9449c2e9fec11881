import type { RunObserver } from "../pipeline/observer.ts";
import type { RunProgress } from "../pipeline/run.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Tracing } from "./tracing.ts";

/** Counts and traces what runs do. */
export function observeRuns(metrics: Metrics, tracing: Tracing): RunObserver {
  return {
    async step(name, attributes, work) {
      const started = performance.now();
      try {
        return await tracing.step(name, attributes, work);
      } finally {
        metrics.step(name, performance.now() - started);
      }
    },
    attempt({ collector }, event) {
      metrics.attempt(collector.platform, event);
      tracing.attempt(collector.platform, event);
    },
  };
}

/** Steps as log lines; parts of steps (`12 of 35`) only for whoever debugs. */
export function progressLog(log: Log, run: string | undefined): RunProgress {
  const lines = run === undefined ? log : log.child({ run });
  return (message, fields) => {
    if (fields["done"] === undefined) lines.info({ ...fields }, message);
    else lines.debug({ ...fields }, message);
  };
}
