export * from "./accounts.ts";
export * from "./administrators.ts";
export * from "./aws-administrators.ts";
export * from "./directory.ts";
export * from "./github-members.ts";
export * from "./iam-users.ts";
export * as params from "./params.ts";
export * from "./samples.ts";
export * from "./two-step.ts";
