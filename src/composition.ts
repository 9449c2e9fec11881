import { spawn } from "node:child_process";
import { main } from "./cli/program.ts";
import type { GlobalOptions, Services } from "./cli/services.ts";
import { systemClock } from "./clock.ts";
import { VERSION } from "./version.ts";

/**
 * Puts the parts together and runs one command line. Every part is loaded when it is first asked for, so that `--help`
 * loads none of them. `given` takes the place of what the process itself offers.
 */
export async function start(argv: readonly string[], given: Partial<Services> = {}): Promise<number> {
  if (given.stdout === undefined) process.stdout.on("error", heedNoBrokenPipe);
  if (given.stderr === undefined) process.stderr.on("error", heedNoBrokenPipe);
  return main(argv, compose(given.env ?? process.env, { ...given, signal: given.signal ?? signalOfProcess() }));
}

function compose(env: Services["env"], given: Partial<Services> & Pick<Services, "signal">): Services {
  const parts = () => import("./parts.ts");
  const services: Services = {
    version: VERSION,
    nodeVersion: process.versions.node,
    cwd: process.cwd(),
    stdout: process.stdout,
    stderr: process.stderr,
    now: systemClock.now,
    loadSettings: async (options) => {
      const { loadSettings } = await import("./settings/load.ts");
      return loadSettings({ config: options.config, dataDir: options.dataDir, cwd: services.cwd, env: services.env });
    },
    registry: async () => (await parts()).registry,
    criteria: async (loaded) => (await parts()).loadCriteria(loaded),
    connections: async (loaded, only) => {
      const { planConnections } = await parts();
      const { withoutSecrets } = await import("./settings/secret-keeper.ts");
      return withoutSecrets(loaded.secrets, () => planConnections(loaded, only));
    },
    gateway: async () => (await parts()).createDoor(),
    open: async (options) => {
      const loaded = await services.loadSettings(options);
      return (await parts()).openInstallation(loaded);
    },
    writeBundle: async (installation, run, json, out) =>
      (await parts()).writeRunBundle(installation, run, json, out, services.cwd),
    exportFormats: async () => (await import("./run-export.ts")).EXPORT_FORMATS,
    prepareExport: async (installation, run, format, options) =>
      (await import("./run-export.ts")).prepareExport(installation, run, format, options),
    verifyBundle: async (path, vkey) => {
      const { verifyBundle, verifyRecordFile } = await import("./pipeline/bundle/verify.ts");
      const options = vkey === undefined ? {} : { vkey };
      return path.endsWith(".json") ? verifyRecordFile(path, options) : verifyBundle(path, options);
    },
    moveStore: async (loaded, databaseUrl, options) =>
      (await import("./move-store.ts")).moveStore(loaded, databaseUrl, options),
    verifyLedger: async (installation) =>
      (await parts()).verifyInstallation(installation, {
        signal: services.signal,
        message: "the verification was cancelled",
        remedy: "repeat the command: nothing was changed, and nothing is said about what was not reached",
      }),
    leastPrivilegePolicy: async (collector, config) => (await parts()).policyOf(collector, config),
    startDemo: async () => (await import("./sandbox/demo.ts")).startDemoSandbox(),
    openInBrowser(path) {
      const opener = process.platform === "darwin" ? "open" : process.platform === "win32" ? "explorer" : "xdg-open";
      spawn(opener, [path], { stdio: "ignore", detached: true })
        .on("error", () => services.stderr.write(`open ${path} in a browser\n`))
        .unref();
    },
    throughOwner: async (argv, options) => {
      const dataDir = await locate(options, services);
      if (dataDir === undefined) return undefined;
      return (await import("./through-owner.ts")).throughOwner(dataDir, argv, services);
    },
    runService: async (options, command) => {
      const { runServiceWith } = await import("./service-parts.ts");
      const run = (argv: readonly string[], own: Partial<Services> & Pick<Services, "env" | "signal">) =>
        main(argv, compose(own.env, own));
      return runServiceWith(services, options, command, run);
    },
    ...given,
    env,
    withEnv: (other) => compose(other, given),
  };
  return services;
}

/** The data directory, when there is a control socket of a service in it. */
async function locate(options: GlobalOptions, { cwd, env }: Services): Promise<string | undefined> {
  const { locateEmbedded } = await import("./settings/locate.ts");
  const { config, dataDir } = options;
  return locateEmbedded({ config, dataDir, cwd, env });
}

/** A reader that has seen enough (`| head`) takes no work away from the command, only its words. */
function heedNoBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** Supervisors and shells tell a process and its group at once: signals within this time of each other are one. */
const SAME_SIGNAL_MS = 1_000;

/** Aborted by the first Ctrl-C or SIGTERM, which ends the work in order; the second ends the process. */
function signalOfProcess(): AbortSignal {
  const abort = new AbortController();
  const heed = (): void => {
    if (abort.signal.aborted) return;
    abort.abort();
    setTimeout(() => {
      process.removeListener("SIGINT", heed);
      process.removeListener("SIGTERM", heed);
    }, SAME_SIGNAL_MS).unref();
  };
  process.on("SIGINT", heed);
  process.on("SIGTERM", heed);
  return abort.signal;
}
