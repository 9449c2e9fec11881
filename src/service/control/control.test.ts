import { mkdtemp, rm, stat } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { afterEach, beforeEach, expect, it } from "vitest";
import { forwardCommand } from "./client.ts";
import { listenForCommands, type ControlOptions, type ControlServer } from "./server.ts";

let folder: string;
let path: string;
let server: ControlServer | undefined;
const withPath = <T>(use: (path: string) => Promise<T>): Promise<T> => use(path);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "exhibit-control-"));
  path = join(folder, "control.sock");
});
afterEach(async () => {
  await server?.close(0);
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function serve(run: ControlOptions["run"], version = "1.0.0"): Promise<void> {
  server = await listenForCommands({ withPath, version, run });
}

class Collected extends Writable {
  text = "";
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

function ask(argv: readonly string[], signal = new AbortController().signal, sink?: Writable) {
  const stdout = new Collected();
  const stderr = new Collected();
  const shape = { isTTY: false, columns: undefined };
  const request = {
    version: "1.0.0",
    argv,
    cwd: "/somewhere",
    stdout: { isTTY: true, columns: 77 },
    stderr: shape,
    noColor: true,
  };
  return { stdout, stderr, code: forwardCommand({ withPath, request, stdout: sink ?? stdout, stderr, signal }) };
}

it("carries a command line there, and streams and exit code back", async () => {
  await serve(async ({ argv, cwd, noColor }, { stdout, stderr }) => {
    stdout.write(`${argv.join(" ")} in ${cwd}, ${stdout.isTTY}, ${stdout.columns}, ${noColor}, é€\n`);
    stderr.write("progress\n");
    return 3;
  });
  const { stdout, stderr, code } = ask(["runs", "--json"]);
  expect(await code).toBe(3);
  expect(stdout.text).toBe("runs --json in /somewhere, true, 77, true, é€\n");
  expect(stderr.text).toBe("progress\n");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it("carries more than a socket holds, in order", async () => {
  const long = Array.from({ length: 50_000 }, (_, n) => `line ${n} of many that fill every buffer on the way\n`);
  await serve(async (_request, { stdout }) => {
    for (const line of long) stdout.write(line);
    return 0;
  });
  const { stdout, code } = ask(["controls"]);
  expect(await code).toBe(0);
  expect(stdout.text).toBe(long.join(""));
});

it("takes no more from the owner than its own reader takes", async () => {
  const chunk = "x".repeat(64 * 1024);
  let sent = 0;
  let ended = false;
  await serve(async (_request, { stdout }) => {
    for (; sent < 400; sent += 1) await new Promise((resolve) => stdout.write(chunk, resolve));
    ended = true;
    return 5;
  });
  const waiting: (() => void)[] = [];
  let held = true;
  let bytes = 0;
  const slow = new Writable({
    write(text: Buffer, _encoding, done) {
      bytes += text.length;
      if (held) waiting.push(done);
      else done();
    },
  });
  const { code } = ask(["export"], undefined, slow);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([ended, sent < 100]).toEqual([false, true]);
  held = false;
  for (const done of waiting) done();
  expect([await code, bytes]).toEqual([5, 400 * chunk.length]);
});

it("hears the end of a command whose reader went away", async () => {
  await serve(async (_request, { stdout }) => {
    for (let n = 0; n < 50; n += 1) await new Promise((resolve) => stdout.write("x".repeat(64 * 1024), resolve));
    return 6;
  });
  const gone = new Writable({ write: (_text, _encoding, done) => setImmediate(() => done(new Error("EPIPE"))) });
  gone.on("error", () => undefined);
  expect(await ask(["export"], undefined, gone).code).toBe(6);
});

it("says that nobody is there, also where a dead owner left its socket", async () => {
  expect(await ask(["runs"]).code).toBeUndefined();
  await serve(async () => 0);
  await server?.close(0);
  expect(await ask(["runs"]).code).toBeUndefined();
  await serve(async () => 7);
  expect(await ask(["runs"]).code).toBe(7);
});

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

it("passes a cancellation on, and waits for the orderly end", async () => {
  await serve(async (_request, { signal, stdout }) => {
    await untilAborted(signal);
    stdout.write("sealed what there was\n");
    return 4;
  });
  const abort = new AbortController();
  const { stdout, code } = ask(["snapshot"], abort.signal);
  setTimeout(() => abort.abort(), 20);
  expect(await code).toBe(4);
  expect(stdout.text).toBe("sealed what there was\n");
});

it("cancels the command of a client that vanishes", async () => {
  const ended = Promise.withResolvers<void>();
  await serve(async (_request, { signal, stdout }) => {
    await untilAborted(signal);
    stdout.write("to nobody");
    ended.resolve();
    return 0;
  });
  const socket = connect(path);
  socket.write(
    `${JSON.stringify({ type: "run", version: "1.0.0", argv: ["snapshot"], cwd: "/", stdout: {}, stderr: {}, noColor: true })}\n`,
  );
  setTimeout(() => socket.destroy(), 30);
  await ended.promise;
});

it("refuses another version, and everything once it is about to end", async () => {
  await serve(async () => 0, "2.0.0");
  await expect(ask(["runs"]).code).rejects.toMatchObject({
    code: "STORE_OWNED",
    message: expect.stringContaining("2.0.0") as string,
  });
});

it("gives commands at work their time when it ends, then cancels them", async () => {
  const seen: boolean[] = [];
  await serve(async ({ argv }, { signal }) => {
    if (argv[0] === "short") await new Promise((resolve) => setTimeout(resolve, 30));
    else await untilAborted(signal);
    seen.push(signal.aborted);
    return 0;
  });
  const [short, long] = [ask(["short"]), ask(["long"])];
  await new Promise((resolve) => setTimeout(resolve, 10));
  await server?.close(200);
  server = undefined;
  expect(await Promise.all([short.code, long.code])).toEqual([0, 0]);
  expect(seen).toEqual([false, true]);
});

it("tells when the owner dies half-way", async () => {
  await serve(async () => new Promise<number>(() => undefined));
  const { code } = ask(["snapshot"]);
  const failed = expect(code).rejects.toMatchObject({ code: "CANCELLED" });
  // As a killed process ends its connections.
  const { promise, resolve } = Promise.withResolvers<void>();
  setTimeout(resolve, 30);
  await promise;
  server = undefined;
  for (const handle of openServerSockets()) handle.destroy();
  await failed;
});

interface Destroyable {
  destroy(): void;
}

function openServerSockets(): readonly Destroyable[] {
  const active = (process as unknown as { _getActiveHandles(): readonly unknown[] })._getActiveHandles();
  return active.filter(
    (handle): handle is Destroyable =>
      typeof handle === "object" &&
      handle !== null &&
      "server" in handle &&
      handle.server !== null &&
      "destroy" in handle,
  );
}

it("drops a client that reads nothing, so that a service can end", async () => {
  const begun = Promise.withResolvers<void>();
  await serve(async (_request, { stdout, signal }) => {
    // More than the sockets between us hold.
    stdout.write("x".repeat(16 * 1024 * 1024));
    begun.resolve();
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    return 1;
  });
  const stuck = new Writable({ highWaterMark: 1, write: () => undefined });
  const { code } = ask(["export"], undefined, stuck);
  const told = expect(code).rejects.toMatchObject({ code: "CANCELLED" });
  await begun.promise;
  await server?.close(0);
  server = undefined;
  stuck.destroy();
  await told;
});
