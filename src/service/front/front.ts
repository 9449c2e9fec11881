import { Worker } from "node:worker_threads";
import { ExhibitError } from "../../core/index.ts";
import type { Readiness } from "../readiness.ts";
import { ALIVE_MS, type FromFront, type FrontData, type ToFront } from "./protocol.ts";

export interface FrontOptions extends FrontData {
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: () => Promise<string>;
  /** The thread broke off: nobody answers any more. */
  readonly onBroken: (error: unknown) => void;
}

export interface Front {
  /** Where it answers: `http://127.0.0.1:9393`. */
  readonly url: string;
  close(): Promise<void>;
}

/** From the sources and from the compiled package alike. */
const THREAD = new URL(import.meta.url.endsWith(".ts") ? "./thread.ts" : "./thread.js", import.meta.url);

/**
 * Answers over HTTP from a thread of its own, so that it is quick while this one seals, judges or waits for the disk.
 * See `docs/decisions/0008-front-thread.md`.
 *
 * @throws ExhibitError PORT_UNAVAILABLE
 */
export async function startFront({ host, port, readiness, metrics, onBroken }: FrontOptions): Promise<Front> {
  // Nothing of the environment is of use to it.
  const thread = new Worker(THREAD, { workerData: { host, port } satisfies FrontData, env: {}, name: "front" });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  const say = (message: ToFront): void => thread.postMessage(message);
  const url = await new Promise<string>((resolve, reject) => {
    thread.once("error", reject);
    thread.on("message", (message: FromFront) => {
      if (message.type === "listening") resolve(message.url);
      else if (message.type === "refused") reject(refused(host, port, message.code));
      else if (message.what === "readiness")
        void readiness().then((value) => say({ type: "readiness", id: message.id, value }), onBroken);
      else void metrics().then((value) => say({ type: "metrics", id: message.id, value }), onBroken);
    });
  }).catch(async (error: unknown) => {
    await thread.terminate();
    throw error;
  });
  thread.removeAllListeners("error");
  thread.on("error", onBroken);
  const timer = setInterval(() => say({ type: "alive" }), ALIVE_MS);
  return {
    url,
    async close() {
      clearInterval(timer);
      thread.removeAllListeners("error");
      await thread.terminate();
    },
  };
}

function refused(host: string, port: number, code: string): ExhibitError {
  return new ExhibitError("PORT_UNAVAILABLE", `the port ${port} of ${host} cannot be listened on: ${reason(code)}`, {
    place: "--port",
    remedy: "choose another with --port, or 0 for any free one",
  });
}

function reason(code: string): string {
  if (code === "EADDRINUSE") return "another process has it";
  if (code === "EACCES") return "this user may not";
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return "this machine has no such address";
  return code;
}
