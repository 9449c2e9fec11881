import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import type { GlobalOptions, Installation, ServiceCommand, Services } from "./cli/services.ts";
import { systemClock } from "./clock.ts";
import { durationMs, ExhibitError, instant, systemErrorCode } from "./core/index.ts";
import { loadCriteria, openInstallation, planConnections, registry } from "./parts.ts";
import { assembleEstate, hasNews } from "./pipeline/estate.ts";
import { recover, type RunProgress } from "./pipeline/run.ts";
import { runSlot } from "./pipeline/scheduled/index.ts";
import type { JobEnd, RunJob } from "./queue/index.ts";
import type { CommandIo } from "./service/control/server.ts";
import { listenForCommands } from "./service/control/server.ts";
import type { CommandRequest } from "./service/control/protocol.ts";
import type { Plan, ProcessorContext, ServiceParts } from "./service/ports.ts";
import { unconfigured } from "./service/unconfigured.ts";
import { runService } from "./service/service.ts";
import type { UpkeepWork } from "./service/upkeep.ts";
import { DEFAULT_CONFIG, type LoadedSettings } from "./settings/load.ts";
import { withoutSecrets } from "./settings/secret-keeper.ts";
import { schedulesOf } from "./settings/schedules.ts";
import { withControlPath } from "./through-owner.ts";
import { VERSION } from "./version.ts";

/** Runs one command line with these services. Never rejects: an error is told on `stderr`, and is an exit code. */
export type RunCommand = (
  argv: readonly string[],
  services: Partial<Services> & Pick<Services, "env" | "signal">,
) => Promise<number>;

/** `serve` and `worker`: the long-living process with everything that it needs. */
export async function runServiceWith(
  services: Services,
  options: GlobalOptions,
  command: ServiceCommand,
  run: RunCommand,
): Promise<void> {
  const { env, stdout, signal, now } = services;
  try {
    await runService({
      ...command,
      version: VERSION,
      env,
      stdout: command.jsonLog ? { write: (text) => stdout.write(text) } : stdout,
      signal,
      now,
      parts: partsOf(services, options, run),
    });
  } finally {
    // What BullMQ leaves behind while Redis is away (timers of locks) must not keep a process that has ended.
    setTimeout(() => process.exit(), LEFT_BEHIND_MS).unref();
  }
}

const LEFT_BEHIND_MS = 1_000;

function partsOf(services: Services, options: GlobalOptions, run: RunCommand): ServiceParts<Installation> {
  return {
    plan: async (learn) => {
      const loaded = await services.loadSettings(options);
      learn(loaded.secrets);
      return withoutSecrets(loaded.secrets, () => planOf(loaded));
    },
    open: ({ loaded }, { migrate }) => openInstallation(loaded, { migrate }),
    processor: (installation, context) => (job, signal) => runJob(services, installation, context, job, signal),
    recover: ({ workshop, slots, mode }, { criteria }, onProgress) =>
      recover({
        workshop,
        criteria,
        nodeVersion: services.nodeVersion,
        onProgress,
        tended: (runIds) => slots.openAmong(runIds),
        shared: mode === "server",
      }),
    upkeep: (installation, plan, onProgress) => upkeepOf(services, installation, plan, onProgress),
    listen: async (installation, plan, told) => {
      // On a server there is room for everybody.
      if (installation.mode === "server") return undefined;
      const { dataDir } = installation.workshop;
      return listenForCommands({
        withPath: (use) => withControlPath(dataDir, use),
        version: VERSION,
        run: async (request, io) => {
          const started = performance.now();
          const code = await run(request.argv, ownersServices(services, installation, plan, request, io));
          told(commandName(request.argv), code, performance.now() - started);
          return code;
        },
      });
    },
  };
}

function upkeepOf(
  { nodeVersion, now, signal }: Services,
  { workshop, retain }: Installation,
  plan: () => Plan,
  onProgress: (run: string | undefined) => RunProgress,
): Omit<UpkeepWork, "complete"> {
  const ids = (): readonly string[] => plan().connections.map(({ id }) => id);
  return {
    assemble: async () => {
      const connections = ids();
      const release = await workshop.store.claim("upkeep");
      if (release === undefined) return false;
      try {
        if (!(await hasNews(workshop.store, now()))) return false;
        const { criteria } = plan();
        await assembleEstate({
          workshop,
          criteria,
          connections,
          trigger: "schedule",
          nodeVersion,
          onProgress: onProgress(undefined),
        });
        return true;
      } finally {
        await release();
      }
    },
    retain: async () => {
      const { payloads } = plan().loaded.settings.retention;
      const ms = payloads === undefined ? undefined : durationMs(payloads);
      if (ms === undefined) return;
      const before = instant(new Date(now().getTime() - ms));
      await retain({ before, connections: ids(), dryRun: false, signal, onProgress: onProgress(undefined) });
    },
  };
}

