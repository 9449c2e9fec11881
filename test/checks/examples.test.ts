import { describe, expect, it } from "vitest";
import { runExample } from "../../src/sdk/testing.ts";
import { checkFiles } from "./folders.ts";

const checks = await checkFiles();

describe.each(checks)("$collector/$file", ({ check }) => {
  it.each(check.examples.map((example) => ({ name: example.name, example })))("$name", ({ example }) => {
    const judgement = runExample(check, example);
    expect(judgement.outcome, judgement.observed).toBe(example.outcome);
    expect(judgement.observed).not.toBe("");
    if (judgement.outcome === "undetermined") expect(judgement.reason, judgement.observed).toBe(example.reason);
    else expect(example.reason).toBeUndefined();
  });
});
