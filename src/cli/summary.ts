import {
  VERDICTS,
  type Assessment,
  type ConnectionOutcome,
  type ControlAssessment,
  type Gap,
  type Scope,
} from "../core/index.ts";
import { percent, plural, type Output } from "./output.ts";

const GAP_LINES = 12;

/** The end of a run for a person: verdicts, bounds, what contradicts, what could not be seen. */
export function tellSummary(out: Output, assessment: Assessment): void {
  const { controls, summary, run } = assessment;
  out.line();
  out.heading(`${controls.length} controls of ISO/IEC 27002:2022 against the evidence of ${assessment.asOf}`);
  out.table(
    VERDICTS.filter((verdict) => summary.verdicts[verdict] > 0).map((verdict) => [
      out.verdict(verdict),
      String(summary.verdicts[verdict]),
    ]),
    "  ",
  );
  out.line(
    `  assured ${percent(summary.assured)}, possible ${percent(summary.possible)} of all guidance weight: what lies between was not seen`,
  );
  const contradicted = controls.filter(
    ({ verdict }) => verdict === "contradicted-major" || verdict === "contradicted-minor",
  );
  if (contradicted.length > 0) {
    out.line();
    out.heading("Contradicted on the evidence (candidates: a person decides)");
    out.table(
      contradicted.map((control) => controlRow(out, control)),
      "  ",
    );
  }
  tellGaps(out, assessment.connections);
  out.line();
  out.line(`run ${run.id}  ${run.status}`);
}

export function controlRow(out: Output, control: ControlAssessment): string[] {
  return [
    control.id,
    out.verdict(control.verdict),
    `${percent(control.assured)}–${percent(control.possible)}`,
    control.title,
  ];
}

/** Gaps, grouped by what was refused. A refused permission that costs a hundred records is one line. */
export function tellGaps(out: Output, connections: readonly ConnectionOutcome[]): void {
  const groups = new Map<
    string,
    { gap: Gap; connection: string; scopes: Set<string>; kinds: Set<string>; count: number }
  >();
  for (const { id, gaps } of connections) {
    for (const gap of gaps) {
      const key = [id, gap.operation, gap.reason, gap.detail].join("\n");
      const group = groups.get(key) ?? {
        gap,
        connection: id,
        scopes: new Set<string>(),
        kinds: new Set<string>(),
        count: 0,
      };
      group.scopes.add(scopeText(gap.scope));
      group.kinds.add(gap.kind);
      group.count += 1;
      groups.set(key, group);
    }
  }
  const errors = connections.filter(({ error }) => error !== undefined);
  if (groups.size === 0 && errors.length === 0) return;
  out.line();
  out.heading("Not seen");
  for (const { id, error } of errors)
    if (error !== undefined)
      out.line(`  ${id}: ${error.code}: ${error.message}${error.remedy === undefined ? "" : ` (${error.remedy})`}`);
  const all = [...groups.values()];
  out.table(
    all
      .slice(0, GAP_LINES)
      .map(({ gap, scopes, kinds, count }) => [
        out.style("yellow", gap.reason),
        gap.operation,
        [...scopes].join(", "),
        `${[...kinds].join(", ")}${count > scopes.size * kinds.size ? ` (${count} records)` : ""}: ${gap.detail}`,
      ]),
    "  ",
  );
  if (all.length > GAP_LINES)
    out.line(`  and ${plural(all.length - GAP_LINES, "more gap")}: the report and --json list them all`);
}

export function scopeText(scope: Scope): string {
  return [scope.account, ...(scope.region === undefined ? [] : [scope.region])].join("/");
}
