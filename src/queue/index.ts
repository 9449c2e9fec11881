export { openQueue } from "./open.ts";
export { nextDue } from "./times.ts";
export type * from "./types.ts";
