import type { Readiness } from "../readiness.ts";

export interface FrontData {
  readonly host: string;
  readonly port: number;
}

export type ToFront =
  | { readonly type: "alive" }
  | { readonly type: "readiness"; readonly id: number; readonly value: Readiness }
  | { readonly type: "metrics"; readonly id: number; readonly value: string };

export type FromFront =
  | { readonly type: "listening"; readonly url: string }
  | { readonly type: "refused"; readonly code: string }
  | { readonly type: "ask"; readonly id: number; readonly what: "readiness" | "metrics" };

/** How often the service tells the front that its event loop turns. */
export const ALIVE_MS = 1_000;
