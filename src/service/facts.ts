import type { Instant, Slot, SlotStore, Store } from "../core/index.ts";
import type { RunQueue } from "../queue/index.ts";
import type { ScrapedFacts } from "./metrics.ts";

/** Connections whose newest run that has begun waits for somebody to act. */
export async function waitingForPeople(slots: SlotStore, connections: readonly string[]): Promise<readonly Slot[]> {
  const newest = await Promise.all(
    connections.map(async (connection) => {
      const [slot] = await slots.list({ connection, states: ["complete", "incomplete", "failed"], limit: 1 });
      return slot;
    }),
  );
  return newest.filter((slot) => slot !== undefined && slot.needsPerson && slot.replayedBy === undefined) as Slot[];
}

const MOST_DEAD_LETTERS = 1_000;

/** Failed runs that nothing later made up for, of connections that could be run again. */
export function deadLetters(
  slots: SlotStore,
  connections: readonly string[],
  limit = MOST_DEAD_LETTERS,
): Promise<readonly Slot[]> {
  return slots.list({ dead: true, connections, limit });
}

/** When each connection last sealed evidence. */
export async function lastSealed(store: Store, connections: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
  const found = new Map<string, Instant>();
  for (const connection of connections) {
    const [newest] = await store.collectionsOf(connection, { limit: 1, sealed: true });
    if (newest === undefined) continue;
    const { endedAt } = JSON.parse(Buffer.from(newest.leaf).toString("utf8")) as { readonly endedAt: Instant };
    found.set(connection, endedAt);
  }
  return found;
}

export interface FactSources {
  readonly store: Store;
  readonly slots: SlotStore;
  readonly queue: RunQueue;
  readonly connections: readonly string[];
  readonly now: () => Date;
}

export async function scrapeFacts({ store, slots, queue, connections, now }: FactSources): Promise<ScrapedFacts> {
  const sealed = await lastSealed(store, connections);
  const counts = await queue.counts();
  const workers = await queue.workers();
  return {
    evidenceAge: new Map([...sealed].map(([id, at]) => [id, (now().getTime() - Date.parse(at)) / 1000])),
    queue: { waiting: counts.waiting, delayed: counts.delayed, active: counts.active },
    paused: counts.paused,
    slots: counts.platforms,
    needsPerson: (await waitingForPeople(slots, connections)).length,
    deadLetters: (await deadLetters(slots, connections)).length,
    workers: workers.filter(({ alive }) => alive).length,
  };
}
