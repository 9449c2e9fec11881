import type { Period } from "./endurance.ts";

/** What is shown of many things in a period: the last one of each of some equal slots of time, so that all of it has a share. */
export function lastOfSlots<Thing extends { readonly at: string }>(
  things: readonly Thing[],
  { from, to }: Period,
  slots: number,
): readonly Thing[] {
  const begin = Date.parse(from);
  const span = Math.max(1, Date.parse(to) - begin);
  const last = new Map<number, Thing>();
  for (const thing of things) {
    const slot = Math.floor(((Date.parse(thing.at) - begin) / span) * slots);
    last.set(Math.min(Math.max(slot, 0), slots - 1), thing);
  }
  const kept = new Set(last.values());
  return things.filter((thing) => kept.has(thing));
}
