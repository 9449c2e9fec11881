import { durationMs, ExhibitError, instant, type Instant } from "../../core/index.ts";
import type { LoadedSettings } from "../../settings/load.ts";
import { parseTime } from "../history.ts";
import { EXIT, Output, plural, type ExitCode } from "../output.ts";
import { Progress } from "../progress.ts";
import { withInstallation } from "../reading.ts";
import type { GlobalOptions, Services } from "../services.ts";

export async function run(
  services: Services,
  _args: readonly string[],
  options: GlobalOptions & { readonly olderThan?: string; readonly dryRun?: boolean },
): Promise<ExitCode> {
  const now = services.now();
  const asked = options.olderThan === undefined ? undefined : parseTime(options.olderThan, now, "--older-than");
  const progress = new Progress(services, options);
  const done = await withInstallation(services, options, async (installation) => {
    const { loaded } = installation;
    const connections = await services.connections(loaded, []);
    return installation.retain({
      before: asked ?? configured(loaded, now),
      connections: connections.map(({ id }) => id),
      dryRun: options.dryRun ?? false,
      signal: services.signal,
      onProgress: progress.report,
    });
  }).finally(() => progress.end());
  const out = new Output(services, options);
  if (out.json) {
    out.document(done);
    return EXIT.done;
  }
  const objects = plural(done.objects, "object");
  if (done.objects === 0 && done.runs === 0) out.line(`nothing to remove from runs before ${done.before}`);
  else if (done.dryRun) out.line(`would remove ${objects} of runs before ${done.before}`);
  else
    out.line(
      `removed ${objects} (${(done.bytes / 1e6).toFixed(1)} MB) and the results of ${plural(done.runs, "run")} before ${done.before}`,
    );
  out.line(
    out.dim("receipts, ledger, counts and assessments stay; bundles that were written before verify as they did"),
  );
  return EXIT.done;
}

function configured({ settings, path }: LoadedSettings, now: Date): Instant {
  const { payloads } = settings.retention;
  const ms = payloads === undefined ? undefined : durationMs(payloads);
  if (ms !== undefined) return instant(new Date(now.getTime() - ms));
  throw new ExhibitError("USAGE_INVALID", "nothing says how long payloads are kept", {
    place: path ?? "the default configuration",
    remedy: "add --older-than 2y, or `retention: { payloads: P730D }` to the configuration",
  });
}
