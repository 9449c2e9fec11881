import { THEMES } from "../../core/index.ts";
import { EXIT, Output, type ExitCode } from "../output.ts";
import { assessed, withInstallation } from "../reading.ts";
import type { GlobalOptions, Services } from "../services.ts";
import { controlRow } from "../summary.ts";

interface ControlsOptions extends GlobalOptions {
  readonly theme?: string;
  readonly verdict?: string;
}

export async function run(services: Services, args: readonly string[], options: ControlsOptions): Promise<ExitCode> {
  const { run: source, assessment } = await withInstallation(services, options, (installation) =>
    assessed(installation, args[0] ?? "latest"),
  );
  const controls = assessment.controls.filter(
    ({ theme, verdict }) =>
      (options.theme === undefined || theme === options.theme) &&
      (options.verdict === undefined || verdict === options.verdict),
  );
  const out = new Output(services, options);
  if (out.json) {
    out.document({ run: source, asOf: assessment.asOf, controls });
    return EXIT.done;
  }
  for (const theme of THEMES) {
    const rows = controls.filter((control) => control.theme === theme);
    if (rows.length === 0) continue;
    out.heading(theme);
    out.table(
      rows.map((control) => controlRow(out, control)),
      "  ",
    );
  }
  out.line(out.dim(`run ${source.id} as of ${assessment.asOf}; columns: control, verdict, assured–possible, title`));
  return EXIT.done;
}
