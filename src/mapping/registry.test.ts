import { expect, it } from "vitest";
import { checks } from "../registry.ts";
import { loadMapping } from "./load.ts";
import { DIRECTORY } from "./testing/mapping-files.ts";

it("the mapping and the registered checks fit each other", async () => {
  const mapping = await loadMapping({
    directory: DIRECTORY,
    checks: checks.map(({ id, unmapped }) => ({ id, ...(unmapped === undefined ? {} : { unmapped }) })),
  });
  expect(mapping.controls).toHaveLength(93);
});
