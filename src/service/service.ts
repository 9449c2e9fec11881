import type { RunJob, RunQueue, RunWorker } from "../queue/index.ts";
import { durationMs, isExhibitError, type Slot } from "../core/index.ts";
import { Configuration } from "./configuration.ts";
import type { ControlServer } from "./control/server.ts";
import { scrapeFacts } from "./facts.ts";
import { startFront, type Front } from "./front/front.ts";
import { createLog, type Log, type LogLevel } from "./log.ts";
import { createMetrics, redactLabels, within, type Metrics } from "./metrics.ts";
import { observeRuns, progressLog } from "./observe.ts";
import type { Plan, ServedInstallation, ServiceParts } from "./ports.ts";
import { ReadinessBoard, type PartState, type Readiness } from "./readiness.ts";
import { startReloader } from "./reload.ts";
import { createSecretKeeper, secretsOfEnvironment, type SecretKeeper } from "../settings/secret-keeper.ts";
import { createTracing, type Tracing } from "./tracing.ts";
import { canWaitForDatabase, canWaitForQueue, untilThere, type Waiting } from "./until-there.ts";
import { startUpkeep, type Upkeep } from "./upkeep.ts";

export interface ServiceOptions<I extends ServedInstallation> {
  /** `worker` takes runs and nothing else: no schedules, no commands of others. */
  readonly role: "serve" | "worker";
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  /** Aborted to end the service in order. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly host: string;
  readonly port: number;
  readonly graceMs: number;
  readonly logLevel: LogLevel;
  readonly parts: ServiceParts<I>;
}

const PROBE_WITHIN_MS = 2_000;
/** How often an embedded database is looked at, so that a broken one ends the process and a supervisor starts it again. */
const WATCH_MS = 15_000;

/**
 * The process that a team leaves running: starts, works until the signal, and ends in order. Rejects when it cannot start,
 * or when the database breaks under it. Everything it says goes to `stdout` as log lines.
 */
export async function runService<I extends ServedInstallation>(options: ServiceOptions<I>): Promise<void> {
  const { env, role, version, stdout, logLevel } = options;
  const secrets = createSecretKeeper(secretsOfEnvironment(env));
  const log = createLog({ stream: stdout, secrets, level: logLevel, base: { pid: process.pid, role } });
  const onFatal = (error: unknown): void => {
    log.error({ error }, "the service ends after an error that nobody foresaw");
    process.exit(1);
  };
  process.on("uncaughtException", onFatal);
  // It asks for a new configuration, and never ends the process, whenever it comes.
  process.on("SIGHUP", heedLater);
  const service = new Service(options, secrets, log);
  try {
    await service.run();
  } catch (error) {
    log.error({ error }, "the service ends because of an error");
    throw error;
  } finally {
    process.removeListener("uncaughtException", onFatal);
    process.removeListener("SIGHUP", heedLater);
    log.info({ version }, "ended");
  }
}

/** The reloader heeds it while there is one. */
function heedLater(): void {}

class Service<I extends ServedInstallation> {
  readonly #options: ServiceOptions<I>;
  readonly #secrets: SecretKeeper;
  readonly #log: Log;
  readonly #metrics: Metrics;
  readonly #board = new ReadinessBoard();
  /** What to undo, last first. */
  readonly #undo: (() => Promise<void> | void)[] = [];
  /** Rejects when the service cannot go on. */
  readonly #broken = Promise.withResolvers<never>();
  readonly #configuration: Configuration;
  #reloader: { close(): void } | undefined;
  #installation: I | undefined;
  #queue: RunQueue | undefined;
  #upkeep: Upkeep | undefined;

