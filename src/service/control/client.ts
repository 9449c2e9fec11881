import { connect, type Socket } from "node:net";
import { ExhibitError, systemErrorCode } from "../../core/index.ts";
import { lineOf, readLines, type CommandRequest, type FromOwner } from "./protocol.ts";

export interface ForwardOptions {
  /** Calls `use` with the path of the owner's control socket. */
  readonly withPath: <T>(use: (path: string) => Promise<T>) => Promise<T>;
  readonly request: Omit<CommandRequest, "type">;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/** Nobody listens, or not for us: then the command runs in this process, and the database says who owns it. */
const NOBODY: ReadonlySet<string | undefined> = new Set(["ENOENT", "ECONNREFUSED", "EACCES", "EPERM", "ENOTDIR"]);

/**
 * Has the owner of the data directory run this command line, and writes what it prints. Returns its exit code, or
 * undefined when no service owns the directory. Cancelling is passed on; the owner also cancels when we vanish.
 */
export async function forwardCommand(options: ForwardOptions): Promise<number | undefined> {
  const socket = await options.withPath(open);
  return socket === undefined ? undefined : converse(socket, options);
}

function open(path: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
    socket.once("error", (error) => {
      if (NOBODY.has(systemErrorCode(error))) resolve(undefined);
      else reject(error);
    });
  });
}

function converse(socket: Socket, { request, stdout, stderr, signal }: ForwardOptions): Promise<number> {
  const cancel = (): void => void socket.write(lineOf({ type: "cancel" }));
  return new Promise<number>((resolve, reject) => {
    readLines(socket, (line) => {
      const message = JSON.parse(line) as FromOwner;
      if (message.type === "stdout") print(stdout, message.base64, socket);
      else if (message.type === "stderr") print(stderr, message.base64, socket);
      else if (message.type === "exit") resolve(message.code);
      else if (message.type === "refused")
        reject(new ExhibitError("STORE_OWNED", message.message, { remedy: message.remedy }));
    });
    socket.on("error", () => undefined);
    socket.on("close", () => reject(brokenOff()));
    socket.write(lineOf({ type: "run", ...request }));
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
  }).finally(() => {
    signal.removeEventListener("abort", cancel);
    socket.destroy();
  });
}

/** Takes no more from the owner than our reader takes from us: an export may be larger than memory. */
function print(stream: NodeJS.WritableStream, base64: string, socket: Socket): void {
  if (stream.write(Buffer.from(base64, "base64")) || !stream.writable) return;
  const goOn = (): void => {
    for (const event of GOES_ON) stream.removeListener(event, goOn);
    socket.resume();
  };
  // Also when the reader is gone: the owner's exit code is still to come.
  for (const event of GOES_ON) stream.on(event, goOn);
  socket.pause();
}

const GOES_ON = ["drain", "error", "close"] as const;

function brokenOff(): ExhibitError {
  return new ExhibitError("CANCELLED", "the service that owns the data directory ended while it ran this command", {
    remedy: "see its log, and repeat the command",
  });
}
