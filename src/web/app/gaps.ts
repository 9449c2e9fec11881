import type { GapReason } from "../../core/outcome.ts";
import { scopeText } from "./format.ts";
import type { ReportCore } from "./port.ts";

/** Something that could not be seen, and what that costs. */
export interface GapRow {
  readonly connection: string;
  readonly scope: string;
  readonly kind: string;
  readonly reason: GapReason;
  readonly operation: string;
  readonly detail: string;
  /** Gaps that are alike in all of the above. */
  readonly count: number;
  /** At most ten of the records they are about; empty when they are about the kind as a whole. */
  readonly subjects: readonly string[];
  /** Checks over this kind, and the controls these speak about. */
  readonly checks: readonly string[];
  readonly controls: readonly string[];
}

const SHOWN_SUBJECTS = 10;

export function collectGaps(
  core: ReportCore,
  controlsOfCheck: (checkId: string) => readonly string[],
): readonly GapRow[] {
  const rows = new Map<string, { row: Omit<GapRow, "checks" | "controls">; subjects: string[] }>();
  for (const connection of core.assessment.connections) {
    for (const gap of connection.gaps) {
      const scope = scopeText(gap.scope);
      const key = JSON.stringify([connection.id, scope, gap.kind, gap.reason, gap.operation, gap.detail]);
      const subjects = rows.get(key)?.subjects ?? [];
      if (gap.subject !== undefined && subjects.length < SHOWN_SUBJECTS) subjects.push(gap.subject);
      const { kind, reason, operation, detail } = gap;
      const count = (rows.get(key)?.row.count ?? 0) + 1;
      rows.set(key, {
        row: { connection: connection.id, scope, kind, reason, operation, detail, count, subjects },
        subjects,
      });
    }
  }
  return [...rows.values()]
    .map(({ row }): GapRow => {
      const checks = core.checks.filter((check) => check.kind === row.kind).map((check) => check.id);
      const controls = [...new Set(checks.flatMap((id) => controlsOfCheck(id)))];
      return { ...row, checks, controls };
    })
    .sort((a, b) => b.controls.length - a.controls.length || b.count - a.count);
}

/** Every gap of the run, those left out of the assessment's list included, and connections that failed as a whole. */
export function gapTotals(core: ReportCore): { readonly gaps: number; readonly failedConnections: number } {
  const { connections } = core.assessment;
  return {
    gaps: connections.reduce((sum, connection) => sum + connection.gaps.length + connection.gapsOmitted, 0),
    failedConnections: connections.filter((connection) => connection.status === "failed").length,
  };
}

export interface Narrowing {
  readonly control: string;
  readonly title: string;
  /** How much of the whole programme's interval it holds, 0..1. */
  readonly share: number;
  readonly manualPoints: number;
  readonly pointCount: number;
}

/** Where looking would narrow the programme's interval most: the largest sums of weight × unseen share. */
export function narrowings(core: ReportCore): readonly Narrowing[] {
  const applicable = core.assessment.controls.filter((control) => control.verdict !== "not-applicable");
  const points = (control: (typeof applicable)[number]) =>
    control.points.filter((point) => point.outcome !== "not-applicable");
  const total = applicable.flatMap(points).reduce((sum, point) => sum + point.weight, 0);
  if (total === 0) return [];
  return applicable
    .map((control) => ({
      control: control.id,
      title: control.title,
      share: points(control).reduce((sum, point) => sum + point.weight * (1 - point.coverage), 0) / total,
      manualPoints: points(control).filter((point) => point.mode === "manual").length,
      pointCount: points(control).length,
    }))
    .filter((entry) => entry.share > 0)
    .sort((a, b) => b.share - a.share);
}
