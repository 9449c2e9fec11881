import { pause } from "../core/index.ts";
import type { Workshop } from "./ports.ts";

const AGAIN_MS = 1_000;

/** Does the work of a connection once no other run, of the schedule or of another process, is at work with it. */
export async function alone<T>(
  connection: string,
  around: {
    readonly workshop: Workshop;
    readonly signal: AbortSignal;
    readonly onProgress: (message: string, fields: { readonly connection: string }) => void;
  },
  work: () => Promise<T>,
): Promise<T> {
  const { workshop, signal, onProgress } = around;
  const ask = () => workshop.store.claim(`connection ${connection}`);
  let release = await ask();
  if (release === undefined) onProgress("waiting for another run of the connection", { connection });
  // Whoever is told to end waits no longer: the work sees the signal and asks the platform nothing.
  while (release === undefined && !signal.aborted) {
    await pause(AGAIN_MS, signal);
    release = await ask();
  }
  try {
    onProgress("collecting", { connection });
    return await work();
  } finally {
    await release?.();
  }
}
