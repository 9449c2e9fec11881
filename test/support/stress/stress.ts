import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunStatus, Slot, SlotState } from "../../../src/core/index.ts";
import { connectionLeafType } from "../../../src/pipeline/connection.ts";
import { verifyObjects } from "../../../src/pipeline/verify-store.ts";
import { openQueue, type QueueBackend } from "../../../src/queue/index.ts";
import { openStore, type OpenedStore } from "../../../src/store/index.ts";
import { startScript, type Running } from "../processes.ts";
import { stressWorkshop } from "./estate.ts";
import { startFakePlatform } from "./platform.ts";
import type { WorkerArguments } from "./worker.ts";

const WORKER = new URL("./worker.ts", import.meta.url);
const DAY = 86_400_000;

export interface StressOptions {
  readonly seed: number;
  readonly connections: number;
  readonly slotsEach: number;
  /** On the embedded database there can be one only. */
  readonly workers: number;
  readonly concurrency: number;
  /** A worker is killed −9 after it began 1 to this many runs, and another one started. */
  readonly killWithin: number;
  readonly kills: number;
  /** Of the platform's answers. */
  readonly faults: number;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  /** Each is awaited once, spread over the runs. */
  readonly disturbances: readonly (() => Promise<void>)[];
  readonly lockMs?: number;
  readonly withinMs: number;
  readonly progress?: (text: string) => void;
}

export interface StressReport {
  readonly slots: number;
  readonly states: Readonly<Partial<Record<SlotState, number>>>;
  readonly attempts: number;
  readonly kills: number;
  readonly answers: { readonly all: number; readonly faults: number };
  readonly ledgerEntries: number;
  readonly seconds: number;
  /** From the start of the last attempt to the slot's end, milliseconds. */
  readonly runMs: { readonly median: number; readonly p99: number };
  /** Everything that does not hold. */
  readonly problems: readonly string[];
}

