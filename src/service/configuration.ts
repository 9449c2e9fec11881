import { ExhibitError, isExhibitError } from "../core/index.ts";
import { passwordOf, type SecretKeeper } from "../settings/secret-keeper.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Plan } from "./ports.ts";
import type { ReadinessBoard } from "./readiness.ts";

export interface ConfigurationOptions {
  /** Reads it anew and looks at all of it. */
  readonly read: () => Promise<Plan>;
  /** Makes a new one hold; one that this rejects is refused. */
  readonly apply: (plan: Plan) => Promise<void>;
  /** Whether places (data directory, servers) are open already, so that new ones need a restart. */
  readonly isOpen: () => boolean;
  readonly secrets: SecretKeeper;
  readonly log: Log;
  readonly board: ReadinessBoard;
  readonly metrics: Metrics;
}

/** The configuration that holds now. A new one that is refused leaves the old one in force. */
export class Configuration {
  readonly #options: ConfigurationOptions;
  #plan: Plan | undefined;

  constructor(options: ConfigurationOptions) {
    this.#options = options;
  }

  /** The first one; without it there is no service. Rejects with CONFIG_… */
  async load(): Promise<Plan> {
    const plan = await this.#options.read();
    this.#take(plan);
    return plan;
  }

  /** Undefined before the first one has been read. */
  known(): Plan | undefined {
    return this.#plan;
  }

  current(): Plan {
    if (this.#plan === undefined) throw new ExhibitError("INTERNAL", "the service has no configuration yet");
    return this.#plan;
  }

  /** Never rejects. */
  async reload(why: "signal" | "file"): Promise<void> {
    const { read, apply, isOpen, secrets, log, board, metrics } = this.#options;
    const before = this.#plan;
    try {
      const plan = await read();
      await apply(plan);
      this.#take(plan);
      metrics.reloaded("applied");
      const restart = before === undefined || !isOpen() ? {} : needsRestart(before, plan);
      const fields = { why, connections: plan.connections.length, schedules: plan.schedules.length, ...restart };
      log.info(fields, "configuration reloaded");
    } catch (error) {
      // The old one goes on: still ready, and the detail says that the file on the disk is another.
      const message = isExhibitError(error) ? error.message : "it could not be applied";
      const detail = secrets.redact(`the new configuration is refused, the old one stays: ${message}`);
      board.set("configuration", { ok: true, detail });
      metrics.reloaded("refused");
      log.error({ why, error }, "the new configuration is refused, the old one stays");
    }
  }

  #take(plan: Plan): void {
    const { databaseUrl = "", queue } = plan.loaded.settings;
    const { secrets, board } = this.#options;
    secrets.add([...plan.loaded.secrets, ...passwordOf(databaseUrl), ...passwordOf(queue.redisUrl ?? "")]);
    this.#plan = plan;
    board.set("configuration", { ok: true });
  }
}

/** What only a new start can take up. */
function needsRestart(before: Plan, after: Plan): { readonly needsRestart?: string } {
  const facts = ({ loaded: { dataDir, settings } }: Plan) => ({
    dataDir,
    databaseUrl: settings.databaseUrl,
    queue: JSON.stringify(settings.queue),
  });
  const [was, is] = [facts(before), facts(after)];
  const changed = (["dataDir", "databaseUrl", "queue"] as const).filter((name) => was[name] !== is[name]);
  return changed.length === 0 ? {} : { needsRestart: changed.join(", ") };
}
