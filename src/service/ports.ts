import type { Schedule, SlotStore, Store } from "../core/index.ts";
import type { RunObserver } from "../pipeline/observer.ts";
import type { Connection, Criteria } from "../pipeline/plan.ts";
import type { RunProgress } from "../pipeline/run.ts";
import type { QueueLog, RunProcessor, RunQueue } from "../queue/index.ts";
import type { LoadedSettings } from "../settings/load.ts";
import type { ControlServer } from "./control/server.ts";
import type { UpkeepWork } from "./upkeep.ts";

/** A configuration that has been looked at whole: nothing in it is refused later. */
export interface Plan {
  readonly loaded: LoadedSettings;
  readonly criteria: Criteria;
  readonly connections: readonly Connection[];
  readonly schedules: readonly Schedule[];
}

/** The opened installation as the service uses it. */
export interface ServedInstallation {
  readonly store: Store;
  readonly slots: SlotStore;
  readonly mode: "embedded" | "server";
  /** One for the life of the installation, which also closes it. */
  queue(log?: QueueLog): Promise<RunQueue>;
  close(): Promise<void>;
}

export interface ProcessorContext {
  /** The configuration of now; a run keeps the one that it began with. */
  readonly plan: () => Plan;
  readonly observer: RunObserver;
  readonly onProgress: (run: string) => RunProgress;
}

/** What the composition root puts into the service. `I` is its own kind of installation. */
export interface ServiceParts<I extends ServedInstallation> {
  /** Reads and checks the configuration anew; tells its secrets before anything about it can fail. Fails with CONFIG_… */
  plan(learn: (secrets: readonly string[]) => void): Promise<Plan>;
  /** Fails with STORE_…; with `migrate: false` also when the database is not migrated yet. */
  open(plan: Plan, options: { readonly migrate: boolean }): Promise<I>;
  processor(installation: I, context: ProcessorContext): RunProcessor;
  /** Completes runs that are open, that nobody works on and that no slot will try again. */
  recover(installation: I, plan: Plan, onProgress: RunProgress): Promise<unknown>;
  /** What the one `serve` does beside the runs. */
  upkeep(
    installation: I,
    plan: () => Plan,
    onProgress: (run: string | undefined) => RunProgress,
  ): Omit<UpkeepWork, "complete">;
  /** Lets other processes work through this one; undefined where they have a server of their own to work with. */
  listen(
    installation: I,
    plan: () => Plan,
    told: (command: string, code: number, durationMs: number) => void,
  ): Promise<ControlServer | undefined>;
}
