import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { ExhibitError, fixedClock, type Scope } from "../../src/core/index.ts";
import { createGateway } from "../../src/gateway/index.ts";
import { sealedRecord } from "../../src/pipeline/connection.ts";
import { runSlot, type RunSlotOptions } from "../../src/pipeline/scheduled/index.ts";
import { recover } from "../../src/pipeline/run.ts";
import { defineCollector, defineKind, type CollectContext, type Emission } from "../../src/sdk/index.ts";
import { bareCriteria } from "../support/estate.ts";
import { memoryWorkshop, type MemoryWorkshop } from "../support/memory-workshop.ts";

const clock = fixedClock("2026-11-22T10:00:00.000Z");
const scope: Scope = { platform: "test", account: "111122223333" };
const RUN = "01a20000-0000-7000-8000-000000000001";
const thing = defineKind({
  id: "test.thing",
  version: 1,
  title: "Things",
  schema: z.looseObject({ name: z.string() }),
  key: ({ name }) => name,
  sensitivity: "internal",
  personalData: false,
  population: "Every thing.",
});

type Play = (context: CollectContext, attempt: number) => AsyncGenerator<Emission, void, void>;

let workshop: MemoryWorkshop;
let collections: number;
let play: Play;

const collector = defineCollector({
  id: "test",
  title: "test",
  platform: "test",
  version: "1.0.0",
  config: z.unknown(),
  kinds: [thing],
  operations: [],
  hosts: [],
  endpoints: () => [],
  preflight: async () => ({ identities: [], kinds: [], operations: [] }),
  collect(context: CollectContext) {
    collections += 1;
    return play(context, collections);
  },
});

const whole: Play = async function* (_, attempt) {
  yield { type: "scope", scope, principal: "tester" };
  yield { type: "record", kind: thing, scope, record: { name: `seen by attempt ${attempt}` } };
  yield { type: "population", kind: thing, scope, complete: true };
};

beforeEach(async () => {
  collections = 0;
  play = whole;
  workshop = await memoryWorkshop({
    registry: { collectors: [collector], checks: [], kinds: new Map([[thing.id, thing]]) },
    clock,
  });
});
afterEach(() => workshop.dispose());

function attempt(more: { readonly lastAttempt?: boolean; readonly signal?: AbortSignal } = {}) {
  const options: RunSlotOptions = {
    workshop,
    gateway: createGateway({ clock, random: () => 0.5, sleep: async () => undefined }),
    connection: { id: "c", collector, environment: "test", config: {} },
    criteria: bareCriteria([]),
    slot: { runId: RUN, trigger: "schedule", lastAttempt: more.lastAttempt ?? false },
    part: true,
    env: {},
    nodeVersion: "24",
    signal: more.signal ?? new AbortController().signal,
    secrets: [],
    archive: undefined,
    onProgress: () => undefined,
  };
  return runSlot(options);
}

const evidence = async () => (await workshop.store.evidenceOfRun(RUN)).map(({ evidence: { id } }) => id);
const run = () => workshop.store.getRun(RUN);

describe("the run of a slot", () => {
  it("has the slot's id, says that it is part of a whole, and is done once", async () => {
    expect(await attempt()).toEqual({ status: "complete" });
    expect(await run()).toMatchObject({ id: RUN, trigger: "schedule", part: true, status: "complete", step: "done" });
    expect(await attempt()).toEqual({ status: "complete" });
    expect(collections).toBe(1);
    expect(await evidence()).toHaveLength(1);
  });

  it("that a crash ended after sealing is judged from what was sealed, and not collected again", async () => {
    const save = workshop.store.saveAssessment;
    workshop.store.saveAssessment = async () => {
      throw new ExhibitError("STORE_UNREACHABLE", "away");
    };
    await expect(attempt({ lastAttempt: true })).rejects.toMatchObject({ code: "STORE_UNREACHABLE" });
    expect(await run()).toMatchObject({ status: "running" });
    const sealed = await evidence();
    workshop.store.saveAssessment = save;
    expect(await attempt()).toEqual({ status: "complete" });
    expect({ collections, evidence: await evidence() }).toEqual({ collections: 1, evidence: sealed });
  });

  it("that a crash ended before sealing is collected again under the same id", async () => {
    play = async function* () {
      yield { type: "scope", scope, principal: "tester" };
      throw new ExhibitError("PLATFORM_TIMEOUT", "no answer");
    };
    await expect(attempt()).rejects.toMatchObject({ code: "PLATFORM_TIMEOUT" });
    expect(await evidence()).toEqual([]);
    expect(await sealedRecord(workshop, RUN, "c")).toBeUndefined();
    play = whole;
    expect(await attempt()).toEqual({ status: "complete" });
    expect(await evidence()).toHaveLength(1);
  });

  it("is left to the schedule by what closes interrupted runs", async () => {
    await workshop.store.createRun({ ...(await started()), status: "running" });
    const options = { workshop, criteria: bareCriteria([]), nodeVersion: "24", onProgress: () => undefined };
    expect(await recover({ ...options, shared: false, tended: async (runIds) => new Set(runIds) })).toEqual([]);
    expect(await run()).toMatchObject({ status: "running" });
    const abandoned = await recover({ ...options, shared: false, tended: async () => new Set() });
    expect(abandoned.map(({ outcome }) => outcome)).toEqual(["failed"]);
  });

  const started = async () => {
    const other = await memoryWorkshop({ registry: workshop.registry, clock });
    const kept = workshop;
    workshop = other;
    await attempt();
    const made = await run();
    workshop = kept;
    await other.dispose();
    return made;
  };

  it("is sealed once when two attempts collect at the same time", async () => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    // As after a database restart that took the claims away: nothing but the seal keeps them apart.
    workshop.store.claim = async () => async () => undefined;
    play = async function* (context, number) {
      await (number === 1 ? first : second).promise;
      yield* whole(context, number);
    };
    const attempts = [attempt(), attempt()];
    first.resolve();
    await attempts[0];
    second.resolve();
    expect(await Promise.all(attempts)).toEqual([{ status: "complete" }, { status: "complete" }]);
    expect(collections).toBe(2);
    expect(await evidence()).toHaveLength(1);
  });

  it("waits while a living process holds it", async () => {
    const release = await workshop.store.claim(`run ${RUN}`);
    expect(await attempt()).toEqual({ retryAfterMs: 5_000 });
    await release?.();
    expect(await attempt()).toEqual({ status: "complete" });
  });
});

