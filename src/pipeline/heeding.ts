import { heed } from "../core/index.ts";
import type { Workshop } from "./ports.ts";

/** When the work is no longer wanted, and what is said then. */
export interface Cancellation {
  readonly signal: AbortSignal;
  readonly message: string;
  readonly remedy: string;
}

/** The same workshop for work that goes from run to run and from object to object: CANCELLED where the next would be read. */
export function heeding(workshop: Workshop, { signal, message, remedy }: Cancellation): Workshop {
  const { blobs, store } = workshop;
  const look = (): void => heed(signal, message, remedy);
  return {
    ...workshop,
    blobs: {
      put: (bytes) => blobs.put(bytes),
      has: (digest) => blobs.has(digest),
      async *read(digest) {
        look();
        for await (const chunk of blobs.read(digest)) {
          yield chunk;
          look();
        }
      },
    },
    store: {
      ...store,
      async checkRuns(runId) {
        look();
        return store.checkRuns(runId);
      },
      async getAssessment(runId) {
        look();
        return store.getAssessment(runId);
      },
    },
  };
}
