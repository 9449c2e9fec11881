import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { VERDICTS, type Verdict } from "../core/index.ts";
import type { AttemptEvent } from "../gateway/index.ts";

/** What only the database and the queue know; asked for at every scrape, at most once in {@link FRESH_MS}. */
export interface ScrapedFacts {
  /** Seconds since each connection last sealed evidence; connections that never did are left out. */
  readonly evidenceAge: ReadonlyMap<string, number>;
  readonly queue: Readonly<Record<"waiting" | "delayed" | "active", number>>;
  readonly paused: boolean;
  /** Slots by platform: those whose turn has not come, and those at work. */
  readonly slots: Readonly<Record<string, { readonly due: number; readonly running: number }>>;
  readonly needsPerson: number;
  readonly deadLetters: number;
  readonly workers: number;
}

export interface Metrics {
  attempt(platform: string, event: AttemptEvent): void;
  runEnded(run: { readonly trigger: string; readonly state: string; readonly durationMs: number }): void;
  step(name: string, durationMs: number): void;
  verdicts(counts: Readonly<Record<Verdict, number>>): void;
  reloaded(outcome: "applied" | "refused"): void;
  command(name: string, exitCode: number): void;
  /** In the text format of Prometheus. Facts that cannot be had now are left out, and counted. */
  text(): Promise<string>;
}

export interface MetricsOptions {
  readonly version: string;
  readonly role: string;
  /** Undefined while there is no database yet. */
  readonly facts: () => Promise<ScrapedFacts | undefined>;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic: () => number;
}

const FRESH_MS = 5_000;
const FACTS_WITHIN_MS = 2_000;
const CALL_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const RUN_SECONDS = [1, 5, 15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200];

/** Labels hold names of ours only (platform, operation, outcome, connection): never an account, a URL or a message. */
export function createMetrics({ version, role, facts, monotonic }: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({ name: "exhibit_info", help: "1, with the version.", labelNames: ["version", "role"], registers }).set(
    { version, role },
    1,
  );
  const calls = new Counter({
    name: "exhibit_calls_total",
    help: "Attempts of calls to platforms, retries included.",
    labelNames: ["platform", "operation", "outcome"],
    registers,
  });
  const throttles = new Counter({
    name: "exhibit_throttles_total",
    help: "Attempts that a platform refused because there were too many.",
    labelNames: ["platform"],
    registers,
  });
  const callSeconds = new Histogram({
    name: "exhibit_call_duration_seconds",
    help: "One attempt, from sending to the last byte.",
    labelNames: ["platform"],
    buckets: CALL_SECONDS,
    registers,
  });
  const runs = new Histogram({
    name: "exhibit_run_duration_seconds",
    help: "One attempt of a run, by how it left the run.",
    labelNames: ["trigger", "state"],
    buckets: RUN_SECONDS,
    registers,
  });
  const steps = new Histogram({
    name: "exhibit_step_duration_seconds",
    help: "Steps of runs: connection, seal, judge, publish.",
    labelNames: ["step"],
    buckets: RUN_SECONDS,
    registers,
  });
  const verdicts = new Gauge({
    name: "exhibit_controls",
    help: "Controls by verdict, in the newest assessment of the whole.",
    labelNames: ["verdict"],
    registers,
  });
  const reloads = new Counter({
    name: "exhibit_config_reloads_total",
    help: "Reloads of the configuration, applied or refused.",
    labelNames: ["outcome"],
    registers,
  });
  const commands = new Counter({
    name: "exhibit_forwarded_commands_total",
    help: "Commands of other processes that this one ran for them.",
    labelNames: ["command", "exit_code"],
    registers,
  });
  const scraped = scrapedGauges(registers);
  let fresh: { readonly at: number; readonly done: Promise<void> } | undefined;

  async function refresh(): Promise<void> {
    try {
      const found = await within(facts(), FACTS_WITHIN_MS);
      if (found !== undefined) scraped.set(found);
    } catch {
      // A scrape must answer while the database is away; that it is away is what readiness says.
      scraped.forget();
    }
  }

  return {
    attempt(platform, { operation, outcome, startedAt, endedAt }) {
      calls.inc({ platform, operation, outcome });
      callSeconds.observe({ platform }, Math.max(0, endedAt.getTime() - startedAt.getTime()) / 1000);
      if (outcome === "throttled") throttles.inc({ platform });
    },
    runEnded: ({ trigger, state, durationMs }) => runs.observe({ trigger, state }, durationMs / 1000),
    step: (step, durationMs) => steps.observe({ step }, durationMs / 1000),
    verdicts(counts) {
      for (const verdict of VERDICTS) verdicts.set({ verdict }, counts[verdict]);
    },
    reloaded: (outcome) => reloads.inc({ outcome }),
    command: (command, exitCode) => commands.inc({ command, exit_code: exitCode }),
    async text() {
      if (fresh === undefined || monotonic() - fresh.at > FRESH_MS) fresh = { at: monotonic(), done: refresh() };
      await fresh.done;
      return registry.metrics();
    },
  };
}

function scrapedGauges(registers: Registry[]): { set(facts: ScrapedFacts): void; forget(): void } {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []): Gauge =>
    new Gauge({ name, help, labelNames: [...labelNames], registers });
  const age = gauge("exhibit_evidence_age_seconds", "Since a connection last sealed evidence.", ["connection"]);
  const jobs = gauge("exhibit_queue_jobs", "Jobs in the queue.", ["state"]);
  const slots = gauge("exhibit_slots", "Runs that are due or at work, by the record.", ["platform", "state"]);
  const paused = gauge("exhibit_queue_paused", "1 while no run begins.");
  const needsPerson = gauge("exhibit_needs_person", "Connections whose newest run waits for somebody to act.");
  const dead = gauge("exhibit_dead_letters", "Failed runs that nobody replayed and nothing later made up for.");
  const workers = gauge("exhibit_workers", "Processes that take runs.");
  const failures = new Counter({
    name: "exhibit_scrape_failures_total",
    help: "Scrapes for which database or queue did not answer in time.",
    registers,
  });
  const all = [age, jobs, slots, paused, needsPerson, dead, workers];
  return {
    set(facts) {
      for (const one of all) one.reset();
      for (const [connection, seconds] of facts.evidenceAge) age.set({ connection }, seconds);
      for (const [state, count] of Object.entries(facts.queue)) jobs.set({ state }, count);
      for (const [platform, counts] of Object.entries(facts.slots))
        for (const [state, count] of Object.entries(counts)) slots.set({ platform, state }, count);
      paused.set(facts.paused ? 1 : 0);
      needsPerson.set(facts.needsPerson);
      dead.set(facts.deadLetters);
      workers.set(facts.workers);
    },
    forget() {
      for (const one of all) one.reset();
      failures.inc();
    },
  };
}

/** Rejects when the work takes longer; the work itself goes on. */
/** Only what labels hold comes from outside; a secret that is a word of ours must not make the text unreadable. */
export function redactLabels(text: string, redact: (value: string) => string): string {
  return text.replaceAll(/="((?:[^"\\\n]|\\.)*)"/g, (_, value: string) => `="${redact(value)}"`);
}

export async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
