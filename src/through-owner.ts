import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Services } from "./cli/services.ts";
import { sha256 } from "./core/digest.ts";
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

/** A service that is just starting is waited for: it owns the directory before it can take commands. */
const START_WITHIN_MS = 30_000;

async function hasControl(dataDir: string, signal: AbortSignal): Promise<boolean> {
  const folder = realpathSync(dataDir);
  const deadline = performance.now() + START_WITHIN_MS;
  for (;;) {
    if (existsSync(join(folder, CONTROL_SOCKET))) return true;
    if (!existsSync(join(folder, OWNER_SOCKET)) || performance.now() > deadline || signal.aborted) return false;
    const answer = await withSocketPath(folder, OWNER_SOCKET, (path) => askOwner(path));
    // Busy to the point of silence is what a starting database is too.
    if (answer.state !== "alive" || answer.owner?.command.endsWith(" serve") === false) return false;
    await sleep(100);
  }
}

/** Has the service that owns this data directory run a command line; undefined when none does. */
export async function throughOwner(
  dataDir: string,
  argv: readonly string[],
  { cwd, env, stdout, stderr, signal }: Services,
): Promise<number | undefined> {
  if (!existsSync(dataDir)) return undefined;
  if (process.platform !== "win32" && !(await hasControl(dataDir, signal))) return undefined;
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
