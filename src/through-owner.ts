import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import type { Services } from "./cli/services.ts";
import { sha256 } from "./core/digest.ts";
import { forwardCommand } from "./service/control/client.ts";
import { withSocketPath } from "./store/embedded/owner-socket.ts";
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

/** Has the service that owns this data directory run a command line; undefined when none does. */
export async function throughOwner(
  dataDir: string,
  argv: readonly string[],
  { cwd, env, stdout, stderr, signal }: Services,
): Promise<number | undefined> {
  if (!existsSync(dataDir)) return undefined;
  if (process.platform !== "win32" && !existsSync(join(dataDir, CONTROL_SOCKET))) return undefined;
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
