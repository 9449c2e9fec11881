import { instant, type Assessment, type HistoryPoint, type ReportHistory, type Run } from "../../core/index.ts";
import type { Workshop } from "../ports.ts";
import { allCoverage } from "./history.ts";
import { lastOfSlots } from "./slots.ts";

/** A quarter, as an internal audit programme looks back. */
const PERIOD_MS = 91 * 86_400_000;
/** More points than pixels say nothing. */
const SLOTS = 60;
/** A verdict that changes with every run must not fill the report. */
const MOST_CHANGES = 240;

/**
 * Earlier runs beside the reported one, which ends the period: a report of an old run never changes with later ones. Of
 * many runs it holds the last one of each slot of time and those that changed a verdict, and says how many it leaves out.
 * Undefined when there is no other run to show.
 */
export async function reportHistory(
  workshop: Workshop,
  run: Run,
  assessment: Assessment,
): Promise<ReportHistory | undefined> {
  const to = assessment.asOf;
  const from = instant(new Date(Date.parse(to) - PERIOD_MS));
  const earlier = (await workshop.store.runsBetween(from, run.startedAt))
    .filter(({ id, part }) => part !== true && id !== run.id)
    .map(({ id, startedAt }) => ({ id, at: startedAt }));
  if (earlier.length === 0) return undefined;
  const sampled = new Set(lastOfSlots(earlier, { from, to }, SLOTS).map(({ id }) => id));
  const shown: Column[] = [];
  let changes = 0;
  let verdicts: string | undefined;
  for (const { id } of earlier) {
    const stored = await workshop.store.getAssessment(id);
    if (stored === undefined) continue;
    const own = verdictsOf(stored.assessment);
    const changed = verdicts !== undefined && own !== verdicts;
    verdicts = own;
    if (!sampled.has(id) && !changed) continue;
    shown.push(columnOf(id, stored.assessment, sampled.has(id)));
    if (!sampled.has(id)) changes += 1;
    if (changes <= MOST_CHANGES) continue;
    shown.splice(
      shown.findIndex((column) => !column.sampled),
      1,
    );
    changes -= 1;
  }
  const omitted = earlier.length - shown.length;
  shown.push(columnOf(run.id, assessment, true));
  return {
    period: { from, to },
    runs: shown.map(({ id, at, status }) => ({ id, at, status })),
    ...(omitted === 0 ? {} : { runsOmitted: omitted }),
    controls: Object.fromEntries(
      assessment.controls.map(({ id }) => [id, shown.map(({ points }) => points.get(id) ?? null)]),
    ),
    coverage: await allCoverage(
      workshop,
      assessment.connections.map(({ id }) => id),
      { from, to },
    ),
  };
}

/** What is shown of a run. */
interface Column {
  readonly id: string;
  readonly at: string;
  readonly status: Run["status"];
  readonly points: ReadonlyMap<string, HistoryPoint>;
  /** It stands for a slot of time. */
  readonly sampled: boolean;
}

function columnOf(id: string, judged: Assessment, sampled: boolean): Column {
  const points = judged.controls.map(
    ({ id: control, verdict, assured, possible }) => [control, { verdict, assured, possible }] as const,
  );
  return { id, at: judged.asOf, status: judged.run.status, points: new Map(points), sampled };
}

function verdictsOf({ controls }: Assessment): string {
  return controls.map(({ id, verdict }) => `${id} ${verdict}`).join("\n");
}
