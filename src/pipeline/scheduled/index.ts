export { runSlot, type RunSlotOptions, type SlotOutcome, type SlotRun } from "./run-slot.ts";
