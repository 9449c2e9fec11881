import { expect, it } from "vitest";
import type { Readiness } from "../readiness.ts";
import { createAnswers } from "./answers.ts";

const READY: Readiness = {
  ready: true,
  state: "serving",
  parts: { database: { ok: true }, migrations: { ok: true }, queue: { ok: true }, configuration: { ok: true } },
};

it("is well while the service is heard of, and not when it has been silent for minutes", () => {
  let silent = 5_000;
  const answers = createAnswers({ silentMs: () => silent, readiness: async () => READY, metrics: async () => "" });
  expect(answers.health()).toEqual({ status: 200, value: { status: "ok", silentMs: 5_000 } });
  silent = 121_000;
  expect(answers.health().status).toBe(503);
});

it("answers from the last one while the service computes", async () => {
  let answering = true;
  let asked = 0;
  const answers = createAnswers({
    silentMs: () => 0,
    readiness: () => {
      asked += 1;
      return answering ? Promise.resolve(READY) : new Promise(() => undefined);
    },
    metrics: async () => "m 1\n",
  });
  expect(await answers.readiness()).toMatchObject({ status: 200, value: { ready: true } });
  answering = false;
  const started = performance.now();
  expect(await answers.readiness()).toMatchObject({ status: 200, value: { ready: true } });
  expect(performance.now() - started).toBeLessThan(2_000);
  await answers.readiness();
  // One question at a time, however many ask.
  expect(asked).toBe(2);
  expect(await answers.metrics()).toEqual({ status: 200, body: "m 1\n" });
});

it("is not ready before it has ever heard so, nor when a part is missing", async () => {
  const silent = createAnswers({
    silentMs: () => 0,
    readiness: () => new Promise(() => undefined),
    metrics: async () => "",
  });
  expect(await silent.readiness()).toMatchObject({ status: 503, value: { ready: false } });
  const missing: Readiness = {
    ...READY,
    ready: false,
    parts: { ...READY.parts, database: { ok: false, detail: "away" } },
  };
  const waiting = createAnswers({ silentMs: () => 0, readiness: async () => missing, metrics: async () => "" });
  expect(await waiting.readiness()).toMatchObject({ status: 503, value: { parts: { database: { detail: "away" } } } });
});
