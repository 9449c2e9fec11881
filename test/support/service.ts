import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { bareEnvironment } from "./cli.ts";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly run?: string;
  readonly connection?: string;
  readonly [field: string]: unknown;
}

export interface RunningService {
  readonly pid: number;
  /** Lines logged so far. */
  readonly log: readonly LogLine[];
  /** stdout and stderr, whole. */
  said(): string;
  /** The first line from `from` on that the test takes; rejects when the service ends without one. */
  line(wanted: string | ((line: LogLine) => boolean), from?: number): Promise<LogLine>;
  /** Resolves with the URL of its health server when it says that it is ready. */
  ready(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  readonly exit: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Starts `exhibit serve` (or `worker`) from the sources, in a bare environment, on a free port. */
export function startService(
  args: readonly string[],
  options: {
    readonly role?: "serve" | "worker";
    readonly env?: Readonly<Record<string, string>>;
    readonly cwd?: string;
  } = {},
): RunningService {
  const { role = "serve", env, cwd = tmpdir() } = options;
  const port = args.includes("--port") ? [] : ["--port", "0"];
  const child = spawn(process.execPath, ["--conditions=exhibit-source", MAIN, role, ...port, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    cwd,
    env: { ...bareEnvironment(), ...env },
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("the service did not start");
  const log: LogLine[] = [];
  const raw: string[] = [];
  const waiting = new Set<() => void>();
  let ended = false;
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (errors += chunk));
  createInterface({ input: child.stdout }).on("line", (line) => {
    raw.push(line);
    log.push(JSON.parse(line) as LogLine);
    for (const check of waiting) check();
  });
  const exit = once(child, "close").then((event) => {
    const [code, signal] = event as [number | null, NodeJS.Signals | null];
    ended = true;
    for (const check of waiting) check();
    return { code, signal };
  });
  const said = (): string => [...raw, errors].join("\n");
  const line: RunningService["line"] = (wanted, from = 0) =>
    new Promise((resolve, reject) => {
      const fits = typeof wanted === "string" ? ({ msg }: LogLine) => msg === wanted : wanted;
      const check = (): void => {
        const found = log.slice(from).find(fits);
        if (found === undefined && !ended) return;
        waiting.delete(check);
        if (found !== undefined) resolve(found);
        else reject(new Error(`the service ended without saying ${String(wanted)}:\n${said()}`));
      };
      waiting.add(check);
      check();
    });
  return {
    pid,
    log,
    said,
    line,
    ready: async () => String((await line("ready"))["url"]),
    kill: (signal) => child.kill(signal),
    exit,
  };
}

/** GET; the body as text and, where it is one, as JSON. */
export async function get(url: string): Promise<{ status: number; body: string; json: () => unknown }> {
  const response = await fetch(url);
  const body = await response.text();
  return { status: response.status, body, json: () => JSON.parse(body) as unknown };
}
