import { readFileSync, writeFileSync } from "node:fs";

/** Peak resident memory of a process in bytes, since its start or {@link resetPeak}; undefined where there is no /proc. */
export function peakBytes(pid: number): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    // Not Linux, or the process has just ended.
    return undefined;
  }
}

/** Starts the peak anew from what is resident now, so that the next step is measured alone. False where this cannot be done. */
export function resetPeak(pid: number): boolean {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, "5");
    return true;
  } catch {
    return false;
  }
}
