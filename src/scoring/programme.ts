import { THEMES, type ControlAssessment, type PointAssessment, type Theme } from "../core/control.ts";
import { VERDICTS, type Verdict } from "../core/outcome.ts";
import { sum } from "./check-measure.ts";
import { below, DEFAULT_PARAMETERS, rounded, type ScoringParameters } from "./parameters.ts";

/** Bounds and ratios over a set of points, by the formulas of a control. */
export interface ProgrammeRow {
  readonly controls: number;
  readonly coverage: number;
  readonly conformity: number | null;
  readonly assured: number;
  readonly possible: number;
  readonly freshness: number | null;
  readonly confidence: number | null;
}

export interface NextEvidence {
  readonly control: string;
  readonly point: string;
  readonly weight: 1 | 2 | 3;
  /** By how much the programme's interval would shrink if the whole point were seen, 0..1. */
  readonly gain: number;
  readonly reasons: PointAssessment["reasons"];
}

/** Verdicts are counted, never averaged. Excluded controls count under their verdict and weigh nothing. */
export interface ProgrammeSummary {
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly assured: number;
  readonly possible: number;
  readonly themes: Readonly<Record<Theme, ProgrammeRow>>;
  readonly failingGates: readonly {
    readonly control: string;
    readonly point: string;
    readonly conformity: number;
    readonly checks: readonly string[];
  }[];
  /** Largest first. */
  readonly nextEvidence: readonly NextEvidence[];
}

export function summarise(
  assessments: readonly ControlAssessment[],
  options: { readonly parameters?: ScoringParameters; readonly nextEvidence?: number } = {},
): ProgrammeSummary {
  const parameters = options.parameters ?? DEFAULT_PARAMETERS;
  const whole = rowOf(assessments);
  const verdicts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const assessment of assessments) verdicts[assessment.verdict] += 1;
  return {
    verdicts,
    assured: whole.assured,
    possible: whole.possible,
    themes: Object.fromEntries(
      THEMES.map((theme) => [theme, rowOf(assessments.filter((assessment) => assessment.theme === theme))]),
    ) as Record<Theme, ProgrammeRow>,
    failingGates: failingGates(assessments, parameters),
    nextEvidence: nextEvidence(assessments).slice(0, options.nextEvidence ?? 10),
  };
}

/** The two bounds that `assessment.json` carries, by sums of weights over every applicable point. */
export function programmeBounds(assessments: readonly ControlAssessment[]): {
  readonly assured: number;
  readonly possible: number;
} {
  const { assured, possible } = rowOf(assessments);
  return { assured, possible };
}

function pointsOf(
  assessments: readonly ControlAssessment[],
): readonly (PointAssessment & { readonly control: string })[] {
  return assessments
    .filter((assessment) => assessment.verdict !== "not-applicable")
    .flatMap((assessment) => assessment.points.map((point) => ({ ...point, control: assessment.id })))
    .filter((point) => point.outcome !== "not-applicable");
}

function rowOf(assessments: readonly ControlAssessment[]): ProgrammeRow {
  const points = pointsOf(assessments);
  const weight = sum(points, (point) => point.weight);
  const seen = sum(points, (point) => point.weight * point.coverage);
  const part = (value: (point: PointAssessment) => number | null) =>
    sum(points, (point) => point.weight * point.coverage * (value(point) ?? 0));
  const ratio = (value: (point: PointAssessment) => number | null) => (seen === 0 ? null : rounded(part(value) / seen));
  const coverage = weight === 0 ? 0 : seen / weight;
  const assured = weight === 0 ? 0 : part((point) => point.conformity) / weight;
  return {
    controls: assessments.filter((assessment) => assessment.verdict !== "not-applicable").length,
    coverage: rounded(coverage),
    conformity: ratio((point) => point.conformity),
    assured: rounded(assured),
    possible: rounded(assured + 1 - coverage),
    freshness: ratio((point) => point.freshness),
    confidence: ratio((point) => point.confidence),
  };
}

function failingGates(
  assessments: readonly ControlAssessment[],
  parameters: ScoringParameters,
): ProgrammeSummary["failingGates"] {
  return pointsOf(assessments).flatMap((point) => {
    if (point.weight !== 3 || point.outcome !== "fail") return [];
    const checks = point.checks.filter(
      (check) =>
        check.role !== "advisory" && check.conformity !== null && below(check.conformity, parameters.gateFloor),
    );
    const conformity = point.conformity ?? 0;
    const decisive = checks.some((check) => check.role === "decisive");
    if (!decisive && !below(weightyConformity(point) ?? conformity, parameters.gateFloor)) return [];
    return [{ control: point.control, point: point.id, conformity, checks: checks.map((check) => check.id) }];
  });
}

/** The point's conformity without its advisory checks, as the verdict rule holds it against the floor. */
function weightyConformity(point: PointAssessment): number | null {
  const weighty = point.checks.filter(
    (check) => check.role !== "advisory" && check.conformity !== null && check.reach > 0,
  );
  const reach = sum(weighty, (check) => check.reach);
  return reach === 0 ? null : sum(weighty, (check) => check.reach * (check.conformity ?? 0)) / reach;
}

function nextEvidence(assessments: readonly ControlAssessment[]): readonly NextEvidence[] {
  const points = pointsOf(assessments);
  const total = sum(points, (point) => point.weight);
  return points
    .map(({ control, id, weight, coverage, reasons }, order) => ({
      control,
      point: id,
      weight,
      gain: (weight * (1 - coverage)) / total,
      reasons,
      order,
    }))
    .filter((item) => item.gain > 0)
    .toSorted((a, b) => b.gain - a.gain || a.order - b.order)
    .map(({ order: _order, ...item }) => ({ ...item, gain: rounded(item.gain) }));
}