/** One attempt at a run, with the configuration of now. */
async function runJob(
  { env, nodeVersion }: Services,
  { workshop, gateway, slots }: Installation,
  { plan, observer, onProgress }: ProcessorContext,
  job: RunJob,
  signal: AbortSignal,
): Promise<JobEnd> {
  const { loaded, criteria, connections } = plan();
  const connection = connections.find(({ id }) => id === job.connection);
  if (connection === undefined) return unconfigured(job.connection, slots, loaded.path ?? "the default configuration");
  const { archive } = loaded.settings;
  return runSlot({
    workshop,
    gateway,
    criteria,
    connection,
    env,
    nodeVersion,
    signal,
    observer,
    slot: job,
    part: connections.length > 1,
    secrets: loaded.secrets,
    archive: archive.enabled ? { recipients: archive.recipients } : undefined,
    onProgress: onProgress(job.runId),
  });
}

/** Everything that could be refused is looked at here, before anything of it is used. */
async function planOf(loaded: LoadedSettings): Promise<Plan> {
  const criteria = await loadCriteria(loaded);
  const connections = planConnections(loaded, []);
  // planConnections has found every collector that is named.
  const platforms = new Map(registry.collectors.map(({ id, platform }) => [id, platform as string]));
  const schedules = schedulesOf(loaded.settings, (collector) => platforms.get(collector) ?? collector);
  return { loaded, criteria, connections, schedules };
}

/** The words before the first flag and value: what may be counted and logged. */
function commandName(argv: readonly string[]): string {
  const [name = "", word = ""] = argv;
  if (!/^[a-z]{2,20}$/.test(name)) return "other";
  return name === "queue" && /^[a-z]{2,20}$/.test(word) ? `${name} ${word}` : name;
}

/** What a command of another process gets: its own streams and folder, and the owner's installation and environment. */
function ownersServices(
  services: Services,
  installation: Installation,
  plan: () => Plan,
  { cwd, noColor }: CommandRequest,
  { stdout, stderr, signal }: CommandIo,
): Partial<Services> & Pick<Services, "env" | "signal"> {
  const loadSettings = async (options: GlobalOptions): Promise<LoadedSettings> => {
    const { loaded } = plan();
    if (await meansSame(options, cwd, loaded)) return loaded;
    return services.loadSettings({ ...options, config: resolve(cwd, options.config ?? DEFAULT_CONFIG) });
  };
  const forbidden = async (): Promise<never> => {
    throw new ExhibitError("USAGE_INVALID", "a service does not run this for another process");
  };
  return {
    cwd,
    env: { ...services.env, NO_COLOR: noColor ? "1" : "" },
    stdout,
    stderr,
    signal,
    loadSettings,
    open: async (options) => {
      const loaded = await loadSettings(options);
      const criteria = loaded === plan().loaded ? plan().criteria : await loadCriteria(loaded);
      return { ...installation, loaded, criteria, tended: true, close: async () => undefined };
    },
    throughOwner: async () => undefined,
    runService: forbidden,
    startDemo: forbidden,
    openInBrowser: () => undefined,
    now: () => systemClock.now(),
  };
}

/** No configuration of its own (`--data-dir` alone), or the very file that the service runs on. */
async function meansSame(options: GlobalOptions, cwd: string, loaded: LoadedSettings): Promise<boolean> {
  const wanted = resolve(cwd, options.config ?? DEFAULT_CONFIG);
  if (wanted === loaded.path) return true;
  try {
    return (await realpath(wanted)) === (loaded.path === undefined ? undefined : await realpath(loaded.path));
  } catch (error) {
    // A file that was named and is not there is told by whoever loads it.
    if (systemErrorCode(error) === "ENOENT") return options.config === undefined;
    throw error;
  }
}
