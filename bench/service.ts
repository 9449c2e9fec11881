import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { peakBytes, resetPeak } from "./peak.ts";
import { startSandboxProcess, type SandboxProcess } from "./sandbox.ts";

export interface ServiceSize {
  /** Half users, half roles. */
  readonly principals: number;
  readonly repositories: number;
}

/** Milliseconds. */
export interface Latency {
  readonly answers: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface ServiceFigures extends ServiceSize {
  /** From the start of the process to `ready`: with an empty cache, and on the same machine again. */
  readonly coldReadySeconds: number;
  readonly warmReadySeconds: number;
  readonly idleBytes: number | undefined;
  readonly busyPeakBytes: number | undefined;
  readonly runSeconds: number;
  /** `/healthz` while nothing is at work, while runs collect, and while they are sealed and judged. */
  readonly idle: Latency;
  readonly collecting: Latency;
  readonly judging: Latency;
  /** Of the thread that works, by its own count: the longest stall and the p99. */
  readonly loopP99Ms: number;
}

const PROBE_EVERY_MS = 20;
const IDLE_MS = 4_000;

/** A real `exhibit serve` on the embedded database, asked for a run of each connection while its health is looked at. */
export async function benchService(progress: (text: string) => void, size: ServiceSize): Promise<ServiceFigures> {
  const { principals, repositories } = size;
  const account = await startSandboxProcess({
    platform: "aws-iam",
    size: { users: principals / 2, roles: principals / 2, policies: 1_000, groups: 250 },
  });
  const github = await startSandboxProcess({ platform: "github", size: repositories });
  const estates = [account, github];
  const folder = await mkdtemp(join(tmpdir(), "exhibit-bench-service-"));
  try {
    await writeFile(join(folder, "exhibit.yaml"), configuration(estates));
    progress("service: first start");
    const cold = await startService(folder, estates, "cold");
    await cold.stop();
    const service = await startService(folder, estates, "warm");
    try {
      return {
        ...size,
        coldReadySeconds: cold.readySeconds,
        warmReadySeconds: service.readySeconds,
        ...(await work(service, progress)),
      };
    } finally {
      await service.stop();
    }
  } finally {
    for (const estate of estates) await estate.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function work(
  service: Service,
  progress: (text: string) => void,
): Promise<Omit<ServiceFigures, keyof ServiceSize | "coldReadySeconds" | "warmReadySeconds">> {
  await sleep(IDLE_MS / 2);
  const idleBytes = await residentBytes(service.pid);
  const prober = startProber(`${service.url}/healthz`);
  await sleep(IDLE_MS);
  const idle = prober.take();
  resetPeak(service.pid);
  progress("service: both runs");
  const started = performance.now();
  await service.command("queue", "run", "aws");
  await service.command("queue", "run", "github");
  // Runs are collected one beside the other; `sealed` ends the collecting of one.
  const ends = ["aws", "github"].map((id) =>
    service.line((line) => line["connection"] === id && line["msg"] === "run ended"),
  );
  await service.line((line) => String(line["msg"]).startsWith("judging"));
  const collecting = prober.take();
  await Promise.all(ends);
  const judging = prober.take();
  const runSeconds = (performance.now() - started) / 1000;
  prober.stop();
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  const lag = /^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(metrics)?.[1];
  return {
    idleBytes,
    busyPeakBytes: peakBytes(service.pid),
    runSeconds,
    idle,
    collecting,
    judging,
    loopP99Ms: Number(lag) * 1000,
  };
}

type Line = Readonly<Record<string, unknown>>;

interface Service {
  readonly pid: number;
  readonly url: string;
  readonly readySeconds: number;
  line(fits: (line: Line) => boolean): Promise<Line>;
  command(...args: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));

async function startService(folder: string, estates: readonly SandboxProcess[], name: string): Promise<Service> {
  const dataDir = join(folder, `data-${name}`);
  const options = { cwd: folder, env: environment(estates, folder) };
  const args = (...rest: readonly string[]): string[] => [
    "--conditions=exhibit-source",
    MAIN,
    ...rest,
    "--data-dir",
    dataDir,
  ];
  const started = performance.now();
  const child = spawn(process.execPath, args("serve", "--port", "0", "--log-level", "debug"), {
    ...options,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (text) => {
    lines.push(JSON.parse(text) as Line);
    for (const check of waiting) check();
  });
  const ended = once(child, "exit");
  const line: Service["line"] = (fits) =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        const found = lines.find(fits);
        if (found === undefined) return;
        waiting.delete(check);
        resolve(found);
      };
      waiting.add(check);
      void ended.then(() => reject(new Error(`the service ended: ${JSON.stringify(lines.slice(-3))}`)));
      check();
    });
  const ready = await line(({ msg }) => msg === "ready");
  return {
    pid: child.pid ?? 0,
    url: String(ready["url"]),
    readySeconds: (performance.now() - started) / 1000,
    line,
    async command(...rest) {
      const command = spawn(process.execPath, args(...rest), { ...options, stdio: "ignore" });
      const [code] = (await once(command, "exit")) as [number | null];
      if (code !== 0) throw new Error(`exhibit ${rest.join(" ")} ended with ${String(code)}`);
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Asks on a fixed beat, whether or not the answer before has come: a slow answer does not hide what follows. */
function startProber(url: string): { take(): Latency; stop(): void } {
  let taken: number[] = [];
  const timer = setInterval(() => {
    const asked = performance.now();
    get(url, { agent: false }, (response) => {
      response.resume();
      response.on("end", () => taken.push(performance.now() - asked));
    }).on("error", () => taken.push(Number.POSITIVE_INFINITY));
  }, PROBE_EVERY_MS);
  return {
    take() {
      const sorted = taken.toSorted((a, b) => a - b);
      taken = [];
      const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
      return { answers: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
    },
    stop: () => clearInterval(timer),
  };
}

async function residentBytes(pid: number): Promise<number | undefined> {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    // Not Linux.
    return undefined;
  }
}

function configuration(estates: readonly SandboxProcess[]): string {
  return `schedules: [{ every: P30D }]\nconnections:\n${estates.map(({ connection }) => connection).join("")}`;
}

/** Nothing of the machine's own settings reaches the service; the cache is empty at first. */
function environment(estates: readonly SandboxProcess[], home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"],
    HOME: home,
    XDG_CACHE_HOME: join(home, "cache"),
    TMPDIR: tmpdir(),
    AWS_REGION: "eu-central-1",
    AWS_CONFIG_FILE: join(home, "no-aws-config"),
    AWS_SHARED_CREDENTIALS_FILE: join(home, "no-aws-credentials"),
    ...Object.assign({}, ...estates.map(({ env }) => env)),
  };
}
