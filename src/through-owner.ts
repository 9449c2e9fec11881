import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { Services } from "./cli/services.ts";
import { sha256 } from "./core/digest.ts";
import { pause } from "./core/pause.ts";
import { forwardCommand } from "./service/control/client.ts";
import { OWNER_SOCKET } from "./store/embedded/owner-lock.ts";
import { askOwner, withSocketPath } from "./store/embedded/owner-socket.ts";
import { VERSION } from "./version.ts";

/** Beside the owner's lock; on Windows only its name. */
const CONTROL_SOCKET = "control.sock";

/** Calls `use` with a path that both the owner of this data directory and its clients can use. */
export function withControlPath<T>(dataDir: string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(dataDir);
  return process.platform === "win32"
    ? use(`\\\\.\\pipe\\exhibit-control-${sha256(folder.toLowerCase())}`)
    : withSocketPath(folder, CONTROL_SOCKET, use);
}

/** A service that is just starting, or completes what a crash left, is waited for: it owns the directory before it takes commands. */
const START_WITHIN_MS = 120_000;
const TOLD_AFTER_MS = 3_000;
const AGAIN_MS = 100;

async function isStarting(dataDir: string): Promise<boolean> {
  const folder = realpathSync(dataDir);
  if (process.platform === "win32" || !existsSync(join(folder, OWNER_SOCKET))) return false;
  const answer = await withSocketPath(folder, OWNER_SOCKET, (path) => askOwner(path));
  // Busy to the point of silence is what a starting database is too.
  return answer.state === "alive" && answer.owner?.command.endsWith(" serve") !== false;
}

/** Has the service that owns this data directory run a command line; undefined when none does. */
export async function throughOwner(
  dataDir: string,
  argv: readonly string[],
  services: Services,
): Promise<number | undefined> {
  if (!existsSync(dataDir)) return undefined;
  const started = performance.now();
  let told = false;
  for (;;) {
    // A socket that nobody listens on is what a service that was killed leaves behind.
    const code = await forward(dataDir, argv, services);
    if (code !== undefined || services.signal.aborted || !(await isStarting(dataDir))) return code;
    const waited = performance.now() - started;
    if (waited > START_WITHIN_MS) return undefined;
    if (waited > TOLD_AFTER_MS && !told) {
      services.stderr.write(`waiting for the service that is starting on ${dataDir}\n`);
      told = true;
    }
    await pause(AGAIN_MS, services.signal);
  }
}

function forward(
  dataDir: string,
  argv: readonly string[],
  { cwd, env, stdout, stderr, signal }: Services,
): Promise<number | undefined> {
  const shape = (stream: Services["stdout"]) => ({ isTTY: stream.isTTY === true, columns: stream.columns });
  return forwardCommand({
    withPath: (use) => withControlPath(dataDir, use),
    request: {
      version: VERSION,
      argv,
      cwd,
      stdout: shape(stdout),
      stderr: shape(stderr),
      noColor: (env["NO_COLOR"] ?? "") !== "",
    },
    stdout,
    stderr,
    signal,
  });
}
