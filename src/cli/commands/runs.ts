import { EXIT, Output, type ExitCode } from "../output.ts";
import { wholeNumber, withInstallation } from "../reading.ts";
import type { GlobalOptions, Services } from "../services.ts";

export async function run(
  services: Services,
  _args: readonly string[],
  options: GlobalOptions & { readonly limit?: string },
): Promise<ExitCode> {
  const limit = wholeNumber(options.limit, "--limit", 1);
  const runs = await withInstallation(services, options, ({ store }) => store.listRuns(limit));
  const out = new Output(services, options);
  if (out.json) {
    out.document(runs);
    return EXIT.done;
  }
  if (runs.length === 0) out.line("no runs yet: start one with `exhibit snapshot` or `exhibit demo`");
  out.table(
    runs.map((run) => [
      run.id,
      run.startedAt,
      run.status,
      run.connections.join(", "),
      run.error === undefined ? "" : `${run.error.code}: ${run.error.message}`,
    ]),
  );
  return EXIT.done;
}
