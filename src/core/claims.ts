/** What only one of all processes on a database works on at a time. */
export type Claim = `run ${string}` | `connection ${string}` | "upkeep";

/**
 * Claims it for this process until the returned function is called or the process ends, however it ends. Undefined when a
 * living holder, here or on another machine, has it: its work must not be touched.
 */
export type ClaimOne = (what: Claim) => Promise<(() => Promise<void>) | undefined>;
