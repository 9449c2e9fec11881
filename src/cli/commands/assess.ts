import { resolve } from "node:path";
import { heed } from "../../core/index.ts";
import { requireFree } from "../../pipeline/bundle/stage.ts";
import { assembleEstate } from "../../pipeline/estate.ts";
import { heeding } from "../../pipeline/heeding.ts";
import { EXIT, Output, type ExitCode } from "../output.ts";
import { Progress } from "../progress.ts";
import { withInstallation } from "../reading.ts";
import type { GlobalOptions, Services } from "../services.ts";
import { tellSummary } from "../summary.ts";

export async function run(
  services: Services,
  _args: readonly string[],
  options: GlobalOptions & { readonly out?: string },
): Promise<ExitCode> {
  const progress = new Progress(services, options);
  if (options.out !== undefined) await requireFree(resolve(services.cwd, options.out));
  const done = await withInstallation(services, options, async (installation) => {
    const { loaded } = installation;
    const { signal } = services;
    const message = "the assessment was cancelled";
    const remedy = "repeat the command; its run is closed as failed, and no evidence was touched";
    heed(signal, message, "repeat the command: nothing was changed");
    const connections = await services.connections(loaded, []);
    const result = await assembleEstate({
      workshop: heeding(installation.workshop, { signal, message, remedy }),
      criteria: await services.criteria(loaded),
      connections: connections.map(({ id }) => id),
      trigger: "demand",
      nodeVersion: services.nodeVersion,
      onProgress: progress.report,
    });
    if (options.out === undefined) return { ...result, bundle: undefined };
    progress.report("writing the bundle");
    const bundling = heeding(installation.workshop, {
      signal,
      message: "the bundle was cancelled",
      remedy: `run ${result.run.id} stands: \`exhibit reassess ${result.run.id} --out ${options.out}\` writes a bundle of it`,
    });
    const bundle = await services.writeBundle(
      { ...installation, workshop: bundling },
      result.run,
      result.json,
      options.out,
    );
    return { ...result, bundle };
  }).finally(() => progress.end());
  const out = new Output(services, options);
  if (out.json) {
    out.document({ run: done.run, bundle: done.bundle, assessment: done.assessment });
  } else {
    tellSummary(out, done.assessment);
    out.line();
    out.line(`run ${done.run.id}  ${done.run.status}`);
    if (done.bundle !== undefined) out.line(`bundle ${done.bundle.path}`);
  }
  return done.run.status === "complete" ? EXIT.done : EXIT.incomplete;
}
