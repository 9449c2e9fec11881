import type { CheckRole, Control, ControlAssessment, Point, PointMode } from "../../core/control.ts";
import type { CheckAggregate, ScopeAggregate } from "../aggregate.ts";
import { assessControls, type AssessControlsInput } from "../assess.ts";
import type { Grade } from "../parameters.ts";

export const AS_OF = "2026-11-22T12:00:00.000Z";
const DAY_MS = 86_400_000;

export function daysAgo(days: number): string {
  return new Date(Date.parse(AS_OF) - days * DAY_MS).toISOString();
}

export interface ScopeFixture extends Partial<Omit<ScopeAggregate, "scope" | "grades">> {
  readonly account?: string;
  readonly ageDays?: number;
  readonly freshForDays?: number;
  readonly validForDays?: number;
  readonly grades?: readonly Grade[];
}

/** One complete scope of API configuration evidence (T 1 day, V 14 days), read directly and just now. */
export function scope(fixture: ScopeFixture = {}): ScopeAggregate {
  const { account = "111122223333", ageDays = 0, freshForDays = 1, validForDays = 14, ...counts } = fixture;
  return {
    scope: { platform: "aws", account },
    connection: "aws",
    state: "complete",
    pass: 0,
    fail: 0,
    notApplicable: 0,
    undetermined: 0,
    reasons: {},
    evidenceAt: daysAgo(ageDays),
    freshForMs: freshForDays * DAY_MS,
    validForMs: validForDays * DAY_MS,
    ...counts,
  };
}

export interface PointFixture {
  readonly id: string;
  readonly mode: PointMode;
  readonly weight: 1 | 2 | 3;
  /** Scopes by check id; `role:` before an id sets its role, `normal` otherwise. */
  readonly checks?: Readonly<Record<string, readonly ScopeAggregate[]>>;
}

export function pointOf(fixture: PointFixture): Point {
  return {
    id: fixture.id,
    text: "A good state",
    mode: fixture.mode,
    weight: fixture.weight,
    platforms: [],
    checks: Object.keys(fixture.checks ?? {}).map((key) => ({ ...nameOf(key), rationale: "speaks to it" })),
    evidenceKinds: [],
  };
}

function nameOf(key: string): { readonly id: string; readonly role: CheckRole } {
  const [role, id] = key.split(":");
  return id === undefined ? { id: key, role: "normal" } : { id, role: role as CheckRole };
}

export function controlOf(id: string, points: readonly Point[], theme: Control["theme"] = "technological"): Control {
  return {
    id,
    title: `Control ${id}`,
    theme,
    isNew: false,
    purpose: "To have a fixture.",
    owner: "nobody",
    related: [],
    predecessors2013: [],
    attributes: { controlType: [], properties: [], concepts: [], capabilities: [], domains: [] },
    points,
  };
}

/** Input for one control whose points carry their aggregates. */
export function inputOf(points: readonly PointFixture[], more: Partial<AssessControlsInput> = {}): AssessControlsInput {
  const aggregates = new Map<string, CheckAggregate>();
  const checks = new Map<string, { version: number }>();
  for (const point of points) {
    for (const [key, scopes] of Object.entries(point.checks ?? {})) {
      const { id } = nameOf(key);
      checks.set(id, { version: 1 });
      aggregates.set(id, { checkId: id, scopes });
    }
  }
  return {
    controls: [controlOf("8.5", points.map(pointOf))],
    checks,
    aggregates,
    applicability: new Map(),
    asOf: AS_OF,
    mappingDigest: "0".repeat(64),
    ...more,
  };
}

export function assessOne(points: readonly PointFixture[], more: Partial<AssessControlsInput> = {}): ControlAssessment {
  const [assessment] = assessControls(inputOf(points, more));
  if (assessment === undefined) throw new Error("no control was assessed");
  return assessment;
}
