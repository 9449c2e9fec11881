import { parentPort, workerData } from "node:worker_threads";
import { systemErrorCode } from "../../core/index.ts";
import type { Readiness } from "../readiness.ts";
import { createAnswers } from "./answers.ts";
import { startHealthServer } from "./http.ts";
import type { FromFront, FrontData, ToFront } from "./protocol.ts";

if (parentPort === null) throw new Error("this is a thread of the service, not a program");
const port = parentPort;
const { host, port: wanted } = workerData as FrontData;
const waiting = new Map<number, (value: unknown) => void>();
let heard = performance.now();
let asked = 0;

function say(message: FromFront): void {
  port.postMessage(message);
}

function ask<T>(what: "readiness" | "metrics"): Promise<T> {
  asked += 1;
  const id = asked;
  return new Promise<T>((resolve) => {
    waiting.set(id, resolve as (value: unknown) => void);
    say({ type: "ask", id, what });
  });
}

port.on("message", (message: ToFront) => {
  heard = performance.now();
  if (message.type === "alive") return;
  waiting.get(message.id)?.(message.value);
  waiting.delete(message.id);
});

try {
  const answers = createAnswers({
    silentMs: () => performance.now() - heard,
    readiness: () => ask<Readiness>("readiness"),
    metrics: () => ask<string>("metrics"),
  });
  say({ type: "listening", url: await startHealthServer({ host, port: wanted, answers }) });
} catch (error) {
  say({ type: "refused", code: systemErrorCode(error) ?? "the system refused" });
}
