export * from "./check.ts";
export * from "./collector.ts";
export * from "./kind.ts";
