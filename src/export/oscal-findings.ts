import type { Control, ControlAssessment, PointAssessment, Verdict } from "../core/index.ts";
import type { Observed } from "./oscal-observations.ts";
import { controlToken, objectiveToken, props, some, type OscalIds } from "./oscal-parts.ts";
import { reasonsText, type ExportSource } from "./source.ts";
import { line } from "./text.ts";

interface Status {
  readonly state: "satisfied" | "not-satisfied";
  readonly reason: "pass" | "fail" | "other";
  readonly remarks?: string;
}

/** A finding for each control, by its verdict, and for each of its guidance points, by what was seen of it. */
export function* findings(source: ExportSource, ids: OscalIds, observed: Observed): Generator<object, void, void> {
  const actor = [{ actors: [{ type: "tool", "actor-uuid": ids.tool(source.software.version) }] }];
  for (const control of source.assessment.controls) {
    yield { ...controlFinding(control, ids), origins: actor };
    if (!control.applicability.applicable) continue;
    for (const point of control.points) yield { ...pointFinding(control, point, ids, observed), origins: actor };
  }
}

function controlFinding(control: ControlAssessment, ids: OscalIds): object {
  const { id, verdict, applicability, sensitivity } = control;
  return {
    uuid: ids.of("finding", id),
    title: line(`${id} ${control.title}: ${verdict}`),
    description: control.because,
    props: props({
      control: id,
      verdict,
      coverage: control.coverage,
      conformity: control.conformity,
      assured: control.assured,
      possible: control.possible,
      freshness: control.freshness,
      confidence: control.confidence,
      "verdict-flips": sensitivity.flips,
      "mapping-sha256": control.mappingDigest,
      "as-of": control.asOf,
      "not-applicable-because": applicability.applicable ? undefined : applicability.justification,
      "not-applicable-approver": applicability.applicable ? undefined : applicability.approver,
      "not-applicable-expires": applicability.applicable ? undefined : applicability.expires,
    }),
    ...(applicability.applicable
      ? some(
          "links",
          control.points.map((point) => ({ href: `#${ids.of("finding", point.id)}`, rel: "point" })),
        )
      : {}),
    target: {
      type: "objective-id",
      "target-id": objectiveToken(id),
      title: line(`${id} ${control.title}`),
      status: controlStatus(control),
      ...notApplicable(verdict === "not-applicable", applicability.justification ?? control.because),
    },
  };
}

const CONTRADICTED: readonly Verdict[] = ["contradicted-minor", "contradicted-major"];

/** OSCAL knows satisfied and not-satisfied only: what is neither is not-satisfied for another reason than failure. */
function controlStatus({ verdict, because, points }: ControlAssessment): Status {
  if (verdict === "supported") return { state: "satisfied", reason: "pass" };
  const unseen = reasonsText(points);
  const remarks = `${verdict}: ${because}${unseen === "" ? "" : ` Unseen: ${unseen}.`}`;
  return { state: "not-satisfied", reason: CONTRADICTED.includes(verdict) ? "fail" : "other", remarks };
}

function pointFinding(
  control: ControlAssessment,
  point: PointAssessment,
  ids: OscalIds,
  { byCheck }: Observed,
): object {
  const status = pointStatus(point);
  return {
    uuid: ids.of("finding", point.id),
    title: line(`${point.id}: ${point.outcome}`),
    description: `Guidance point ${point.id} of ${control.id} ${control.title}: ${point.outcome}, ${percent(point.coverage)} of it seen.`,
    props: props({
      control: control.id,
      point: point.id,
      mode: point.mode,
      weight: point.weight,
      outcome: point.outcome,
      coverage: point.coverage,
      conformity: point.conformity,
      freshness: point.freshness,
      confidence: point.confidence,
    }),
    target: {
      type: "objective-id",
      "target-id": objectiveToken(point.id),
      status,
      ...notApplicable(point.outcome === "not-applicable", "Every population that it speaks of was seen to be empty."),
    },
    ...some(
      "related-observations",
      point.checks.flatMap(({ id }) => byCheck.get(id) ?? []).map((uuid) => ({ "observation-uuid": uuid })),
    ),
  };
}

/** Satisfied is a point that passes and was seen whole. One that passes so far as it was seen is still undetermined. */
function pointStatus({ outcome, coverage, reasons, checks }: PointAssessment): Status {
  const unseen = Object.entries(reasons)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, count]) => `${reason} ${count}`)
    .join(", ");
  const why = unseen === "" ? "" : ` Unseen: ${unseen}.`;
  if (outcome === "fail")
    return { state: "not-satisfied", reason: "fail", ...(why === "" ? {} : { remarks: why.trim() }) };
  if (outcome === "pass" && coverage >= 1) return { state: "satisfied", reason: "pass" };
  const remarks = {
    pass: `undetermined as a whole: ${percent(coverage)} of it was seen, and that passes.${why}`,
    undetermined: `undetermined: ${checks.length === 0 ? "no check speaks of it." : "nothing that decides was seen."}${why}`,
    "not-applicable": "not applicable: every population that it speaks of was seen to be empty.",
  }[outcome];
  return { state: "not-satisfied", reason: "other", remarks };
}

function notApplicable(holds: boolean, remarks: string): object {
  return holds ? { "implementation-status": { state: "not-applicable", remarks } } : {};
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** What was assessed: the controls in scope, and those that the Statement of Applicability leaves out. */
export function reviewedControls({ assessment }: ExportSource): object {
  const select = (applicable: boolean): readonly object[] =>
    assessment.controls
      .filter(({ applicability }) => applicability.applicable === applicable)
      .map(({ id }) => ({ "control-id": controlToken(id) }));
  const included = select(true);
  return {
    "control-selections": [
      {
        description: "Controls of ISO/IEC 27002:2022 whose guidance the evidence was held against.",
        ...(included.length === 0 ? { "include-all": {} } : { "include-controls": included }),
        ...some("exclude-controls", select(false)),
      },
    ],
  };
}

/** The guidance points as objectives in our own words, so that every target of a finding stands in the document. */
export function objectives({ assessment, controls }: ExportSource): readonly object[] {
  const texts = new Map(controls.map((control) => [control.id, control]));
  return assessment.controls.map(({ id, title, points }) => {
    const control = texts.get(id);
    return {
      "control-id": controlToken(id),
      description: line(`${id} ${title}`),
      parts: [
        {
          id: objectiveToken(id),
          name: "assessment-objective",
          title: line(`${id} ${title}`),
          ...(control === undefined ? {} : { prose: control.purpose }),
          ...some(
            "parts",
            points.map((point) => objective(point, control)),
          ),
        },
      ],
    };
  });
}

function objective({ id, mode, weight }: PointAssessment, control: Control | undefined): object {
  const text = control?.points.find((point) => point.id === id)?.text;
  return {
    id: objectiveToken(id),
    name: "assessment-objective",
    props: [{ name: "label", value: id }, ...props({ mode, weight })],
    ...(text === undefined ? {} : { prose: text }),
  };
}
