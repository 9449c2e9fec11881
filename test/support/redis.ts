import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lane } from "./lanes.ts";
import { freePort } from "./postgres.ts";

export interface TestRedis {
  readonly url: string;
  /** Sends one command and returns the first line of its answer. */
  command(text: string): Promise<string>;
  /** Down, and up again on the same port after `downMs`, or with `until`; `keep` = with its data. */
  restart(options: {
    readonly keep: boolean;
    readonly downMs?: number;
    readonly until?: Promise<unknown>;
  }): Promise<void>;
  stop(): Promise<void>;
}

/** Path of `redis-server`, or undefined when Redis is not on this machine (lane `redis`). */
export const redisPath: string | undefined = lane("redis", ["redis-server", "/usr/bin/redis-server", "valkey-server"]);

/** Stops the server when our end of the pipe closes, even when this process is killed. */
const UNTIL_STDIN_ENDS = '"$@" & server=$!; read -r _; kill -TERM $server; wait $server';

/** Starts a Redis of our own on a free port of 127.0.0.1, in a temporary folder that `stop` removes. It dies with this process. */
export async function startRedis(settings: readonly string[] = []): Promise<TestRedis> {
  if (redisPath === undefined) throw new Error("Redis is not installed; guard with redisPath");
  const program = redisPath;
  const folder = mkdtempSync(join(tmpdir(), "exhibit-redis-"));
  const port = await freePort();
  const launch = async (): Promise<ChildProcess> => {
    const fixed = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--dir", folder];
    const child = spawn("/bin/sh", ["-c", UNTIL_STDIN_ENDS, "sh", program, ...fixed, ...settings], {
      cwd: folder,
      stdio: ["pipe", "ignore", "ignore"],
    });
    await answering(port, child);
    return child;
  };
  let child = await launch();
  const halt = async (): Promise<void> => {
    const closed = once(child, "close");
    child.stdin?.end();
    await closed;
  };
  return {
    url: `redis://127.0.0.1:${port}/0`,
    command: (text) => command(port, text),
    restart: async ({ keep, downMs = 0, until = sleep(downMs) }) => {
      if (!keep) await command(port, "FLUSHALL");
      await halt();
      await until;
      child = await launch();
    },
    stop: async () => {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answering(port: number, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    try {
      if ((await command(port, "PING")) === "+PONG") return;
    } catch {
      // Not listening yet.
    }
    if (child.exitCode !== null || performance.now() > deadline) throw new Error("Redis did not start");
    await sleep(20);
  }
}

async function command(port: number, text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    socket.write(`${text}\r\n`);
    const [answer] = (await once(socket, "data")) as [Buffer];
    return answer.toString("utf8").split("\r\n")[0] ?? "";
  } finally {
    socket.destroy();
  }
}
