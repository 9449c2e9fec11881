import type { Store } from "#core";
import type { Db } from "../../../src/store/db.ts";

/** The opened store, there from the first test on. */
export interface Opened {
  readonly store: () => Store;
  readonly db: () => Db;
}
