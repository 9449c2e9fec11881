import type { Clock } from "./core/index.ts";

/** The machine's clock; handed to everything that needs the time. */
export const systemClock: Clock = { now: () => new Date() };
