export * from "./organizations.ts";
export * from "./samples.ts";
export * from "./subjects.ts";
