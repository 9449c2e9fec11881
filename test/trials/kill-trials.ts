import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { Run } from "../../src/core/index.ts";
import type { Sandbox } from "../../src/sandbox/index.ts";
import { openStore } from "../../src/store/index.ts";
import { cliHere, connection, sandboxEnv, startCli, writeConfig } from "../support/cli.ts";

/**
 * Steps of a run as its progress names them, and how long each takes at most. `start` is the time before the first line:
 * taking the data directory over, migrations, keys, ledger.
 */
const STEPS = {
  start: 900,
  "aws  collecting": 150,
  "aws  collecting the account": 400,
  "aws  sealed": 40,
  judging: 250,
  "storing results": 100,
  "completing an interrupted run": 300,
  "publishing the ledger": 60,
  "writing the bundle": 350,
} as const;
type Step = keyof typeof STEPS;
const ALL_STEPS = Object.keys(STEPS) as readonly Step[];

export interface TrialReport {
  readonly trials: number;
  /** Trials that were killed, by the step that they were in by their own word. */
  readonly killed: Readonly<Record<string, number>>;
  /** Trials that ended before their moment came. */
  readonly finished: number;
  readonly runs: number;
}

interface Trial {
  readonly number: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly stderr: string;
  readonly killed: boolean;
  readonly bundle: string;
}

export interface TrialOptions {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly trials: number;
  readonly seed: number;
  /** The invariants are looked at after every so many trials, and at the end. */
  readonly checkEvery: number;
}

/**
 * Kills `exhibit snapshot` with SIGKILL again and again, on one data directory, at seeded moments in every step of a run.
 * What the last process left is taken over by the next. Throws when anything acknowledged is lost, a run is neither closed
 * nor there exactly once, or the ledger, an object or a bundle does not hold.
 */
export async function killTrials(options: TrialOptions): Promise<TrialReport> {
  const { sandbox, folder, seed, checkEvery } = options;
  const config = writeConfig(folder, {
    dataDir: "data",
    connections: [connection({ endpoint: sandbox.url, config: { analyzerRegions: ["eu-central-1"] } })],
  });
  mkdirSync(join(folder, "bundles"));
  const random = generator(seed);
  const order: Step[] = [...ALL_STEPS];
  const looked = new Set<string>();
  const killed: Record<string, number> = {};
  const trials: Trial[] = [];
  for (let number = 0; number < options.trials; number += 1) {
    if (number % ALL_STEPS.length === 0) shuffle(order, random);
    const step = order[number % ALL_STEPS.length] ?? "start";
    const bundle = join(folder, "bundles", String(number));
    const trial = await oneTrial({
      config,
      env: sandboxEnv(sandbox),
      step,
      delayMs: random() * STEPS[step],
      number,
      bundle,
    });
    trials.push(trial);
    if (trial.killed) {
      const last = lastStep(trial.stderr);
      killed[last] = (killed[last] ?? 0) + 1;
    }
    if ((number + 1) % checkEvery === 0) await holds({ folder, config, trials, looked });
  }
  const whole = await cliHere(["snapshot", "--config", config, "--quiet", "--out", join(folder, "bundles", "last")], {
    env: sandboxEnv(sandbox),
  });
  expect(whole.code, whole.stderr).toBe(0);
  const runs = await holds({ folder, config, trials, looked });
  return { trials: trials.length, killed, finished: trials.filter((trial) => !trial.killed).length, runs: runs.length };
}

async function oneTrial(options: {
  readonly config: string;
  readonly env: Readonly<Record<string, string>>;
  readonly step: Step;
  readonly delayMs: number;
  readonly number: number;
  readonly bundle: string;
}): Promise<Trial> {
  const { config, env, step, delayMs, number, bundle } = options;
  const startedAt = Date.now();
  const running = startCli(["snapshot", "--config", config, "--out", bundle], { env });
  const reached =
    step === "start"
      ? Promise.resolve()
      : running.saw(step).catch(() => {
          // Ended without this step: only an interrupted run is completed.
        });
  await Promise.race([reached.then(() => sleep(delayMs)), running.done]);
  running.kill("SIGKILL");
  const { signal, code, stderr } = await running.done;
  if (signal === null) expect(code, stderr).toBe(0);
  return { number, startedAt, endedAt: Date.now(), stderr, killed: signal === "SIGKILL", bundle };
}

