import type { Assessment, Run } from "../core/index.ts";
import { recover, snapshot } from "../pipeline/run.ts";
import type { Output } from "./output.ts";
import type { Progress } from "./progress.ts";
import type { GlobalOptions, Installation, Services, WrittenBundle } from "./services.ts";
import { tellSummary } from "./summary.ts";

export interface TakeOptions {
  readonly connections?: readonly string[];
  readonly controls?: readonly string[];
  readonly out?: string | undefined;
  readonly archive: boolean;
  readonly replay?: { readonly path: string; readonly identity?: string } | undefined;
}

export interface Taken {
  readonly run: Run;
  readonly assessment: Assessment;
  readonly bundle: WrittenBundle | undefined;
  tell(out: Output): void;
}

/** What `snapshot` and `demo` have in common: open, complete what a crash left, collect, judge, write the bundle. */
export async function takeSnapshot(
  services: Services,
  global: GlobalOptions,
  options: TakeOptions,
  progress: Progress,
): Promise<Taken> {
  const loaded = await services.loadSettings(global);
  const connections = await services.connections(loaded, options.connections ?? []);
  const installation = await services.open(global);
  try {
    await completeInterrupted(services, installation, progress);
    const criteria = await services.criteria(loaded);
    const wanted = options.controls ?? [];
    const { settings } = loaded;
    const result = await snapshot({
      workshop: installation.workshop,
      gateway: installation.gateway,
      connections,
      criteria: wanted.length === 0 ? criteria : onlyControls(criteria, wanted),
      trigger: "demand",
      controls: wanted,
      env: services.env,
      nodeVersion: services.nodeVersion,
      signal: services.signal,
      secrets: loaded.secrets,
      archive: options.archive && settings.archive.enabled ? { recipients: settings.archive.recipients } : undefined,
      replay: options.replay,
      onProgress: progress.report,
    });
    let bundle: WrittenBundle | undefined;
    if (options.out !== undefined) {
      progress.report("writing the bundle");
      bundle = await services.writeBundle(installation, result.run, result.json, options.out);
    }
    progress.end();
    return {
      run: result.run,
      assessment: result.assessment,
      bundle,
      tell: (out) => tellSummary(out, result.assessment),
    };
  } finally {
    progress.end();
    await installation.close();
  }
}

/** Runs that a crash left open are completed first, where this process is sure to be alone on the store. */
export async function completeInterrupted(
  services: Services,
  installation: Installation,
  progress: Progress,
): Promise<void> {
  if (installation.mode !== "embedded") return;
  await recover({
    workshop: installation.workshop,
    criteria: installation.criteria,
    nodeVersion: services.nodeVersion,
    onProgress: progress.report,
  });
}

function onlyControls(criteria: Installation["criteria"], wanted: readonly string[]): Installation["criteria"] {
  const controls = criteria.controls.filter(({ id }) => wanted.includes(id));
  const used = new Set(
    controls.flatMap((control) => control.points.flatMap((point) => point.checks.map(({ id }) => id))),
  );
  return { ...criteria, controls, checks: criteria.checks.filter(({ id }) => used.has(id)) };
}
