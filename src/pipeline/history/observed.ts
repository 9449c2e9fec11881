import {
  instant,
  isExhibitError,
  type CheckResult,
  type CheckRunRow,
  type Instant,
  type Run,
} from "../../core/index.ts";
import type { Workshop } from "../ports.ts";
import { readSights, sawWhole, type Sight } from "../sights.ts";
import { DeviationLog } from "./deviations.ts";
import { add, NO_DAYS, type Period, type ResourceDays } from "./endurance.ts";
import { WatchedCheck } from "./watched.ts";

const DAY_MS = 86_400_000;
/** Runs that are tried for what a connection last saw: those of other controls say nothing of these checks. */
const TRIED = 5;
/** How far back a size is looked for that nobody may see any more: each step twice as far as the one before, up to three years. */
const STEPS_BACK = 11;

/** What runs saw of some checks over a period, told run after run: it holds sums and what deviates, and no run. */
export class Observed {
  readonly deviations = new DeviationLog();
  readonly #workshop: Workshop;
  readonly #checkIds: ReadonlySet<string>;
  readonly #period: Period;
  readonly #holdMs: number;
  /** By check, then connection. */
  readonly #watched = new Map<string, Map<string, WatchedCheck>>();

  constructor(
    workshop: Workshop,
    options: { readonly checkIds: readonly string[]; readonly period: Period; readonly holdMs: number },
  ) {
    this.#workshop = workshop;
    this.#checkIds = new Set(options.checkIds);
    this.#period = options.period;
    this.#holdMs = options.holdMs;
  }

  days(checkId: string): ResourceDays {
    return [...(this.#watched.get(checkId)?.values() ?? [])].map((watched) => watched.days()).reduce(add, NO_DAYS);
  }

  /**
   * Adds what a run says of these checks. MUST be called in order of time, of each connection. Assembled runs judge older
   * evidence again and observe nothing of their own. Answers whether anything was observed.
   */
  async add(run: Run, connections: readonly string[] = run.connections): Promise<boolean> {
    if (run.assembled === true) return false;
    let observed = false;
    for (const row of await this.#rows(run.id)) observed = (await this.#addCheck(run, row, connections)) || observed;
    return observed;
  }

  /**
   * Adds the newest look through a connection before an instant, which may be long ago: a connection that died before the
   * period has resources in it all the same. MUST be called before any later run is added.
   */
  async addLastBefore(connection: string, before: Instant): Promise<void> {
    for await (const run of this.#runsBefore(connection, before, TRIED)) {
      if (!(await this.add(run, [connection]))) continue;
      await this.#findSizes(connection, run);
      return;
    }
  }

  /** What is blind in a run has the size that it had when somebody could still look. */
  async #findSizes(connection: string, run: Run): Promise<void> {
    for (let step = 0, known = run.id; step < STEPS_BACK; step += 1) {
      const unsized = [...this.#watched].filter(([, connections]) => connections.get(connection)?.isUnsized === true);
      if (unsized.length === 0) return;
      const before = instant(new Date(Date.parse(run.startedAt) - DAY_MS * 2 ** step));
      for await (const older of this.#runsBefore(connection, before, 1)) {
        if (older.id === known) continue;
        known = older.id;
        for (const row of await this.#rows(older.id)) {
          const judged = await this.#judgedIn(row);
          const own = judged?.sights.filter((sight) => sight.connection === connection) ?? [];
          this.#watched.get(row.checkId)?.get(connection)?.expect(own);
        }
      }
    }
  }

  /** Newest first. */
  async *#runsBefore(connection: string, before: Instant, limit: number): AsyncGenerator<Run, void, void> {
    const { store } = this.#workshop;
    for (const { runId } of await store.collectionsOf(connection, { to: before, sealed: true, limit })) {
      const run = await store.getRun(runId);
      if (run.status === "complete" || run.status === "incomplete") yield run;
    }
  }

  async #rows(runId: string): Promise<readonly CheckRunRow[]> {
    return (await this.#workshop.store.checkRuns(runId)).filter(({ checkId }) => this.#checkIds.has(checkId));
  }

  async #addCheck(run: Run, row: CheckRunRow, connections: readonly string[]): Promise<boolean> {
    const at = spokenOf(run);
    const { checkId, counts } = row;
    const judged = await this.#judgedIn(row);
    if (judged === undefined) {
      const [only, ...others] = run.connections;
      // Without its results, a run of several connections cannot be told apart.
      if (only === undefined || others.length > 0) return false;
      this.#watch(checkId, only).observeTogether(at, counts);
      return true;
    }
    let observed = false;
    for (const connection of connections) {
      const own = judged.sights.filter((sight) => sight.connection === connection);
      if (own.length > 0) this.#watch(checkId, connection).observe(at, own);
      observed ||= own.length > 0;
      const whole = new Set(own.filter(sawWhole).map(({ place }) => place));
      this.deviations.add({ at, checkId, connection, whole, results: judged.results.get(connection) ?? [] });
    }
    return observed;
  }

  #watch(checkId: string, connection: string): WatchedCheck {
    const connections = this.#watched.get(checkId) ?? new Map<string, WatchedCheck>();
    this.#watched.set(checkId, connections);
    const watched = connections.get(connection) ?? new WatchedCheck(this.#period, this.#holdMs);
    connections.set(connection, watched);
    return watched;
  }

  /** Undefined when retention has removed the results, and only the counts are left. */
  async #judgedIn(row: CheckRunRow): Promise<Judged | undefined> {
    const { deviations } = this;
    const results = new Map<string, CheckResult[]>();
    try {
      const sights = await readSights(this.#workshop, row, {
        passes: (place) => deviations.deviatesIn(place),
        each(result) {
          if (result.outcome !== "fail" && result.outcome !== "undetermined" && !deviations.isOpen(result)) return;
          const list = results.get(result.connection);
          if (list === undefined) results.set(result.connection, [result]);
          else list.push(result);
        },
      });
      return { sights: [...sights.values()], results };
    } catch (error) {
      if (isExhibitError(error) && error.code === "PAYLOAD_REMOVED") return undefined;
      throw error;
    }
  }
}

interface Judged {
  readonly sights: readonly Sight[];
  /** What {@link DeviationLog.add} has to know, by connection. */
  readonly results: ReadonlyMap<string, readonly CheckResult[]>;
}

/** The instant that a run speaks of. */
export function spokenOf({ asOf, startedAt }: Run): Instant {
  return asOf ?? startedAt;
}
