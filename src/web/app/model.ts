import type { CheckAssessment, Control, ControlAssessment, Point, PointAssessment } from "../../core/control.ts";
import type { ReportCheck, ReportEvidence } from "../../core/report.ts";
import type { Assessment } from "../../core/run.ts";
import { collectGaps, type GapRow } from "./gaps.ts";
import type { ReportCore } from "./port.ts";

/** A control as measured, beside what the mapping knows of it (absent when the report came without its mapping). */
export interface ControlView {
  readonly id: string;
  /** Sorts 5.2 before 5.10. */
  readonly order: number;
  readonly assessment: ControlAssessment;
  readonly control: Control | undefined;
  readonly hasEvidence: boolean;
  /** Lower-case text that a search looks through. */
  readonly haystack: string;
  /** Sum of its points' weights; 0 when it is not applicable. */
  readonly weight: number;
}

export interface CheckUse {
  readonly control: ControlAssessment;
  readonly point: Point | undefined;
  readonly pointId: string;
  readonly assessment: CheckAssessment;
  readonly rationale: string | undefined;
}

export interface Totals {
  readonly assured: number;
  readonly possible: number;
}

export interface Model {
  readonly core: ReportCore;
  readonly assessment: Assessment;
  readonly controls: readonly ControlView[];
  readonly control: (id: string) => ControlView | undefined;
  readonly check: (id: string) => ReportCheck | undefined;
  readonly checkUses: (id: string) => readonly CheckUse[];
  readonly evidence: (id: string) => ReportEvidence | undefined;
  /** Every way in which something could not be seen, alike ones put together, most costly first. */
  readonly gaps: readonly GapRow[];
  /** Controls of the mapping that this run did not assess. */
  readonly unassessed: readonly Control[];
}

export function buildModel(core: ReportCore): Model {
  const { assessment } = core;
  const mapping = new Map(core.controls.map((control) => [control.id, control]));
  const checks = new Map(core.checks.map((check) => [check.id, check]));
  const evidence = new Map(core.evidence.map((entry) => [entry.evidence.id, entry]));
  const controls = assessment.controls
    .map((control) => viewOf(control, mapping.get(control.id)))
    .sort((a, b) => a.order - b.order);
  const byId = new Map(controls.map((view) => [view.id, view]));
  const uses = usesByCheck(controls);
  return {
    core,
    assessment,
    controls,
    control: (id) => byId.get(id),
    check: (id) => checks.get(id),
    checkUses: (id) => uses.get(id) ?? [],
    evidence: (id) => evidence.get(id),
    gaps: collectGaps(core, (checkId) => (uses.get(checkId) ?? []).map((use) => use.control.id)),
    unassessed: core.controls.filter((control) => !byId.has(control.id)),
  };
}

/** Points beside what the mapping says of them, in the mapping's order. */
export function pointsOf(
  view: ControlView,
): readonly { readonly assessment: PointAssessment; readonly point: Point | undefined }[] {
  return view.assessment.points.map((assessment) => ({
    assessment,
    point: view.control?.points.find((point) => point.id === assessment.id),
  }));
}

/** Bounds over several controls: each point counts by its weight, what is not applicable not at all. */
export function totals(views: readonly ControlView[]): Totals | undefined {
  let weight = 0;
  let assured = 0;
  let possible = 0;
  for (const view of views) {
    weight += view.weight;
    assured += view.weight * view.assessment.assured;
    possible += view.weight * view.assessment.possible;
  }
  return weight === 0 ? undefined : { assured: assured / weight, possible: possible / weight };
}

function viewOf(assessment: ControlAssessment, control: Control | undefined): ControlView {
  const [clause = 0, number = 0] = assessment.id.split(".").map(Number);
  return {
    id: assessment.id,
    order: clause * 1000 + number,
    assessment,
    control,
    hasEvidence: assessment.points.some(
      (point) => point.coverage > 0 || point.checks.some(({ counts }) => counts.pass + counts.fail > 0),
    ),
    haystack: [
      assessment.id,
      assessment.title,
      control?.purpose ?? "",
      ...(control?.points.map((point) => point.text) ?? []),
      ...assessment.points.flatMap((point) => point.checks.map((check) => check.id)),
    ]
      .join("\n")
      .toLowerCase(),
    weight: isMeasured(assessment)
      ? assessment.points
          .filter((point) => point.outcome !== "not-applicable")
          .reduce((sum, point) => sum + point.weight, 0)
      : 0,
  };
}

/** False for an excluded control: it has no interval. An exclusion that has expired no longer excludes. */
export function isMeasured(assessment: ControlAssessment): boolean {
  return assessment.verdict !== "not-applicable";
}

function usesByCheck(controls: readonly ControlView[]): ReadonlyMap<string, readonly CheckUse[]> {
  const uses = new Map<string, CheckUse[]>();
  for (const view of controls) {
    for (const { assessment: pointAssessment, point } of pointsOf(view)) {
      for (const check of pointAssessment.checks) {
        const list = uses.get(check.id) ?? [];
        list.push({
          control: view.assessment,
          point,
          pointId: pointAssessment.id,
          assessment: check,
          rationale: point?.checks.find((entry) => entry.id === check.id)?.rationale,
        });
        uses.set(check.id, list);
      }
    }
  }
  return uses;
}