describe("a failure", () => {
  it("of a platform that is away seals nothing while another attempt may mend it, and is sealed by the last one", async () => {
    play = async function* () {
      yield { type: "scope", scope, principal: "tester" };
      yield { type: "gap", kind: thing, scope, reason: "provider-error", operation: "List", detail: "status 503" };
    };
    await expect(attempt()).rejects.toMatchObject({ code: "PLATFORM_UNREACHABLE", retryable: true, actor: "platform" });
    expect({ evidence: await evidence(), status: (await run()).status }).toEqual({ evidence: [], status: "running" });
    expect(await attempt({ lastAttempt: true })).toEqual({ status: "incomplete" });
    expect(await evidence()).toHaveLength(1);
  });

  it("of credentials needs a person at once, and leaves a trace", async () => {
    play = async function* () {
      yield { type: "scope", scope, principal: "not signed in" };
      throw new ExhibitError("AUTH_EXPIRED", "the token has expired", { remedy: "make a new one" });
    };
    expect(await attempt()).toEqual({
      needsPerson: { code: "AUTH_EXPIRED", message: "the token has expired", remedy: "make a new one" },
      status: "incomplete",
    });
    expect(await sealedRecord(workshop, RUN, "c")).toMatchObject({ error: { code: "AUTH_EXPIRED" } });
    expect(await run()).toMatchObject({ status: "incomplete" });
  });

  it("that nobody foresaw closes the run", async () => {
    workshop.store.saveResults = async () => {
      throw new TypeError("x is not a function");
    };
    await expect(attempt()).rejects.toThrow("x is not a function");
    expect(await run()).toMatchObject({ status: "failed", error: { code: "INTERNAL" } });
  });

  it("of objects that another machine has is left to that machine", async () => {
    play = async function* (context, number) {
      yield* whole(context, number);
      yield { type: "gap", kind: thing, scope, reason: "denied", operation: "Get", detail: "status 403" };
    };
    const save = workshop.store.saveAssessment;
    workshop.store.saveAssessment = async () => {
      throw new ExhibitError("STORE_UNREACHABLE", "away");
    };
    await expect(attempt()).rejects.toMatchObject({ code: "STORE_UNREACHABLE" });
    workshop.store.saveAssessment = save;
    const { objects } = workshop.blobs as unknown as { readonly objects: Map<string, Uint8Array> };
    const kept = new Map(objects);
    objects.clear();
    expect(await attempt({ lastAttempt: true })).toEqual({ retryAfterMs: 60_000 });
    expect(await run()).toMatchObject({ status: "running" });
    for (const [digest, bytes] of kept) objects.set(digest, bytes);
    expect(await attempt()).toEqual({ status: "incomplete" });
    expect(collections).toBe(1);
  });
});

describe("a run whose signal is aborted", () => {
  const stoppedWhileCollecting = (): AbortController => {
    const stop = new AbortController();
    play = async function* ({ signal }) {
      yield { type: "scope", scope, principal: "tester" };
      yield { type: "record", kind: thing, scope, record: { name: "first" } };
      queueMicrotask(() => stop.abort(reason));
      await new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve());
      });
    };
    return stop;
  };
  let reason: ExhibitError;

  it("because its process ends seals nothing and stays open for another one", async () => {
    reason = new ExhibitError("RUN_INTERRUPTED", "the process is ending");
    await expect(attempt({ signal: stoppedWhileCollecting().signal })).rejects.toMatchObject({
      code: "RUN_INTERRUPTED",
    });
    expect({ evidence: await evidence(), status: (await run()).status }).toEqual({ evidence: [], status: "running" });
    play = whole;
    expect(await attempt()).toEqual({ status: "complete" });
  });

  it("because somebody cancelled it seals what there is, with the gap", async () => {
    reason = new ExhibitError("CANCELLED", "cancelled");
    expect(await attempt({ signal: stoppedWhileCollecting().signal })).toEqual({ status: "incomplete" });
    expect(await evidence()).toHaveLength(1);
  });
});