/** The step that a killed process was in, by what it had said. */
function lastStep(stderr: string): Step {
  const told = stderr
    .split("\n")
    .filter((line) => line !== "")
    .toReversed();
  for (const line of told) {
    const [step] = ALL_STEPS.filter((name) => line.includes(name)).toSorted((a, b) => b.length - a.length);
    if (step !== undefined) return step;
  }
  return "start";
}

interface Scene {
  readonly folder: string;
  readonly config: string;
  readonly trials: readonly Trial[];
  /** Bundles that were looked at before. */
  readonly looked: Set<string>;
}

/** Everything that must be true whatever happened. Returns all runs. */
async function holds({ folder, config, trials, looked }: Scene): Promise<readonly Run[]> {
  const runs = (await cliHere(["runs", "--config", config, "--limit", "100000", "--json"])).json<Run[]>();
  expect(runs.filter(({ status }) => !["complete", "incomplete", "failed"].includes(status))).toEqual([]);
  expect(new Set(runs.map(({ id }) => id)).size).toBe(runs.length);
  const verified = await cliHere(["verify", "--config", config, "--json"]);
  expect(verified.json<{ problems: unknown[] }>().problems).toEqual([]);
  expect(verified.code).toBe(0);
  await nothingLost(join(folder, "data"), runs, trials);
  await bundlesHold(trials, looked);
  expect(leftovers(folder)).toEqual([]);
  return runs;
}

const SEALED = /^aws {2}sealed {2}evidence (\d+)/m;

async function nothingLost(dataDir: string, runs: readonly Run[], trials: readonly Trial[]): Promise<void> {
  const opened = await openStore({ dataDir });
  try {
    const size = await opened.store.ledger.size();
    const leaves = await opened.store.ledger.read(0, size);
    expect(leaves).toHaveLength(size);
    const indices: number[] = [];
    for (const run of runs) {
      const evidence = await opened.store.evidenceOfRun(run.id);
      indices.push(...evidence.map(({ ledgerIndex }) => ledgerIndex));
      expect(evidence.length > 0, `run ${run.id} is ${run.status} (${run.error?.code})`).toBe(run.status !== "failed");
    }
    expect(new Set(indices).size).toBe(indices.length);
    expect(Math.max(...indices)).toBeLessThan(size);
    for (const { number, stderr, startedAt, endedAt } of trials) {
      const own = runs.filter((run) => Date.parse(run.startedAt) >= startedAt && Date.parse(run.startedAt) <= endedAt);
      expect(own.length, `runs of trial ${number}`).toBeLessThanOrEqual(1);
      const [run] = own;
      if (stderr.includes("aws  collecting\n")) expect(run, `trial ${number} said that it collects`).toBeDefined();
      const acknowledged = SEALED.exec(stderr)?.[1];
      if (acknowledged === undefined || run === undefined) continue;
      expect((await opened.store.evidenceOfRun(run.id)).length, `evidence of trial ${number}`).toBe(
        Number(acknowledged),
      );
      expect(run.status, `trial ${number} had sealed everything`).toBe("complete");
    }
  } finally {
    await opened.close();
  }
}

/** A bundle is there whole or not at all. Each is looked at once and then removed. */
async function bundlesHold(trials: readonly Trial[], looked: Set<string>): Promise<void> {
  for (const { bundle, killed } of trials) {
    if (looked.has(bundle)) continue;
    looked.add(bundle);
    if (!killed) expect(existsSync(bundle), bundle).toBe(true);
    if (!existsSync(bundle)) continue;
    expect((await cliHere(["verify", bundle, "--json"])).json<{ problems: unknown[] }>().problems).toEqual([]);
    rmSync(bundle, { recursive: true });
  }
}

function leftovers(folder: string): readonly string[] {
  const data = join(folder, "data");
  const spool = join(data, "spool");
  return [
    ...(existsSync(spool) ? readdirSync(spool).map((name) => `spool/${name}`) : []),
    ...readdirSync(join(data, "objects", "tmp")).map((name) => `objects/tmp/${name}`),
    ...readdirSync(data).filter((name) => name.startsWith("owner.") || name === "db.new"),
    ...readdirSync(join(data, "ledger"), { recursive: true, encoding: "utf8" }).filter((name) =>
      /tmp|partial|\.new/.test(name),
    ),
  ];
}

/** mulberry32: the same seed gives the same moments. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
}
