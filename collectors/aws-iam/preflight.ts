import type { CollectContext, Preflight } from "#sdk";
import { preflightAccounts } from "../_aws/preflight.ts";
import { sleep } from "../_aws/sleep.ts";
import type { AwsIamConfig } from "./config.ts";
import { awsIamKinds, accessKeyKind, mfaDeviceKind, serviceLastAccessedKind, sshPublicKeyKind } from "./evidence.ts";
import { awsIamOperations } from "./operations.ts";
import { FACTS, PROBES } from "./probes.ts";
import { openSession } from "./session.ts";

const ON_DEMAND = new Map([
  [sshPublicKeyKind.id, "sshKeys"],
  [mfaDeviceKind.id, "mfaDevices"],
  [accessKeyKind.id, "accessKeys"],
  [serviceLastAccessedKind.id, "lastAccessed"],
] as const);

/**
 * Who we are in every account that would be collected, and with `probe` what each operation answers there.
 * @throws AUTH_, CONFIG_, PLATFORM_ when the base credentials cannot sign in; other accounts are reported, not thrown
 */
export function preflight(ctx: CollectContext<AwsIamConfig>, options: { readonly probe: boolean }): Promise<Preflight> {
  return preflightAccounts(ctx, options, {
    kinds: awsIamKinds,
    operations: awsIamOperations,
    open: (signedIn) => openSession({ ctx, sleep, ...signedIn }),
    probes: PROBES,
    facts: FACTS,
    disabled: (kind) => {
      const setting = ON_DEMAND.get(kind);
      return setting === undefined || ctx.config.perEntity?.[setting] === true
        ? undefined
        : `not asked for: set perEntity.${setting}`;
    },
  });
}
