import { mkdtemp, rm, symlink } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemErrorCode } from "../../core/errors.ts";

/** Who owns a data directory, as the owner itself says on its socket. */
export interface Owner {
  readonly pid: number;
  /** What it was started as, without arguments that could hold secrets. */
  readonly command: string;
  /** Instant at which it took the directory. */
  readonly since: string;
}

/** `alive` without `owner`: something accepted the connection but did not answer in time (a busy or stopped process). */
export type Answer =
  | { readonly state: "alive"; readonly owner?: Owner }
  | { readonly state: "refused" }
  | { readonly state: "absent" };

/** sun_path holds 104 bytes on macOS and 108 on Linux, the final NUL included. */
const MAX_SOCKET_PATH = 100;
const ANSWER_TIMEOUT_MS = 2_000;

/**
 * Calls `use` with a path to `name` in `folder` that is short enough for a socket: the real one, or one through a
 * temporary symbolic link. The socket file itself is always in `folder`, so both kinds of path mean the same socket.
 */
export async function withSocketPath<T>(folder: string, name: string, use: (path: string) => Promise<T>): Promise<T> {
  const direct = join(folder, name);
  if (process.platform === "win32" || Buffer.byteLength(direct) <= MAX_SOCKET_PATH) return use(direct);
  const base = Buffer.byteLength(tmpdir()) <= 50 ? tmpdir() : "/tmp";
  const temporary = await mkdtemp(join(base, "exhibit-"));
  try {
    const alias = join(temporary, "d");
    await symlink(folder, alias);
    return await use(join(alias, name));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Listens at `path`, telling everyone who connects who we are. Never keeps the process alive. */
export async function listenAsOwner(path: string, self: Owner): Promise<Server> {
  const server = createServer((socket) => {
    socket.unref();
    // An asker that went away before reading is no concern of the owner.
    socket.on("error", () => socket.destroy());
    socket.end(`${JSON.stringify(self)}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
  server.unref();
  return server;
}

/** Asks the socket at `path` who owns it. Throws the system error when that cannot be found out (EACCES). */
export async function askOwner(path: string, timeoutMs = ANSWER_TIMEOUT_MS): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let text = "";
    let connected = false;
    const socket = connect(path);
    const finish = (answer: Answer): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => finish({ state: "alive" }), timeoutMs);
    socket.setEncoding("utf8");
    socket.on("connect", () => {
      connected = true;
    });
    socket.on("data", (chunk: string) => {
      text += chunk;
    });
    // A connection that ends without a word: the owner died while we asked. The next question is refused.
    socket.on("end", () => finish(text === "" ? { state: "refused" } : { state: "alive", ...parseOwner(text) }));
    socket.on("error", (error) => {
      const code = systemErrorCode(error);
      if (connected || code === "ECONNREFUSED") return finish({ state: "refused" });
      if (code === "ENOENT") return finish({ state: "absent" });
      if (code === "EAGAIN") return finish({ state: "alive" });
      clearTimeout(timer);
      reject(error);
    });
  });
}

function parseOwner(text: string): { readonly owner?: Owner } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {};
  }
  if (typeof value !== "object" || value === null) return {};
  const { pid, command, since } = value as Partial<Record<keyof Owner, unknown>>;
  if (typeof pid !== "number" || typeof command !== "string" || typeof since !== "string") return {};
  return { owner: { pid, command, since } };
}

/** The refusing answers of a socket decide nothing by themselves; see `owner-lock.ts`. */
export async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}
