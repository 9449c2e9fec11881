import type { AttemptEvent } from "../gateway/index.ts";
import type { Connection } from "./plan.ts";

export type ObservedStep = "run" | "connection" | "seal" | "judge" | "publish";

/** Watches runs from outside: metrics and traces. It changes nothing of what a run does. */
export interface RunObserver {
  /** Does the work and returns what it returns; steps of steps are called from within it. */
  step<T>(name: ObservedStep, attributes: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T>;
  /** MUST NOT throw. */
  attempt(connection: Connection, event: AttemptEvent): void;
}

export const UNOBSERVED: RunObserver = { step: (_name, _attributes, work) => work(), attempt: () => undefined };
