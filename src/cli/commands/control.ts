import { ExhibitError, instant, type Control, type ControlAssessment, type PointAssessment } from "../../core/index.ts";
import { controlHistory } from "../../pipeline/history/history.ts";
import { heeding } from "../../pipeline/heeding.ts";
import { parseTime, tellHistory } from "../history.ts";
import { EXIT, Output, percent, type ExitCode } from "../output.ts";
import { assessed, withInstallation } from "../reading.ts";
import type { GlobalOptions, Services } from "../services.ts";

export async function run(
  services: Services,
  args: readonly string[],
  options: GlobalOptions & { readonly run?: string; readonly since?: string },
): Promise<ExitCode> {
  const id = args[0] ?? "";
  const now = services.now();
  const since = options.since === undefined ? undefined : parseTime(options.since, now, "--since");
  const found = await withInstallation(services, options, async (installation) => {
    const { run: source, assessment } = await assessed(installation, options.run ?? "latest");
    const control = installation.criteria.controls.find((known) => known.id === id);
    const state = assessment.controls.find((known) => known.id === id);
    if (control === undefined || state === undefined)
      throw new ExhibitError("CONTROL_NOT_FOUND", `there is no control "${id}" in run ${source.id}`, {
        remedy: "list them with `exhibit controls`",
      });
    if (since === undefined) return { run: source, control, assessment: state };
    const { loaded } = installation;
    const configured = loaded.path === undefined ? [] : await services.connections(loaded, []);
    const history = await controlHistory({
      workshop: heeding(installation.workshop, {
        signal: services.signal,
        message: "the history was cancelled",
        remedy: "repeat the command, with a shorter --since: nothing was changed",
      }),
      control,
      period: { from: since, to: instant(now) },
      connections: configured.map((connection) => connection.id),
    });
    return { run: source, control, assessment: state, history };
  });
  const out = new Output(services, options);
  if (out.json) out.document(found);
  else {
    tell(out, found.control, found.assessment);
    if (found.history !== undefined) tellHistory(out, found.history);
  }
  return EXIT.done;
}

function tell(out: Output, control: Control, assessment: ControlAssessment): void {
  tellControlHead(out, control, assessment);
  for (const point of control.points) {
    const state = assessment.points.find(({ id }) => id === point.id);
    if (state === undefined) continue;
    out.line();
    out.line(`${out.style("bold", point.id)}  ${out.outcome(state.outcome)}  ${modeText(state)}`);
    out.line(`  ${point.text}`);
    out.table(
      state.checks.map(({ id, counts, role }) => [
        id,
        out.style(counts.fail > 0 ? "red" : "green", `${counts.pass} of ${counts.pass + counts.fail} pass`),
        counts.undetermined > 0 ? out.style("yellow", `${counts.undetermined} undetermined`) : "",
        role === "normal" ? "" : role,
      ]),
      "    ",
    );
    if (point.unseen !== undefined) out.line(`  ${out.dim("unseen")}  ${point.unseen}`);
    if (point.person !== undefined) out.line(`  ${out.dim("a person must add")}  ${point.person}`);
  }
  out.line();
  out.line(out.dim(`exhibit explain ${control.id} prints the proof chain`));
}

export function tellControlHead(out: Output, control: Control, assessment: ControlAssessment): void {
  out.heading(`${control.id} ${control.title}`);
  out.line(control.purpose);
  out.line(`${out.verdict(assessment.verdict)}  ${assessment.because}`);
  out.table(
    [
      ["coverage", percent(assessment.coverage), "conformity", percent(assessment.conformity)],
      ["assured", percent(assessment.assured), "possible", percent(assessment.possible)],
      ["freshness", percent(assessment.freshness), "confidence", percent(assessment.confidence)],
    ],
    "  ",
  );
  if (assessment.sensitivity.flips) {
    const other = Object.entries(assessment.sensitivity.verdicts).filter(
      ([, verdict]) => verdict !== assessment.verdict,
    );
    out.line(`  sensitive: ${other.map(([variant, verdict]) => `${verdict} with ${variant}`).join(", ")}`);
  }
}

export function modeText({ mode, weight, coverage, conformity }: PointAssessment): string {
  const gate = weight === 3 ? "gate" : weight === 2 ? "core" : "advisory";
  const measured = coverage > 0 ? `, ${percent(conformity)} of ${percent(coverage)} seen` : "";
  return `(${gate}, ${mode === "auto" ? "automatic" : mode === "partly" ? "partly automatic" : "manual"}${measured})`;
}
