import { inventory, type Inventory } from "./organisation/inventory.ts";
import type { Account } from "./organisation/model.ts";
import type { AccountJobs } from "./services/call.ts";

const HOUR_MS = 3_600_000;

/** What the sandbox remembers of an account between calls. */
export interface AccountState {
  readonly jobs: AccountJobs;
  readonly inventory: () => Inventory;
}

export function accountState(account: Account, startedAt: Date): AccountState {
  const ages = { absent: undefined, fresh: HOUR_MS, expired: 9 * HOUR_MS } as const;
  const age = ages[account.report];
  let counted: Inventory | undefined;
  return {
    jobs: {
      report: {
        generated: age === undefined ? undefined : new Date(Math.floor((startedAt.getTime() - age) / 1000) * 1000),
        pollsLeft: undefined,
      },
      lastAccessed: new Map(),
    },
    inventory: () => (counted ??= inventory(account)),
  };
}
