import type { Assessment, PointAssessment, Run, Verdict } from "../core/index.ts";
import { connectionChanges, gapChanges, Sight, type ConnectionChange, type GapChanges } from "./diff-gaps.ts";
import { resultChanges, type ResultChange } from "./diff-results.ts";
import type { Workshop } from "./ports.ts";

export interface ControlChange {
  readonly id: string;
  readonly title: string;
  readonly before: Verdict;
  readonly after: Verdict;
  readonly assured: readonly [before: number, after: number];
  readonly possible: readonly [before: number, after: number];
}

export interface PointChange {
  readonly control: string;
  readonly id: string;
  readonly before: PointAssessment["outcome"];
  readonly after: PointAssessment["outcome"];
  /** Passing share of what was seen; null where nothing was. */
  readonly conformity: readonly [before: number | null, after: number | null];
  readonly coverage: readonly [before: number, after: number];
}

export interface Difference {
  readonly before: Run;
  readonly after: Run;
  /** Set when checks, parameters or mapping differ: a change may then come from the criteria and not from the organisation. */
  readonly criteriaChanged: readonly ("checks" | "mapping")[];
  readonly controls: readonly ControlChange[];
  readonly points: readonly PointChange[];
  readonly results: readonly ResultChange[];
  /** Connections that only one of the runs saw anything of. */
  readonly connections: readonly ConnectionChange[];
  readonly gaps: GapChanges;
}

/** What changed from one run to another: verdicts, resources by check, and what could not be seen. */
export async function difference(
  workshop: Workshop,
  before: { run: Run; assessment: Assessment },
  after: { run: Run; assessment: Assessment },
): Promise<Difference> {
  const criteriaChanged: ("checks" | "mapping")[] = [];
  if (before.assessment.versions.checksDigest !== after.assessment.versions.checksDigest)
    criteriaChanged.push("checks");
  if (before.assessment.versions.mappingDigest !== after.assessment.versions.mappingDigest)
    criteriaChanged.push("mapping");
  const [was, is] = [await sightOf(workshop, before), await sightOf(workshop, after)];
  return {
    before: before.run,
    after: after.run,
    criteriaChanged,
    controls: controlChanges(before.assessment, after.assessment),
    points: pointChanges(before.assessment, after.assessment),
    results: await resultChanges(workshop, before.run.id, after.run.id),
    connections: connectionChanges(was, is),
    gaps: gapChanges(was, is),
  };
}

async function sightOf(
  { store }: Workshop,
  { run, assessment }: { readonly run: Run; readonly assessment: Assessment },
): Promise<Sight> {
  return new Sight(
    assessment,
    (await store.evidenceOfRun(run.id)).map(({ evidence }) => evidence),
  );
}

function controlChanges(before: Assessment, after: Assessment): ControlChange[] {
  const old = new Map(before.controls.map((control) => [control.id, control]));
  return after.controls.flatMap((control) => {
    const was = old.get(control.id);
    if (
      was === undefined ||
      (was.verdict === control.verdict && was.assured === control.assured && was.possible === control.possible)
    )
      return [];
    return [
      {
        id: control.id,
        title: control.title,
        before: was.verdict,
        after: control.verdict,
        assured: [was.assured, control.assured] as const,
        possible: [was.possible, control.possible] as const,
      },
    ];
  });
}

function pointChanges(before: Assessment, after: Assessment): PointChange[] {
  const old = new Map(before.controls.flatMap(({ points }) => points.map((point) => [point.id, point] as const)));
  return after.controls.flatMap((control) =>
    control.points.flatMap((point): PointChange[] => {
      const was = old.get(point.id);
      if (
        was === undefined ||
        (was.outcome === point.outcome && was.conformity === point.conformity && was.coverage === point.coverage)
      )
        return [];
      return [
        {
          control: control.id,
          id: point.id,
          before: was.outcome,
          after: point.outcome,
          conformity: [was.conformity, point.conformity],
          coverage: [was.coverage, point.coverage],
        },
      ];
    }),
  );
}
