import { notApplicable, type Judgement } from "#sdk";
import * as z from "zod";
import type { Environment } from "../evidence.ts";

/** The parameter that says which environments are production. */
export const productionWords = z
  .array(z.string().min(1))
  .default(["prod", "production", "live", "release"])
  .describe("words of a name that mark an environment as production. origin: our default");

/** Environments for tests and previews are meant to be open. */
export function notProduction(record: Environment, words: readonly string[]): Judgement | undefined {
  const own = record.name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  return own.some((word) => words.includes(word))
    ? undefined
    : notApplicable(`${record.name}: its name does not mark it as production`);
}
