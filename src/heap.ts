import { setFlagsFromString } from "node:v8";

/** How much the heap may grow beyond what was alive at the last full collection, before the next one. */
const GROWING_PERCENT = 40;

/**
 * Lets V8 collect garbage when the heap has grown by two fifths. By itself it waits, on a machine with memory to spare, for up to
 * four times what is alive, so that the peak of a large snapshot is mostly garbage. MUST be called before the work begins;
 * figures: docs/decisions/0012-sooner-garbage.md. Source: V8's `heap_growing_percent` (flag-definitions.h).
 */
export function collectSooner(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWING_PERCENT}`);
}
