export * from "./branch.ts";
export * from "./enterprise.ts";
export * from "./environments.ts";
export * from "./people.ts";
export * from "./samples.ts";
export * from "./stated.ts";
export * from "./teams.ts";
export * from "./times.ts";
