import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { AnyCheck } from "#sdk";
import { runExample } from "../../src/sdk/testing.ts";

const folder = new URL("../../collectors/aws-iam/checks/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
const checks = await Promise.all(
  files.map(async (file) => ({
    file,
    check: ((await import(new URL(file, folder).href)) as { default: AnyCheck }).default,
  })),
);

describe.each(checks)("$file", ({ check }) => {
  it.each(check.examples.map((example) => ({ name: example.name, example })))("$name", ({ example }) => {
    const judgement = runExample(check, example);
    expect(judgement.outcome, judgement.observed).toBe(example.outcome);
    expect(judgement.observed).not.toBe("");
    if (judgement.outcome === "undetermined") expect(judgement.reason, judgement.observed).toBe(example.reason);
    else expect(example.reason).toBeUndefined();
  });
});
