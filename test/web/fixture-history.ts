import type { ControlAssessment, HistoryPoint, ReportHistory } from "../../src/core/index.ts";

const DAY_MS = 86_400_000;
const RUNS = 24;

/** Daily runs that got better, with a week in which nobody looked; the reported run is the last. */
export function historyOf(
  controls: readonly ControlAssessment[],
  connections: readonly string[],
  asOf: string,
  runId: string,
): ReportHistory {
  const end = Date.parse(asOf);
  const at = (daysAgo: number): string => new Date(end - daysAgo * DAY_MS).toISOString();
  const ages = Array.from({ length: RUNS }, (_, index) => RUNS - 1 - index).map((age) => (age >= 12 ? age + 7 : age));
  const from = at(91);
  return {
    period: { from, to: asOf },
    runs: ages.map((age) => ({
      id: age === 0 ? runId : `earlier-${age}`,
      at: at(age),
      status: age === 5 ? "incomplete" : "complete",
    })),
    runsOmitted: 8,
    controls: Object.fromEntries(controls.map((control) => [control.id, ages.map((age) => pointOf(control, age))])),
    coverage: connections.flatMap((connection) => [
      { connection, from, to: at(30), watched: false, reason: "no run was made" },
      { connection, from: at(30), to: at(17), watched: true },
      { connection, from: at(17), to: at(11), watched: false, reason: "AUTH_EXPIRED" },
      { connection, from: at(11), to: asOf, watched: true },
    ]),
  };
}

function pointOf({ verdict, assured, possible }: ControlAssessment, age: number): HistoryPoint {
  return age > 12
    ? { verdict: "contradicted-minor", assured: assured * 0.7, possible }
    : { verdict, assured: assured * (1 - age / 60), possible };
}
