import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ExhibitError, type Assessment, type Run } from "../core/index.ts";
import { requireFree } from "../pipeline/bundle/stage.ts";
import type { Connection } from "../pipeline/plan.ts";
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
  readonly replay?: { readonly path: string; readonly identityFile?: string | undefined } | undefined;
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
  const configured = (await services.connections(loaded, [])).length;
  const replay = options.replay === undefined ? undefined : await prepareReplay(services, options.replay, connections);
  if (options.out !== undefined) await requireFree(resolve(services.cwd, options.out));
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
      criteria,
      part: connections.length < configured,
      trigger: "demand",
      controls: wanted,
      env: services.env,
      nodeVersion: services.nodeVersion,
      signal: services.signal,
      secrets: loaded.secrets,
      archive: options.archive && settings.archive.enabled ? { recipients: settings.archive.recipients } : undefined,
      replay,
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
      tell: (out) => {
        tellSummary(out, result.assessment);
        if (result.run.part === true) tellPart(out, result.run, configured);
      },
    };
  } finally {
    progress.end();
    await installation.close();
  }
}

function tellPart(out: Output, { id, connections }: Run, configured: number): void {
  out.line();
  out.line(
    `This run is of ${connections.length} of ${configured} connections: \`exhibit assess\` judges it with the newest evidence of the others;`,
  );
  out.line(`until then \`latest\` stays the newest run of all, and this one is \`exhibit controls ${id}\`.`);
}

/** An archive is of one connection; what opens it is read from a file, so that it stands in no list of processes. */
async function prepareReplay(
  services: Services,
  { path, identityFile }: NonNullable<TakeOptions["replay"]>,
  connections: readonly Connection[],
): Promise<{ readonly path: string; readonly identity?: string }> {
  if (connections.length > 1) {
    throw new ExhibitError("USAGE_INVALID", "an archive holds the answers of one connection", {
      place: "--replay",
      remedy: `add --connection with one of: ${connections.map(({ id }) => id).join(", ")}`,
    });
  }
  const archive = resolve(services.cwd, path);
  return identityFile === undefined
    ? { path: archive }
    : { path: archive, identity: await readIdentity(resolve(services.cwd, identityFile)) };
}

async function readIdentity(path: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new ExhibitError("USAGE_INVALID", "the identity file cannot be read", {
      place: path,
      remedy: "name a file as age-keygen writes it",
      cause,
    });
  }
  const identity = text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line.startsWith("AGE-SECRET-KEY-"));
  if (identity !== undefined) return identity;
  throw new ExhibitError("USAGE_INVALID", "the identity file holds no line that begins with AGE-SECRET-KEY-", {
    place: path,
    remedy: "name a file as age-keygen writes it",
  });
}

/** Runs that a crash left open are completed, unless a living process holds them. */
export async function completeInterrupted(
  services: Services,
  installation: Installation,
  progress: Progress,
): Promise<void> {
  if (installation.tended === true) return;
  await recover({
    workshop: installation.workshop,
    criteria: installation.criteria,
    nodeVersion: services.nodeVersion,
    onProgress: progress.report,
    shared: installation.mode === "server",
    tended: (runIds) => installation.slots.openAmong(runIds),
  });
}
