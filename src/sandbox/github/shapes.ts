/** Bodies as GitHub's OpenAPI description has them, addresses included. A test holds them against it. */

export * from "./shapes/actions.ts";
export { nodeId } from "./shapes/addresses.ts";
export * from "./shapes/code-security.ts";
export * from "./shapes/credentials.ts";
export * from "./shapes/integrations.ts";
export * from "./shapes/organization.ts";
export * from "./shapes/people.ts";
export * from "./shapes/protection.ts";
export * from "./shapes/repositories.ts";
