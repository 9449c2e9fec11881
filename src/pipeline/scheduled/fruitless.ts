import { ExhibitError, type GapReason } from "../../core/index.ts";
import type { Collected } from "../collect.ts";

const AWAY: ReadonlySet<GapReason> = new Set(["provider-error", "rate-limited"]);

/**
 * Collectors turn a platform's faults into gaps. When that is all a collection has, and no record at all, the platform was
 * away as a whole: the error says so. Undefined when anything was seen, or when nothing could be (denied, switched off).
 */
export function fruitless({ captures, error }: Collected): ExhibitError | undefined {
  if (error !== undefined || captures.length === 0) return undefined;
  if (captures.some(({ records }) => records.lines > 0)) return undefined;
  const gaps = captures.flatMap(({ gapSummaries }) => gapSummaries);
  const [first] = gaps;
  if (first === undefined || !gaps.every(({ reason }) => AWAY.has(reason))) return undefined;
  return new ExhibitError("PLATFORM_UNREACHABLE", `the platform answered nothing but faults: ${first.detail}`, {
    remedy: "look at the platform's status page; the run is tried again by itself",
  });
}
