import { ExhibitError } from "./errors.ts";

/** Between two pieces of work, each of which stands by itself: CANCELLED once somebody wants the work to end. */
export function heed(signal: AbortSignal, message: string, remedy: string): void {
  if (signal.aborted) throw new ExhibitError("CANCELLED", message, { remedy });
}
