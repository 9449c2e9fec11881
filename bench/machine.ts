import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

export interface Machine {
  readonly node: string;
  readonly cores: number;
  readonly processor: string;
  readonly memoryBytes: number;
  /** Mean number of runnable processes in the last minute. */
  readonly load: number;
  /** ISO 8601 day. */
  readonly date: string;
}

export function thisMachine(): Machine {
  return {
    node: process.versions.node,
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? "unknown",
    memoryBytes: totalmem(),
    load: loadavg()[0] ?? 0,
    date: new Date().toISOString().slice(0, 10),
  };
}
