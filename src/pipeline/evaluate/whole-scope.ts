import type { AnyCheck, Judgement } from "../../sdk/index.ts";
import type { Workshop } from "../ports.ts";
import type { Job } from "./jobs.ts";
import type { Source } from "./sources.ts";

/** Checks that another platform has to answer for and of which nothing was seen, with what is said of each. */
export function unansweredNeeds(
  { checks, reads }: Job,
  { registry }: Pick<Workshop, "registry">,
): ReadonlyMap<AnyCheck, Judgement> {
  const unanswered = new Map<AnyCheck, Judgement>();
  for (const check of checks) {
    for (const kind of check.needs ?? []) {
      const sources = reads.get(kind) ?? [];
      if (sources.some(({ state }) => state !== "unavailable")) continue;
      const [seen] = sources;
      const collector = registry.collectors.find(({ kinds }) => kinds.includes(kind))?.id ?? "that has it";
      unanswered.set(check, {
        outcome: "undetermined",
        reason: seen?.reason ?? "no-population",
        observed:
          seen === undefined
            ? `needs ${kind.id} (${kind.title}): no connection of the collector ${collector} brought any`
            : `needs ${kind.id}, which was not seen: ${seen.detail ?? "nothing was obtained"}`,
      });
      break;
    }
  }
  return unanswered;
}

/** What is said once about the scope: that it is empty, or that (a part of) it was not seen. */
export function wholeScope(source: Source, check: AnyCheck): Judgement | undefined {
  const { evidence } = source.stored;
  if (source.state === "complete" && evidence.population.received === 0 && check.whenEmpty !== undefined) {
    return { outcome: "undetermined", reason: "no-population", observed: check.whenEmpty };
  }
  if (source.state === "complete") {
    return evidence.population.received === 0
      ? { outcome: "not-applicable", observed: "the population was enumerated completely and is empty" }
      : undefined;
  }
  const named =
    source.reason !== "expired" &&
    evidence.gaps.length > 0 &&
    evidence.gaps.every(({ subjects }) => subjects.length > 0);
  if (named) return undefined;
  const seen =
    source.state === "partial" ? `${evidence.population.received} records were seen, the rest was not: ` : "";
  return {
    outcome: "undetermined",
    reason: source.reason ?? "truncated",
    observed: `${seen}${source.detail ?? "not seen"}`,
  };
}
