import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS, type GatewayLimits } from "./limits.ts";
import { createPacer, type Pacer, type Slot } from "./pacing.ts";

/** A clock that only moves when told; sleepers wake in order. */
function fakeTime() {
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  return {
    monotonic: () => now,
    sleep: (ms: number, signal: AbortSignal) =>
      new Promise<void>((wake, reject) => {
        sleepers.push({ at: now + ms, wake });
        signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      }),
    async advance(ms: number) {
      const until = now + ms;
      for (;;) {
        const next = sleepers.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > until) break;
        sleepers.splice(sleepers.indexOf(next), 1);
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = until;
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

function setup(limits: Partial<GatewayLimits>) {
  const time = fakeTime();
  const pacer = createPacer({ ...DEFAULT_LIMITS, ...limits }, time.sleep, time.monotonic);
  return { time, pacer };
}

const never = new AbortController().signal;
const slot = (lane: string, host = "a.example.com"): Slot => ({ host, hostname: host, lane });

/** Starts `acquire` and keeps what it came to. */
function ask(pacer: Pacer, where: Slot, signal = never) {
  const asked: { release?: () => void; error?: unknown } = {};
  pacer.acquire(where, signal).then(
    (release) => (asked.release = release),
    (error: unknown) => (asked.error = error),
  );
  return asked;
}

describe("concurrency", () => {
  test("one lane holds one request at a time; others go on up to the host's limit", async () => {
    const { pacer } = setup({ concurrency: 2, concurrencyPerLabel: 1 });
    const [first, second, other, third] = [
      ask(pacer, slot("l1")),
      ask(pacer, slot("l1")),
      ask(pacer, slot("l2")),
      ask(pacer, slot("l3")),
    ];
    await settle();
    expect([first, second, other, third].map(({ release }) => release !== undefined)).toEqual([
      true,
      false,
      true,
      false,
    ]);
    other.release?.();
    await settle();
    expect([second.release, third.release].map((release) => release !== undefined)).toEqual([false, true]);
    first.release?.();
    await settle();
    expect(second.release).toBeDefined();
  });

  test("releasing twice frees one place only", async () => {
    const { pacer } = setup({ concurrency: 1 });
    const first = ask(pacer, slot("l1"));
    await settle();
    first.release?.();
    first.release?.();
    const [second, third] = [ask(pacer, slot("l2")), ask(pacer, slot("l3"))];
    await settle();
    expect([second.release !== undefined, third.release !== undefined]).toEqual([true, false]);
  });

  test("hosts do not share a limit, and a pattern sets its own", async () => {
    const { pacer } = setup({ concurrency: 1, hosts: [{ pattern: "b.*", concurrency: 3, concurrencyPerLabel: 2 }] });
    const asked = [
      ask(pacer, slot("l", "a.example.com")),
      ...[1, 2, 3].map(() => ask(pacer, slot("l", "b.example.com"))),
    ];
    await settle();
    expect(asked.map(({ release }) => release !== undefined)).toEqual([true, true, true, false]);
  });
});

describe("pace", () => {
  test("starts keep their distance", async () => {
    const { time, pacer } = setup({ requestsPerSecond: 2, concurrency: 10, concurrencyPerLabel: 10 });
    const starts: number[] = [];
    for (let i = 0; i < 4; i += 1)
      void pacer.acquire(slot(`l${String(i)}`), never).then(() => starts.push(time.monotonic()));
    await settle();
    expect(starts).toEqual([0]);
    await time.advance(1600);
    expect(starts).toEqual([0, 500, 1000, 1500]);
  });

  test("a hold stops one lane for its time and no other", async () => {
    const { time, pacer } = setup({});
    pacer.hold(slot("l1"), 1000);
    const [held, free] = [ask(pacer, slot("l1")), ask(pacer, slot("l2"))];
    await settle();
    expect([held.release !== undefined, free.release !== undefined]).toEqual([false, true]);
    await time.advance(999);
    expect(held.release).toBeUndefined();
    await time.advance(1);
    expect(held.release).toBeDefined();
  });
});

describe("abort", () => {
  test("a waiting request leaves the queue with the reason of its signal", async () => {
    const { pacer } = setup({ concurrency: 1 });
    const first = ask(pacer, slot("l"));
    const controller = new AbortController();
    const second = ask(pacer, slot("l"), controller.signal);
    const third = ask(pacer, slot("l"));
    await settle();
    const reason = new Error("enough");
    controller.abort(reason);
    await settle();
    expect(second.error).toBe(reason);
    first.release?.();
    await settle();
    expect(third.release).toBeDefined();
    expect(ask(pacer, slot("l"), controller.signal)).toEqual({});
  });

  test("an aborted signal is refused at once", async () => {
    const { pacer } = setup({});
    await expect(pacer.acquire(slot("l"), AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
  });
});
