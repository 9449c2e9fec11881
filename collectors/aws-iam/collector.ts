import type { CollectContext, Emission } from "#sdk";
import { collectAccounts } from "../_aws/several-accounts.ts";
import { sleep as realSleep, type Sleep } from "../_aws/sleep.ts";
import { collectAccount } from "./account.ts";
import type { AwsIamConfig } from "./config.ts";
import { openSession } from "./session.ts";

/**
 * Collects the account of the base credentials, or the accounts that the configuration names, or those of the
 * organization: at most five at a time, and one call at a time in each.
 * @param sleep waits between polls; tests give their own
 */
export function collect(
  ctx: CollectContext<AwsIamConfig>,
  sleep: Sleep = realSleep,
): AsyncGenerator<Emission, void, void> {
  return collectAccounts(ctx, (signedIn, options) => collectAccount(openSession({ ctx, sleep, ...signedIn }), options));
}
