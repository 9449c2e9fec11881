import type { Preflight } from "#sdk";
import { preflightAccounts } from "../_aws/preflight.ts";
import { awsConfigKinds } from "./evidence.ts";
import { awsConfigOperations } from "./operations.ts";
import { FACTS, PROBES } from "./probes.ts";
import { type Context, openSession } from "./session.ts";

/**
 * Who we are in every account that would be collected, and with `probe` what each operation answers in the first region.
 * @throws AUTH_, CONFIG_, PLATFORM_ when the base credentials cannot sign in; other accounts are reported, not thrown
 */
export function preflight(ctx: Context, options: { readonly probe: boolean }): Promise<Preflight> {
  return preflightAccounts(ctx, options, {
    kinds: awsConfigKinds,
    operations: awsConfigOperations,
    open: (signedIn) => openSession(ctx, signedIn),
    probes: PROBES,
    facts: FACTS,
  });
}