/** Many slots, workers that die, servers that restart, a platform that fails: and then a look at whether all is well. */
export async function runStress(options: StressOptions): Promise<StressReport> {
  const { databaseUrl, redisUrl } = options;
  const dataDir = await mkdtemp(join(tmpdir(), "exhibit-stress-"));
  const random = mulberry(options.seed);
  const platform = await startFakePlatform(options.faults, random);
  const crew: Running[] = [];
  try {
    const names = Array.from({ length: options.connections }, (_, index) => `c${index}`);
    await plan(dataDir, names, options);
    const started = performance.now();
    const given: WorkerArguments = {
      dataDir,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
      ...(redisUrl === undefined ? {} : { redisUrl }),
      platformUrl: platform.url,
      concurrency: options.concurrency,
      lockMs: options.lockMs ?? 3_000,
    };
    const total = options.connections * options.slotsEach;
    const record = databaseUrl === undefined ? undefined : await openStore({ dataDir, databaseUrl });
    const driven = await drive(given, crew, total, options, random, record);
    await record?.close();
    const seconds = (performance.now() - started) / 1000;
    const opened = await openStore({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
    try {
      const looked = await examine(dataDir, opened, total);
      const problems = [...driven.problems, ...looked.problems];
      return { ...looked, problems, kills: driven.kills, answers: platform.answers(), seconds };
    } finally {
      await opened.close();
    }
  } finally {
    for (const worker of crew) worker.kill("SIGKILL");
    await platform.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** All slots become due before the first worker starts: of the days before today, one each. */
async function plan(dataDir: string, names: readonly string[], options: StressOptions): Promise<void> {
  const { databaseUrl, redisUrl } = options;
  const opened = await openStore({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  const backend: QueueBackend =
    redisUrl === undefined
      ? { kind: databaseUrl === undefined ? "embedded" : "postgres", pool: await opened.queuePool() }
      : { kind: "redis", url: redisUrl };
  let now = Date.now() - options.slotsEach * DAY;
  const queue = await openQueue({
    backend,
    slots: opened.slots,
    clock: { now: () => new Date(now) },
    random: mulberry(options.seed + 1),
    log: () => undefined,
    limits: { concurrency: 1, perPlatform: {} },
    timing: { lateAfterMs: 2 * DAY },
  });
  await queue.setSchedules(
    names.map((connection) => ({ connection, platform: "stress", everyMs: DAY, jitterMs: 60_000, priority: 10 })),
  );
  for (let day = 0; day < options.slotsEach; day += 1) {
    now += DAY;
    await queue.sweep();
  }
  await queue.close();
  await opened.close();
}

interface Driven {
  readonly kills: number;
  readonly problems: readonly string[];
}

async function drive(
  given: WorkerArguments,
  crew: Running[],
  total: number,
  options: StressOptions,
  random: () => number,
  record: OpenedStore | undefined,
): Promise<Driven> {
  const { progress = () => undefined } = options;
  const problems: string[] = [];
  const ended = new Set<string>();
  const killed = new Set<Running>();
  const hire = (): void => {
    const worker = startScript(WORKER, [JSON.stringify(given)]);
    const patience = 1 + Math.floor(random() * options.killWithin);
    crew.push(worker);
    let begun = 0;
    worker.onLine((line) => {
      const [word, runId = "", state] = line.split(" ");
      if (word === "end" && state !== "due") ended.add(runId);
      if (word === "begin") begun += 1;
      if (word !== "begin" || begun !== patience || killed.size >= options.kills) return;
      killed.add(worker);
      setTimeout(() => worker.kill("SIGKILL"), random() * 60);
    });
    void worker.exit.then(({ code, stderr }) => {
      crew.splice(crew.indexOf(worker), 1);
      if (closing) return;
      // One that starts while a server restarts is started again, as a supervisor would.
      if (!killed.has(worker) && !/code: '(STORE|QUEUE)_UNREACHABLE'/.test(stderr))
        problems.push(`a worker ended by itself with ${code}: ${stderr.slice(-2_000)}`);
      hire();
    });
  };
  let closing = false;
  for (let index = 0; index < options.workers; index += 1) hire();
  const disturbances = [...options.disturbances];
  const deadline = performance.now() + options.withinMs;
  let [told, quietSince, lastSeen] = [0, performance.now(), 0];
  // A worker that was killed between the record's end of a run and its line has said nothing. A server's record can be asked;
  // the embedded one belongs to the worker, and there quiet is the sign.
  const done = async (): Promise<boolean> =>
    ended.size >= total || (record !== undefined && (await record.slots.open().catch(() => [1])).length === 0);
  while (!(await done()) && performance.now() < deadline && performance.now() - quietSince < QUIET_MS) {
    await sleep(100);
    const turn = (total * (options.disturbances.length - disturbances.length + 1)) / (options.disturbances.length + 1);
    if (ended.size >= turn) await disturbances.shift()?.();
    const seen = crew.reduce((sum, { lines }) => sum + lines.length, 0) + ended.size + killed.size;
    if (seen !== lastSeen) quietSince = performance.now();
    lastSeen = seen;
    if (ended.size - told < 100) continue;
    told = ended.size;
    progress(`${told} of ${total} ended, ${killed.size} workers killed`);
  }
  closing = true;
  const last = [...crew];
  for (const worker of last) worker.end();
  await Promise.all(last.map(({ exit }) => exit));
  return { kills: killed.size, problems };
}

const QUIET_MS = 25_000;

async function examine(
  dataDir: string,
  opened: OpenedStore,
  total: number,
): Promise<Omit<StressReport, "kills" | "answers" | "seconds">> {
  const problems: string[] = [];
  const slots = await opened.slots.list({ limit: 1_000_000 });
  if (slots.length < total) problems.push(`${slots.length} slots instead of ${total}`);
  const states: Partial<Record<SlotState, number>> = {};
  for (const slot of slots) {
    states[slot.state] = (states[slot.state] ?? 0) + 1;
    problems.push(...(await examineSlot(opened, slot)));
  }
  const twice = slots.length - new Set(slots.map(({ connection, dueAt }) => `${connection} ${dueAt}`)).size;
  if (twice > 0) problems.push(`${twice} slots exist twice`);
  const { workshop, ledger } = await stressWorkshop(dataDir, opened);
  const fsck = await ledger.fsck();
  problems.push(...fsck.problems.map(({ place, problem }) => `ledger ${place}: ${problem}`));
  for (const check of await verifyObjects(workshop)) if (!check.ok) problems.push(`${check.file}: ${check.problem}`);
  const open = await opened.store.openRuns();
  if (open.length > 0) problems.push(`${open.length} runs are open`);
  const durations = slots
    .flatMap(({ startedAt, endedAt }) =>
      startedAt === undefined || endedAt === undefined ? [] : [Date.parse(endedAt) - Date.parse(startedAt)],
    )
    .toSorted((a, b) => a - b);
  return {
    slots: slots.length,
    states,
    attempts: slots.reduce((sum, { attempts }) => sum + attempts, 0),
    ledgerEntries: fsck.size,
    runMs: {
      median: durations[Math.floor(durations.length / 2)] ?? 0,
      p99: durations[Math.floor(durations.length * 0.99)] ?? 0,
    },
    problems,
  };
}

const ENDS: ReadonlySet<SlotState> = new Set(["complete", "incomplete", "failed"]);

/** The slot ended once, its run says the same, and its connection was sealed once. */
async function examineSlot({ store, db }: OpenedStore, slot: Slot): Promise<readonly string[]> {
  const { runId, state } = slot;
  if (!ENDS.has(state)) return [`slot ${runId} is ${state}`];
  const problems: string[] = [];
  const run = await store.getRun(runId);
  const expected: RunStatus = state as RunStatus;
  if (run.status !== expected) problems.push(`slot ${runId} is ${state}, its run ${run.status}`);
  const leaves = await db.query<{ type: string; count: number | string }>(
    "select type, count(*) as count from exhibit.ledger_entry where run_id = $1 group by type",
    [runId],
  );
  const count = (type: string): number => Number(leaves.find((leaf) => leaf.type === type)?.count ?? 0);
  const sealed = count(connectionLeafType(slot.connection));
  if (sealed > 1 || count("evidence") > 1) problems.push(`run ${runId} sealed its connection more than once`);
  if (state !== "failed" && (sealed !== 1 || count("evidence") !== 1)) problems.push(`run ${runId} lost its evidence`);
  if (state !== "failed" && count("assessment") !== 1)
    problems.push(`run ${runId} has ${count("assessment")} assessments`);
  return problems;
}

function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
