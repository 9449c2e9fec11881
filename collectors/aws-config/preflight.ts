import { ListConfigurationRecordersCommand } from "@aws-sdk/client-config-service";
import type { Scope } from "#core";
import type { OperationProbe, Preflight } from "#sdk";
import { preflightAccounts, tryCall } from "../_aws/preflight.ts";
import { awsConfigKinds } from "./evidence.ts";
import { awsConfigOperations } from "./operations.ts";
import { FACTS, PROBES } from "./probes.ts";
import { regionsToAsk } from "./regions.ts";
import { type AccountSession, type Context, openSession } from "./session.ts";

const LIST = "config:ListConfigurationRecorders";

/**
 * Who we are in every account that would be collected, and with `probe` what each operation answers in the first region,
 * and whether the other regions answer at all: a policy of the organization may deny some of them.
 * @throws AUTH_, CONFIG_, PLATFORM_ when the base credentials cannot sign in; other accounts are reported, not thrown
 */
export function preflight(ctx: Context, options: { readonly probe: boolean }): Promise<Preflight> {
  return preflightAccounts(ctx, options, {
    kinds: awsConfigKinds,
    operations: awsConfigOperations,
    open: (signedIn) => openSession(ctx, signedIn),
    probes: PROBES,
    facts: FACTS,
    further: otherRegions,
  });
}

/** One call a region: the one that a run begins each region with. */
async function otherRegions(session: AccountSession, scope: Scope): Promise<readonly OperationProbe[]> {
  const { signal, firstRegion, regional } = session;
  const { asked } = await regionsToAsk(session);
  const tried: OperationProbe[] = [];
  for (const region of asked) {
    if (region === firstRegion) continue;
    const call = () =>
      regional(region).send(new ListConfigurationRecordersCommand({ MaxResults: 1 }), { abortSignal: signal });
    tried.push(await tryCall(call, LIST, { ...scope, region }, signal, FACTS));
  }
  return tried;
}
