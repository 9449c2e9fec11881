import { writeSync } from "node:fs";
import { peakBytes } from "./peak.ts";

/** What a measured process says about itself when it ends. */
export interface ChildFigures {
  /** Peak resident memory since the start, or since it was last reset from outside; Linux only. */
  readonly peakBytes: number | undefined;
  /** Peak resident memory since the start, as the system counts it; may hold the parent's from before exec. */
  readonly maxRssBytes: number;
  readonly processorSeconds: number;
}

// Preloaded with `--import`; the figures go to descriptor 3, because the other two belong to the command.
process.once("exit", () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const figures: ChildFigures = {
    peakBytes: peakBytes(process.pid),
    maxRssBytes: maxRSS * 1024,
    processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
  };
  writeSync(3, `${JSON.stringify(figures)}\n`);
});
