import { isExhibitError, type SealEntry, type Store } from "../core/index.ts";

/** Each needs retention to remove an object in the moments between its storing and its sealing. */
const ATTEMPTS = 5;

/**
 * Seals what was stored just now. Bytes that were in the store already were not written again, and retention may have removed
 * that old object since: the store refuses to seal it then, and `storeAgain` puts all of them there once more.
 */
export async function sealStored(
  store: Pick<Store, "seal">,
  entries: readonly SealEntry[],
  storeAgain: () => Promise<void>,
  options?: Parameters<Store["seal"]>[1],
): Promise<readonly number[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.seal(entries, options);
    } catch (error) {
      if (!isExhibitError(error) || error.code !== "PAYLOAD_REMOVED" || attempt === ATTEMPTS) throw error;
      await storeAgain();
    }
  }
}
