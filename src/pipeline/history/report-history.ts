import { instant, type Assessment, type HistoryPoint, type ReportHistory, type Run } from "../../core/index.ts";
import type { Workshop } from "../ports.ts";
import { allCoverage } from "./history.ts";

/** A quarter, as an internal audit programme looks back. */
const PERIOD_MS = 91 * 86_400_000;
/** More points than pixels say nothing. */
const MOST_RUNS = 60;

/**
 * Earlier runs beside the reported one, which ends the period: a report of an old run never changes with later ones.
 * Undefined when there is no other run to show.
 */
export async function reportHistory(
  workshop: Workshop,
  run: Run,
  assessment: Assessment,
): Promise<ReportHistory | undefined> {
  const to = assessment.asOf;
  const from = instant(new Date(Date.parse(to) - PERIOD_MS));
  const earlier = (await workshop.store.runsBetween(from, run.startedAt)).filter(
    ({ id, part }) => part !== true && id !== run.id,
  );
  if (earlier.length === 0) return undefined;
  const runs: { id: string; at: string; status: Run["status"] }[] = [];
  const columns: ReadonlyMap<string, HistoryPoint>[] = [];
  const add = (id: string, judged: Assessment): void => {
    runs.push({ id, at: judged.asOf, status: judged.run.status });
    columns.push(
      new Map(
        judged.controls.map(({ id: control, verdict, assured, possible }) => [control, { verdict, assured, possible }]),
      ),
    );
  };
  for (const { id } of earlier.slice(1 - MOST_RUNS)) {
    const stored = await workshop.store.getAssessment(id);
    if (stored !== undefined) add(id, stored.assessment);
  }
  add(run.id, assessment);
  return {
    period: { from, to },
    runs,
    controls: Object.fromEntries(
      assessment.controls.map(({ id }) => [id, columns.map((column) => column.get(id) ?? null)]),
    ),
    coverage: await allCoverage(
      workshop,
      assessment.connections.map(({ id }) => id),
      { from, to },
    ),
  };
}
