import { resolve } from "node:path";
import { ExhibitError, instant } from "../../core/index.ts";
import { requireFree } from "../../pipeline/bundle/stage.ts";
import { reassess } from "../../pipeline/run.ts";
import { parseDate } from "../history.ts";
import { EXIT, Output, type ExitCode } from "../output.ts";
import { Progress } from "../progress.ts";
import { withInstallation } from "../reading.ts";
import type { GlobalOptions, Services } from "../services.ts";
import { tellSummary } from "../summary.ts";

export async function run(
  services: Services,
  args: readonly string[],
  options: GlobalOptions & { readonly asOf?: string; readonly out?: string },
): Promise<ExitCode> {
  const chosen = options.asOf === undefined ? undefined : parseInstant(options.asOf);
  const progress = new Progress(services, options);
  if (options.out !== undefined) await requireFree(resolve(services.cwd, options.out));
  const { previous, assessment, bundle } = await withInstallation(services, options, async (installation) => {
    const source = await installation.store.getRun(args[0] ?? "latest");
    const criteria = await services.criteria(installation.loaded);
    const asOf = chosen ?? source.asOf ?? instant(services.now());
    const judged = await reassess({
      workshop: installation.workshop,
      criteria,
      nodeVersion: services.nodeVersion,
      onProgress: progress.report,
      run: source,
      asOf,
    });
    if (options.out === undefined) return { ...judged, bundle: undefined };
    progress.report("writing the bundle");
    return { ...judged, bundle: await services.writeBundle(installation, source, judged.json, options.out) };
  });
  progress.end();
  const out = new Output(services, options);
  const before = new Map(previous?.controls.map((control) => [control.id, control.verdict]));
  const changed = assessment.controls.filter(
    (control) => before.has(control.id) && before.get(control.id) !== control.verdict,
  );
  if (out.json) {
    out.document({
      bundle,
      assessment,
      changed: changed.map(({ id, verdict }) => ({ id, before: before.get(id), after: verdict })),
    });
    return EXIT.done;
  }
  tellSummary(out, assessment);
  if (bundle !== undefined) out.line(`bundle ${bundle.path}`);
  out.line();
  if (changed.length === 0) out.line("no verdict differs from the assessment before");
  out.table(changed.map(({ id, verdict, title }) => [id, `${before.get(id) ?? "–"} → ${verdict}`, title]));
  return EXIT.done;
}

function parseInstant(text: string): string {
  const date = parseDate(text);
  if (date === undefined)
    throw new ExhibitError("USAGE_INVALID", `"${text}" is no instant`, {
      place: "--as-of",
      remedy: "use a form like 2026-11-22T10:00:00Z",
    });
  return instant(date);
}
