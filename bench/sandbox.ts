import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Credentials, Size } from "../src/sandbox/index.ts";
import type { SandboxRequest } from "./sandbox-child.ts";

export interface SandboxProcess {
  readonly url: string;
  readonly credentials: Credentials;
  readonly github?: { readonly url: string; readonly organization: string; readonly token: string };
  /** Requests that the server has received, by operation. */
  calls(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

/** Starts the sandbox as a process of its own. Rejects when it ends before it answers. */
export async function startSandboxProcess(size: Size, repositories?: number): Promise<SandboxProcess> {
  const child = fork(fileURLToPath(new URL("sandbox-child.ts", import.meta.url)), {
    execArgv: ["--conditions=exhibit-source"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const started = await ask<Pick<SandboxProcess, "url" | "credentials" | "github">>(child, {
    type: "start",
    size,
    repositories,
  });
  return {
    ...started,
    calls: () => ask(child, { type: "calls" }),
    async close() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.send({ type: "close" } satisfies SandboxRequest);
      await ended;
    },
  };
}

async function ask<T>(child: ChildProcess, request: SandboxRequest): Promise<T> {
  const abort = new AbortController();
  const ended = once(child, "exit", { signal: abort.signal }).then(([code]) => {
    throw new Error(`the sandbox process ended with ${String(code)}`);
  });
  try {
    const answer = once(child, "message", { signal: abort.signal });
    child.send(request);
    const [message] = (await Promise.race([answer, ended])) as [T];
    return message;
  } finally {
    abort.abort();
    ended.catch(() => undefined);
  }
}