  constructor(options: ServiceOptions<I>, secrets: SecretKeeper, log: Log) {
    this.#options = options;
    this.#secrets = secrets;
    this.#log = log;
    // It may reject before anybody waits for it; `run` is told all the same.
    this.#broken.promise.catch(() => undefined);
    this.#metrics = createMetrics({
      version: options.version,
      role: options.role,
      monotonic: () => performance.now(),
      facts: async () => {
        const [installation, queue, plan] = [this.#installation, this.#queue, this.#configuration.known()];
        if (installation === undefined || queue === undefined || plan === undefined) return undefined;
        const connections = plan.connections.map(({ id }) => id);
        const { store, slots } = installation;
        return scrapeFacts({ store, slots, queue, connections, now: options.now });
      },
    });
    this.#configuration = new Configuration({
      read: () => options.parts.plan(secrets.add),
      apply: async ({ schedules }) => {
        if (options.role === "serve") await this.#queue?.setSchedules(schedules);
      },
      isOpen: () => this.#installation !== undefined,
      secrets,
      log,
      board: this.#board,
      metrics: this.#metrics,
    });
  }

  async run(): Promise<void> {
    const { signal } = this.#options;
    try {
      const started = await this.#start();
      if (started) await Promise.race([aborted(signal), this.#broken.promise]);
    } finally {
      this.#board.enter("stopping");
      this.#reloader?.close();
      await this.#stop();
    }
  }

  /** False when the service was told to end before it had begun. */
  async #start(): Promise<boolean> {
    const { role, version, host, port, env, signal } = this.#options;
    const { loaded } = await this.#configuration.load();
    const front = await this.#listen(host, port);
    this.#log.info({ version, url: front.url, config: loaded.path ?? "defaults" }, "starting");
    this.#reloader = startReloader({
      path: loaded.path,
      apply: (why) => this.#configuration.reload(why),
      onBlind: (error) =>
        this.#log.warn({ error }, "the configuration file cannot be watched: send SIGHUP after a change"),
    });
    const tracing = await createTracing({ env, version, role });
    this.#undo.push(() => tracing.close());
    const installation = await this.#openDatabase();
    if (installation === undefined) return false;
    const queue = await this.#openQueue(installation);
    if (queue === undefined) return false;
    await this.#work(installation, queue, tracing);
    if (signal.aborted) return false;
    const plan = this.#configuration.current();
    if (plan.loaded.settings.connections.length === 0)
      this.#log.warn(
        {},
        "no connection is configured: nothing is collected; write a configuration with `exhibit init`",
      );
    this.#board.enter("serving");
    const ms = Math.round(process.uptime() * 1000);
    this.#log.info(
      { url: front.url, connections: plan.connections.length, schedules: plan.schedules.length, ms },
      "ready",
    );
    return true;
  }

  async #stop(): Promise<void> {
    for (const undo of this.#undo.toReversed()) {
      try {
        await undo();
      } catch (error) {
        this.#notEnded(error);
      }
    }
  }

  async #listen(host: string, port: number): Promise<Front> {
    const front = await startFront({
      host,
      port,
      readiness: async () => this.#harmless(await this.#board.ask()),
      metrics: async () => redactLabels(await this.#metrics.text(), this.#secrets.redact),
      onBroken: (error) => this.#broken.reject(error),
    });
    this.#undo.push(() => front.close());
    return front;
  }

  /** Details of errors could quote what stood in the configuration. */
  #harmless(readiness: Readiness): Readiness {
    return JSON.parse(this.#secrets.redactJson(JSON.stringify(readiness))) as Readiness;
  }

  #around(): Pick<Waiting, "board" | "log" | "signal"> {
    return { board: this.#board, log: this.#log, signal: this.#options.signal };
  }

  async #openDatabase(): Promise<I | undefined> {
    const { parts, role } = this.#options;
    const waiting = { ...this.#around(), what: "database", canWait: canWaitForDatabase(role) } as const;
    const installation = await untilThere(waiting, () =>
      parts.open(this.#configuration.current(), { migrate: role === "serve" }),
    );
    if (installation === undefined) return undefined;
    this.#undo.push(() => installation.close());
    this.#installation = installation;
    this.#board.set("migrations", { ok: true });
    this.#board.probe("database", () => probe(installation.store.listRuns(1)));
    if (installation.mode === "embedded") this.#watchDatabase(installation);
    return installation;
  }

  #watchDatabase(installation: I): void {
    const timer = setInterval(() => {
      installation.store.listRuns(1).catch((error: unknown) => {
        // Any other trouble is readiness's to tell, and passes.
        if (isExhibitError(error) && error.code === "STORE_CORRUPT") this.#broken.reject(error);
      });
    }, WATCH_MS);
    this.#undo.push(() => clearInterval(timer));
  }

  async #openQueue(installation: I): Promise<RunQueue | undefined> {
    const waiting = {
      ...this.#around(),
      what: "queue",
      canWait: canWaitForQueue(installation, this.#configuration.current()),
    } as const;
    const queue = await untilThere(waiting, async () => {
      const opened = await installation.queue((level, message, fields) => this.#log[level]({ ...fields }, message));
      // From here on a new configuration sets its schedules itself.
      this.#queue = opened;
      if (this.#options.role === "serve") await opened.setSchedules(this.#configuration.current().schedules);
      return opened;
    });
    if (queue === undefined) return undefined;
    this.#board.probe("queue", () => probe(queue.counts()));
    return queue;
  }

  async #work(installation: I, queue: RunQueue, tracing: Tracing): Promise<void> {
    const { parts, role, graceMs } = this.#options;
    const log = this.#log;
    const plan = (): Plan => this.#configuration.current();
    await parts.recover(installation, plan(), progressLog(log, undefined));
    void this.#newestVerdicts(installation);
    const processor = parts.processor(installation, {
      plan,
      observer: observeRuns(this.#metrics, tracing),
      onProgress: (run) => progressLog(log, run),
    });
    let worker: RunWorker | undefined;
    let control: ControlServer | undefined;
    this.#undo.push(async () => {
      log.info({ running: worker?.running().length ?? 0, commands: control?.active() ?? 0, graceMs }, "ending");
      // Side by side, so that all of it takes one grace. What upkeep does not finish in time, the next start does.
      const ends = [worker?.close({ graceMs }), control?.close(graceMs), this.#endUpkeep()];
      for (const end of await Promise.allSettled(ends)) if (end.status === "rejected") this.#notEnded(end.reason);
    });
    if (role === "serve") {
      control = await parts.listen(installation, plan, (command, code, durationMs) => {
        this.#metrics.command(command, code);
        // Of some connections, it is news for the whole.
        if (command === "snapshot") this.#upkeep?.runEnded();
        log.info({ command, code, ms: Math.round(durationMs) }, "command of another process");
      });
    }
    worker = await queue.work(
      async (job, signal) => {
        log.info({ run: job.runId, connection: job.connection, attempt: job.attempt, dueAt: job.dueAt }, "run begins");
        return processor(job, signal);
      },
      { onEnd: (job, slot, durationMs) => this.#ended(installation, job, slot, durationMs) },
    );
    if (role === "serve") this.#startUpkeep(installation, plan);
  }

  #startUpkeep(installation: I, plan: () => Plan): void {
    const { parts } = this.#options;
    const work = parts.upkeep(installation, plan, (run) => progressLog(this.#log, run));
    this.#upkeep = startUpkeep({
      work: {
        ...work,
        complete: () => parts.recover(installation, plan(), progressLog(this.#log, undefined)),
        assemble: async () => {
          const assembled = await work.assemble();
          if (assembled) await this.#newestVerdicts(installation);
          return assembled;
        },
      },
      assembleEveryMs: () => durationMs(plan().loaded.settings.assessment.every) ?? 0,
      onError: (what, error) => {
        if (isExhibitError(error) && error.code === "CANCELLED")
          this.#log.info(
            { what, reason: error.message },
            "upkeep ends with the service; the next start goes on with it",
          );
        else this.#log.error({ error, what }, "upkeep failed; it is tried again");
      },
    });
  }

  async #endUpkeep(): Promise<void> {
    if (this.#upkeep !== undefined) await within(this.#upkeep.close(), this.#options.graceMs);
  }

  #notEnded(error: unknown): void {
    this.#log.error({ error }, "something could not be ended in order");
  }

  #ended(installation: I, job: RunJob, slot: Slot, durationMs: number): void {
    const { runId: run, connection } = job;
    this.#upkeep?.runEnded();
    this.#metrics.runEnded({ trigger: job.trigger, state: slot.state, durationMs });
    const fields = { run, connection, state: slot.state, attempt: job.attempt, ms: Math.round(durationMs) };
    if (slot.needsPerson && slot.error !== undefined)
      this.#log.error({ ...fields, error: slot.error }, "this run needs a person");
    else if (slot.error !== undefined && slot.state !== "complete")
      this.#log.warn({ ...fields, error: slot.error }, "run left unfinished or failed");
    else this.#log.info(fields, "run ended");
    void this.#newestVerdicts(installation);
  }

  async #newestVerdicts({ store }: I): Promise<void> {
    try {
      const run = await store.getRun("latest");
      // The first parts are there before the first whole.
      if (run.part === true) return;
      const stored = await store.getAssessment(run.id);
      if (stored !== undefined) this.#metrics.verdicts(stored.assessment.summary.verdicts);
    } catch (error) {
      // Until the first run has finished there is none.
      if (!isExhibitError(error) || error.code !== "RUN_NOT_FOUND") this.#log.warn({ error }, "no verdicts to count");
    }
  }
}

async function probe(work: Promise<unknown>): Promise<PartState> {
  try {
    await within(work, PROBE_WITHIN_MS);
    return { ok: true };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : "no answer" };
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
