import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it printed on stderr, whole. */
  readonly stderr: string;
}

/** A child process that runs a TypeScript file of this repository and talks in lines. */
export interface Running {
  readonly pid: number;
  /** Lines printed on stdout so far. */
  readonly lines: readonly string[];
  /** The first line at or after `from` that begins with `prefix`; rejects when the process ends without one. */
  line(prefix: string, from?: number): Promise<string>;
  /** Called with every line from now on. */
  onLine(listener: (line: string) => void): void;
  /** Writes a line to its stdin. */
  say(line: string): void;
  /** Ends its stdin. */
  end(): void;
  kill(signal: NodeJS.Signals): void;
  readonly exit: Promise<Exit>;
}

export interface ProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Permissions of files hold for it, even where the tests run as root. */
  readonly heedsPermissions?: boolean;
  readonly cwd?: string;
}

/**
 * This Node, as a command and what comes before its arguments. Root may write where permissions say that nobody may: with
 * `heedsPermissions` it runs without the capabilities that allow it (setpriv, of util-linux).
 */
export function nodeCommand(heedsPermissions = false): readonly [string, ...string[]] {
  return heedsPermissions && process.getuid?.() === 0
    ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", process.execPath]
    : [process.execPath];
}

/** Runs `node --conditions=exhibit-source <script> …args`. The caller kills it or waits for `exit`. */
export function startScript(script: URL, args: readonly string[], options: ProcessOptions = {}): Running {
  const [command, ...before] = nodeCommand(options.heedsPermissions);
  const child = spawn(command, [...before, "--conditions=exhibit-source", script.pathname, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  return follow(child);
}

function follow(child: ChildProcess): Running {
  const { stdin, stdout, stderr, pid } = child;
  if (stdin === null || stdout === null || stderr === null || pid === undefined)
    throw new Error("the process did not start");
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let ended = false;
  let errors = "";
  stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  // A process that was killed does not read what it is told any more.
  stdin.on("error", () => undefined);
  const reader = createInterface({ input: stdout });
  reader.on("line", (line) => {
    lines.push(line);
    for (const check of waiting) check();
  });
  const drained = once(reader, "close");
  const exit = once(child, "close").then(async (event) => {
    const [code, signal] = event as [number | null, NodeJS.Signals | null];
    await drained;
    ended = true;
    for (const check of waiting) check();
    return { code, signal, stderr: errors };
  });
  return {
    pid,
    lines,
    exit,
    onLine: (listener) => void reader.on("line", listener),
    say: (line) => stdin.write(`${line}\n`),
    end: () => stdin.end(),
    kill: (signal) => child.kill(signal),
    line: (prefix, from = 0) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const found = lines.slice(from).find((line) => line.startsWith(prefix));
          if (found === undefined && !ended) return;
          waiting.delete(check);
          if (found !== undefined) resolve(found);
          else
            reject(
              new Error(`the process ended without a line ${prefix}…; stdout: ${lines.join("\n")}; stderr: ${errors}`),
            );
        };
        waiting.add(check);
        check();
      }),
  };
}
