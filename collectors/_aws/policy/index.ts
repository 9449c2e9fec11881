export * from "./credential.ts";
export * from "./samples.ts";
export * from "./times.ts";
