import { chmod, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { Writable } from "node:stream";
import { lineOf, readLines, type CommandRequest, type FromClient, type StreamShape } from "./protocol.ts";

export type CommandStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

export interface CommandIo {
  readonly stdout: CommandStream;
  readonly stderr: CommandStream;
  /** Aborted when the client cancels or vanishes, or the service ends. */
  readonly signal: AbortSignal;
}

export interface ControlOptions {
  readonly withPath: <T>(use: (path: string) => Promise<T>) => Promise<T>;
  readonly version: string;
  /** MUST NOT reject: an error of the command is told on its streams, and is an exit code. */
  readonly run: (request: CommandRequest, io: CommandIo) => Promise<number>;
}

export interface ControlServer {
  /** Commands at work. */
  active(): number;
  /** Takes no more commands, gives those at work `graceMs`, then cancels them, and drops whom they cannot tell; resolves when all have ended. */
  close(graceMs: number): Promise<void>;
}

const REQUEST_WITHIN_MS = 10_000;
/** Commands run in the owner's memory: more at once would only slow each other down. */
const MAX_COMMANDS = 32;
/** For a command that was cancelled to say so. */
const LAST_WORDS_MS = 2_000;

/**
 * Listens for commands of other processes of the same user. The caller MUST own the data directory: a socket that is
 * there already belongs to a dead owner.
 */
export async function listenForCommands(options: ControlOptions): Promise<ControlServer> {
  const sessions = new Map<Promise<void>, { readonly abort: AbortController; readonly socket: Socket }>();
  let closing = false;
  const server = createServer((socket) => {
    const abort = new AbortController();
    const session = attend(socket, abort, options, () =>
      closing ? "stopping" : sessions.size > MAX_COMMANDS ? "busy" : undefined,
    );
    sessions.set(session, { abort, socket });
    void session.finally(() => sessions.delete(session));
  });
  await options.withPath((path) => bind(server, path));
  return {
    active: () => sessions.size,
    async close(graceMs) {
      closing = true;
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      const timers = [
        setTimeout(() => {
          for (const { abort } of sessions.values()) abort.abort();
        }, graceMs),
        // Who reads nothing (a pager that waits, a stopped process) would be written to for ever.
        setTimeout(() => {
          for (const { socket } of sessions.values()) socket.destroy();
        }, graceMs + LAST_WORDS_MS),
      ];
      await Promise.all(sessions.keys());
      timers.forEach(clearTimeout);
      await closed;
    },
  };
}

async function bind(server: Server, path: string): Promise<void> {
  const pipe = process.platform === "win32";
  if (!pipe) await rm(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    // Nobody else may connect, not even between the bind and the chmod: the socket is made by this very call.
    const before = pipe ? undefined : process.umask(0o177);
    server.listen(path, () => {
      server.removeListener("error", reject);
      resolve();
    });
    if (before !== undefined) process.umask(before);
  });
  if (!pipe) await chmod(path, 0o600);
  // A connection that could not be accepted is the client's to tell.
  server.on("error", () => undefined);
}

/** One client, from its request to its exit code. Never rejects. */
async function attend(
  socket: Socket,
  abort: AbortController,
  options: ControlOptions,
  obstacle: () => "stopping" | "busy" | undefined,
): Promise<void> {
  // Its end is what counts, however it came.
  socket.on("error", () => undefined);
  socket.once("close", () => abort.abort());
  const request = await firstRequest(socket, abort);
  if (request === undefined) {
    socket.destroy();
    return;
  }
  const refusal = refusalOf(request, options.version, obstacle());
  if (refusal !== undefined) {
    socket.end(lineOf({ type: "refused", ...refusal }));
    return;
  }
  const stdout = new Channel(socket, "stdout", request.stdout);
  const stderr = new Channel(socket, "stderr", request.stderr);
  const code = await options.run(request, { stdout, stderr, signal: abort.signal });
  await Promise.all([stdout.finished(), stderr.finished()]);
  socket.end(lineOf({ type: "exit", code }));
}

function refusalOf(
  request: CommandRequest,
  version: string,
  obstacle: "stopping" | "busy" | undefined,
): { readonly message: string; readonly remedy: string } | undefined {
  if (request.version !== version)
    return {
      message: `the service that owns the data directory is Exhibit ${version}, and this command is ${request.version}`,
      remedy: "use the same version for both, or stop the service",
    };
  if (obstacle === "stopping")
    return {
      message: "the service that owns the data directory is about to end",
      remedy: "repeat the command when it has ended, or has started again",
    };
  if (obstacle === "busy")
    return {
      message: `the service already runs ${MAX_COMMANDS} commands of others`,
      remedy: "repeat the command in a while",
    };
  return undefined;
}

/** Undefined when the client went away, or says something else, or nothing for a while. */
function firstRequest(socket: Socket, abort: AbortController): Promise<CommandRequest | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), REQUEST_WITHIN_MS);
    socket.once("close", () => {
      clearTimeout(timer);
      resolve(undefined);
    });
    readLines(socket, (line) => {
      const message = parse(line);
      if (message?.type === "cancel") abort.abort();
      if (message?.type !== "run") return;
      clearTimeout(timer);
      resolve(message);
    });
  });
}

function parse(line: string): FromClient | undefined {
  try {
    return JSON.parse(line) as FromClient;
  } catch {
    // No message of this protocol: nobody but our own client is answered.
    return undefined;
  }
}

/** A stream of the client's, written from here. What a client that is gone would have read is dropped. */
class Channel extends Writable {
  readonly isTTY: boolean;
  readonly columns?: number;
  readonly #socket: Socket;
  readonly #type: "stdout" | "stderr";

  constructor(socket: Socket, type: "stdout" | "stderr", { isTTY, columns }: StreamShape) {
    super();
    this.#socket = socket;
    this.#type = type;
    this.isTTY = isTTY;
    if (columns !== undefined) this.columns = columns;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (!this.#socket.writable) return done();
    this.#socket.write(lineOf({ type: this.#type, base64: chunk.toString("base64") }), () => done());
  }

  finished(): Promise<void> {
    return new Promise((resolve) => this.end(() => resolve()));
  }
}
